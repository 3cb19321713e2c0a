package io.daemontools.service;

import io.daemontools.posix.Bytes;
import io.daemontools.posix.ProcessIdentity;

/**
 * The records of a history: 128 bytes each, of which the first half is the start of a run, and the second its end. Each half has a
 * magic number, the number of the run and a checksum, so that it is complete or not there. Numbers are little-endian.
 *
 * <pre>
 *  0  start: "DTs\1", reason, want, kind of identity, 0
 *  8         number of the run
 * 16         time
 * 24         process id, 4 bytes; 4 of a hash of the device and the inode number of the history
 * 32         identity: number
 * 40         identity: system
 * 48         time of the status before
 * 56         checksum: 64 bits of FNV-1a of what is before it
 *
 * 64  end:   "DTe\1", what is known (0 nothing, 1 exit code, 2 signal), exit code or signal, cause, 0
 * 72         number of the run
 * 80         time
 * 88         user time
 * 96         system time
 * 104        peak of resident memory
 * 112        how often the service has ended, by kind
 * 120        checksum
 * </pre>
 */
public final class HistoryCodec {
    /** The size of a record in bytes. */
    public static final int SIZE = 128;

    /** The size of the start and of the end of a run. */
    public static final int HALF = 64;

    private static final int START_MAGIC = 'D' | 'T' << 8 | 's' << 16 | 1 << 24;
    private static final int END_MAGIC = 'D' | 'T' << 8 | 'e' << 16 | 1 << 24;
    private static final int REASON = 4;
    private static final int WANT = 5;
    private static final int KIND = 6;
    private static final int KNOWN = 4;
    private static final int CODE = 5;
    private static final int CAUSE = 6;
    private static final int SEQUENCE = 8;
    private static final int TIME = 16;
    private static final int PID = 24;
    private static final int FILE = 28;
    private static final int NUMBER = 32;
    private static final int SYSTEM = 40;
    private static final int STATUS_TIME = 48;
    private static final int USER_TIME = 24;
    private static final int SYSTEM_TIME = 32;
    private static final int PEAK = 40;
    private static final int COUNTS = 48;
    private static final int CHECKSUM = 56;
    private static final int EXITED = 1;
    private static final int CRASHED = 2;

    private HistoryCodec() {}

    /** Puts a start into the first half of a record. */
    public static void encode(RunStart run, byte[] bytes, int offset) {
        clear(bytes, offset);
        LittleEndian.put(START_MAGIC, 4, bytes, offset);
        bytes[offset + REASON] = (byte) run.reason().ordinal();
        bytes[offset + WANT] = (byte) run.want().code();
        bytes[offset + KIND] = (byte) run.identity().kind();
        LittleEndian.put(run.sequence(), 8, bytes, offset + SEQUENCE);
        LittleEndian.put(run.time(), 8, bytes, offset + TIME);
        LittleEndian.put(run.pid(), 4, bytes, offset + PID);
        LittleEndian.put(run.file(), 4, bytes, offset + FILE);
        LittleEndian.put(run.identity().number(), 8, bytes, offset + NUMBER);
        LittleEndian.put(run.identity().system(), 8, bytes, offset + SYSTEM);
        LittleEndian.put(run.statusTime(), 8, bytes, offset + STATUS_TIME);
        putChecksum(bytes, offset);
    }

    /** Puts an end into the second half of a record; {@code offset} is that of the half. */
    public static void encode(RunEnd run, byte[] bytes, int offset) {
        clear(bytes, offset);
        LittleEndian.put(END_MAGIC, 4, bytes, offset);
        if (run.statusKnown()) {
            boolean crashed = run.status().crashed();
            bytes[offset + KNOWN] = (byte) (crashed ? CRASHED : EXITED);
            bytes[offset + CODE] =
                    (byte) (crashed ? run.status().signal() : run.status().exitCode());
        }
        LittleEndian.put(run.sequence(), 8, bytes, offset + SEQUENCE);
        LittleEndian.put(run.time(), 8, bytes, offset + TIME);
        bytes[offset + CAUSE] = (byte) run.cause().ordinal();
        LittleEndian.put(run.counts(), 8, bytes, offset + COUNTS);
        LittleEndian.put(run.use().userTime(), 8, bytes, offset + USER_TIME);
        LittleEndian.put(run.use().systemTime(), 8, bytes, offset + SYSTEM_TIME);
        LittleEndian.put(run.use().peakResident(), 8, bytes, offset + PEAK);
        putChecksum(bytes, offset);
    }

    /** Whether the first half of a record is a complete start; if so, {@code into} is set. */
    public static boolean decode(byte[] bytes, int offset, RunStart into) {
        StartReason reason = StartReason.of(bytes[offset + REASON]);
        int kind = bytes[offset + KIND];
        if (!complete(START_MAGIC, bytes, offset)
                || reason == null
                || kind < ProcessIdentity.NONE
                || kind > ProcessIdentity.START_TIME) {
            return false;
        }
        into.set(
                LittleEndian.get(8, bytes, offset + SEQUENCE),
                reason,
                Want.of((char) (bytes[offset + WANT] & 0xff)),
                LittleEndian.get(8, bytes, offset + TIME));
        into.setStatusTime(LittleEndian.get(8, bytes, offset + STATUS_TIME));
        into.setPid((int) LittleEndian.get(4, bytes, offset + PID));
        into.setFile((int) LittleEndian.get(4, bytes, offset + FILE));
        into.identity()
                .set(kind, LittleEndian.get(8, bytes, offset + NUMBER), LittleEndian.get(8, bytes, offset + SYSTEM));
        return true;
    }

    /** Whether the second half of a record is a complete end; if so, {@code into} is set. {@code offset} is that of the half. */
    public static boolean decode(byte[] bytes, int offset, RunEnd into) {
        if (!complete(END_MAGIC, bytes, offset)) {
            return false;
        }
        into.set(LittleEndian.get(8, bytes, offset + SEQUENCE), LittleEndian.get(8, bytes, offset + TIME));
        int code = bytes[offset + CODE] & 0xff;
        int known = bytes[offset + KNOWN];
        if (known == EXITED || known == CRASHED) {
            into.setStatus(known == EXITED ? code : 0, known == CRASHED ? code : 0);
        }
        into.setCause(EndCause.of(bytes[offset + CAUSE]));
        into.setCounts(LittleEndian.get(8, bytes, offset + COUNTS));
        into.use()
                .set(
                        LittleEndian.get(8, bytes, offset + USER_TIME),
                        LittleEndian.get(8, bytes, offset + SYSTEM_TIME),
                        LittleEndian.get(8, bytes, offset + PEAK));
        return true;
    }

    /** Whether the first half of a record is the complete start of a run with this number, this process id, and an identity. */
    static boolean isStart(byte[] bytes, int offset, long sequence, int pid) {
        return complete(START_MAGIC, bytes, offset)
                && bytes[offset + KIND] != ProcessIdentity.NONE
                && LittleEndian.get(8, bytes, offset + SEQUENCE) == sequence
                && (int) LittleEndian.get(4, bytes, offset + PID) == pid;
    }

    /** The number of the run of a complete end; 0 if it is not complete. {@code offset} is that of the half. */
    static long endedSequence(byte[] bytes, int offset) {
        return complete(END_MAGIC, bytes, offset) ? LittleEndian.get(8, bytes, offset + SEQUENCE) : 0;
    }

    /** How often the service has ended, as a complete end has it. {@code offset} is that of the half. */
    static long counts(byte[] bytes, int offset) {
        return LittleEndian.get(8, bytes, offset + COUNTS);
    }

    /** The number of the run of a start, complete or not; 0 if there is none. */
    static long startedSequence(byte[] bytes, int offset) {
        return (int) LittleEndian.get(4, bytes, offset) == START_MAGIC
                ? LittleEndian.get(8, bytes, offset + SEQUENCE)
                : 0;
    }

    /** Whether the first half of a record may be from a history, complete or not: it begins like one, or is empty. */
    public static boolean plausible(byte[] bytes, int offset) {
        int magic = (int) LittleEndian.get(4, bytes, offset);
        return magic == 0 || magic == START_MAGIC;
    }

    private static boolean complete(int magic, byte[] bytes, int offset) {
        return (int) LittleEndian.get(4, bytes, offset) == magic
                && LittleEndian.get(8, bytes, offset + CHECKSUM) == Bytes.hash(bytes, offset, offset + CHECKSUM);
    }

    private static void clear(byte[] bytes, int offset) {
        for (int i = 0; i < HALF; i++) {
            bytes[offset + i] = 0;
        }
    }

    private static void putChecksum(byte[] bytes, int offset) {
        LittleEndian.put(Bytes.hash(bytes, offset, offset + CHECKSUM), 8, bytes, offset + CHECKSUM);
    }
}
