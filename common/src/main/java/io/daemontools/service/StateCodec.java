package io.daemontools.service;

import io.daemontools.posix.Bytes;

/**
 * The 256 bytes of a {@link ServiceState}. Numbers are little-endian.
 *
 * <pre>
 *   0  "DTl\1", phase, want, 1 if ready + 2 if stopping + 4 if a command may have ended it, reason of the failure
 *   8  number of the last run
 *  16  hash of the system's start
 *  24  wall clock: beginning of the phase
 *  32              ready since
 *  40              deadline
 *  48  monotonic clock: kill
 *  56                   start
 *  64                   watchdog
 *  72                   beginning of the limit's interval
 *  80  time of the watchdog
 *  88  ends in the limit's interval, 4 bytes; runs in a row that ended too soon, 4 bytes
 *  96  starts
 * 104  ends
 * 112  process id, 4 bytes; length of the text, 4 bytes
 * 120  text
 * 240  monotonic clock: last start
 * 248  checksum: 64 bits of FNV-1a of what is before it
 * </pre>
 */
public final class StateCodec {
    /** The size in bytes. */
    public static final int SIZE = 256;

    private static final int MAGIC = 'D' | 'T' << 8 | 'l' << 16 | 1 << 24;
    private static final int PHASE = 4;
    private static final int WANT = 5;
    private static final int FLAGS = 6;
    private static final int FAILURE = 7;
    private static final int SEQUENCE = 8;
    private static final int SYSTEM = 16;
    private static final int SINCE = 24;
    private static final int READY_SINCE = 32;
    private static final int DEADLINE = 40;
    private static final int KILL = 48;
    private static final int START = 56;
    private static final int WATCHDOG = 64;
    private static final int LIMIT_FROM = 72;
    private static final int WATCHDOG_TIMEOUT = 80;
    private static final int LIMIT_COUNT = 88;
    private static final int SHORT_RUNS = 92;
    private static final int STARTS = 96;
    private static final int ENDS = 104;
    private static final int PID = 112;
    private static final int TEXT_LENGTH = 116;
    private static final int TEXT = 120;
    private static final int STARTED = 240;
    private static final int CHECKSUM = 248;
    private static final int READY = 1;
    private static final int STOPPING = 2;
    private static final int COMMANDED = 4;

    private StateCodec() {}

    /** Stores a state. */
    public static void encode(ServiceState state, byte[] bytes) {
        for (int i = 0; i < SIZE; i++) {
            bytes[i] = 0;
        }
        LittleEndian.put(MAGIC, 4, bytes, 0);
        bytes[PHASE] = (byte) state.phase().ordinal();
        bytes[WANT] = (byte) state.want().code();
        bytes[FLAGS] = (byte)
                ((state.ready() ? READY : 0) | (state.stopping() ? STOPPING : 0) | (state.commanded() ? COMMANDED : 0));
        bytes[FAILURE] = (byte) state.failure().ordinal();
        LittleEndian.put(state.sequence(), 8, bytes, SEQUENCE);
        LittleEndian.put(state.system(), 8, bytes, SYSTEM);
        LittleEndian.put(state.since(), 8, bytes, SINCE);
        LittleEndian.put(state.readySince(), 8, bytes, READY_SINCE);
        LittleEndian.put(state.deadline(), 8, bytes, DEADLINE);
        LittleEndian.put(state.killAt(), 8, bytes, KILL);
        LittleEndian.put(state.startAt(), 8, bytes, START);
        LittleEndian.put(state.startedAt(), 8, bytes, STARTED);
        LittleEndian.put(state.watchdogAt(), 8, bytes, WATCHDOG);
        LittleEndian.put(state.limitFrom(), 8, bytes, LIMIT_FROM);
        LittleEndian.put(state.watchdogTimeout(), 8, bytes, WATCHDOG_TIMEOUT);
        LittleEndian.put(state.limitCount(), 4, bytes, LIMIT_COUNT);
        LittleEndian.put(state.shortRuns(), 4, bytes, SHORT_RUNS);
        LittleEndian.put(state.starts(), 8, bytes, STARTS);
        LittleEndian.put(state.ends(), 8, bytes, ENDS);
        LittleEndian.put(state.pid(), 4, bytes, PID);
        LittleEndian.put(state.textLength(), 4, bytes, TEXT_LENGTH);
        for (int i = 0; i < state.textLength(); i++) {
            bytes[TEXT + i] = state.text()[i];
        }
        LittleEndian.put(Bytes.hash(bytes, 0, CHECKSUM), 8, bytes, CHECKSUM);
    }

    /** Whether the bytes are a complete state; if so, {@code into} is set. */
    public static boolean decode(byte[] bytes, ServiceState into) {
        ServicePhase phase = ServicePhase.of(bytes[PHASE]);
        FailureReason failure = FailureReason.of(bytes[FAILURE]);
        long textLength = LittleEndian.get(4, bytes, TEXT_LENGTH);
        if ((int) LittleEndian.get(4, bytes, 0) != MAGIC
                || LittleEndian.get(8, bytes, CHECKSUM) != Bytes.hash(bytes, 0, CHECKSUM)
                || phase == null
                || failure == null
                || textLength > ServiceState.MAX_TEXT) {
            return false;
        }
        into.setPhase(phase, 0);
        into.setSince(LittleEndian.get(8, bytes, SINCE));
        into.setWant(Want.of((char) (bytes[WANT] & 0xff)));
        into.setReady((bytes[FLAGS] & READY) != 0, LittleEndian.get(8, bytes, READY_SINCE));
        into.setStopping((bytes[FLAGS] & STOPPING) != 0);
        into.setCommanded((bytes[FLAGS] & COMMANDED) != 0);
        into.setFailure(failure);
        into.setSequence(LittleEndian.get(8, bytes, SEQUENCE));
        into.setSystem(LittleEndian.get(8, bytes, SYSTEM));
        into.setDeadline(LittleEndian.get(8, bytes, DEADLINE));
        into.setKillAt(LittleEndian.get(8, bytes, KILL));
        into.setStartAt(LittleEndian.get(8, bytes, START));
        into.setStartedAt(LittleEndian.get(8, bytes, STARTED));
        into.setWatchdogAt(LittleEndian.get(8, bytes, WATCHDOG));
        into.setWatchdogTimeout(LittleEndian.get(8, bytes, WATCHDOG_TIMEOUT));
        into.setLimit(LittleEndian.get(8, bytes, LIMIT_FROM), (int) LittleEndian.get(4, bytes, LIMIT_COUNT));
        into.setShortRuns((int) LittleEndian.get(4, bytes, SHORT_RUNS));
        into.setCounts(LittleEndian.get(8, bytes, STARTS), LittleEndian.get(8, bytes, ENDS));
        into.setPid((int) LittleEndian.get(4, bytes, PID));
        into.setText(bytes, TEXT, (int) textLength);
        return true;
    }
}
