package io.daemontools.service;

import io.daemontools.cli.Diagnostics;
import io.daemontools.posix.Bytes;
import io.daemontools.posix.FileStatus;
import io.daemontools.posix.ForkHandler;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.ProcessIdentifier;

/**
 * The history of the service directory that is the working directory: the last runs of the service, each in the record of its
 * number modulo {@link #RECORDS}. {@link HistoryCodec} has the format.
 *
 * <p>The start of a run is written by its own process before the program runs, while that process still shares the lock of its
 * supervise: a supervise that gets the lock finds the record. A history that cannot be used is closed and left unchanged.
 */
public final class HistoryFile implements ForkHandler {
    /** How many runs it has. */
    public static final int RECORDS = 64;

    /** Above the number of each run: more runs than one a second in 30,000 years. */
    static final long LARGEST_NUMBER = 1L << 40;

    private static final int CLOSED = -1;

    private final Posix posix;
    private final Diagnostics diagnostics;
    private final String directory;
    private final ProcessIdentifier identifier;
    /** The start of the last run; from {@link #prepare} on that of the prepared one. */
    private final RunStart latest = new RunStart();

    /** A start, and an empty end: a record may have the end of a run of that number whose start could not be written. */
    private final byte[] startRecord = new byte[HistoryCodec.SIZE];

    private final byte[] endHalf = new byte[HistoryCodec.HALF];
    private int file = CLOSED;

    /** Distinguishes this history from one that it was copied from. */
    private int fileHash;

    private long lastSequence;

    /** How often the service has ended: see {@link EndCounts}. */
    private long counts;

    private boolean failing;

    /** The history; {@code directory} is the service directory's name in messages. */
    public HistoryFile(Posix posix, Diagnostics diagnostics, String directory, ProcessIdentifier identifier) {
        this.posix = posix;
        this.diagnostics = diagnostics;
        this.directory = directory;
        this.identifier = identifier;
    }

    /**
     * Opens the history, which is made if it does not exist. If it cannot be used, a warning is printed.
     *
     * @return whether there is a last run whose end is not known: {@link #last}
     * @throws PosixException EMFILE, ENFILE, ENOMEM: whether there is one may be known later
     */
    public boolean open() {
        try {
            file = posix.openReadWrite(ServiceFiles.HISTORY);
        } catch (PosixException error) {
            requireNoShortage(error);
            diagnostics.warn("unable to open " + name(), error);
            return false;
        }
        try {
            return read();
        } catch (PosixException error) {
            requireNoShortage(error);
            close("read", error.errno().text());
            return false;
        }
    }

    private static void requireNoShortage(PosixException error) {
        if (error.errno().shortage()) {
            throw error;
        }
    }

    /** Reads half by half: a larger buffer would stay in the memory of each supervise. */
    private boolean read() {
        FileStatus status = new FileStatus();
        posix.stat(file, status);
        fileHash = hash(status);
        if (!status.regular()) {
            close("use", "it is not a regular file");
            return false;
        }
        if (status.links() > 1) {
            close("use", "it has more than one name");
            return false;
        }
        boolean bad = status.size() > RECORDS * HistoryCodec.SIZE;
        int count = HistoryCodec.HALF;
        for (int slot = 0; slot < RECORDS && count == HistoryCodec.HALF && !bad; slot++) {
            count = posix.pread(file, startRecord, 0, HistoryCodec.HALF, position(slot));
            clear(startRecord, count);
            bad = !HistoryCodec.plausible(startRecord, 0);
            if (HistoryCodec.decode(startRecord, 0, latest)
                    && latest.sequence() > lastSequence
                    && latest.sequence() < LARGEST_NUMBER
                    && latest.sequence() % RECORDS == slot) {
                lastSequence = latest.sequence();
            }
        }
        if (bad) {
            close("use", "bad format");
        }
        return !bad && lastSequence > 0 && !readCounts() && readStart(lastSequence);
    }

    /** Goes back to the last end. Returns whether it is that of the last run. */
    private boolean readCounts() {
        long sequence = lastSequence;
        while (!ended(sequence)) {
            sequence--;
            if (sequence == 0 || sequence == lastSequence - RECORDS) {
                return false;
            }
        }
        counts = HistoryCodec.counts(endHalf, 0);
        return sequence == lastSequence;
    }

    /** The hash of a history in its records ({@link RunStart#file}): that of a copy is another one. */
    public static int hash(FileStatus status) {
        return (int) Bytes.hash(status.device(), status.inode());
    }

    /** Whether a complete start is there that was written to this file: in a copy, the process is that of another service. */
    private boolean readStart(long sequence) {
        posix.pread(file, startRecord, 0, HistoryCodec.HALF, position(sequence));
        return HistoryCodec.decode(startRecord, 0, latest) && latest.file() == fileHash;
    }

    private boolean ended(long sequence) {
        clear(endHalf, posix.pread(file, endHalf, 0, HistoryCodec.HALF, position(sequence) + HistoryCodec.HALF));
        return HistoryCodec.endedSequence(endHalf, 0) == sequence;
    }

    private static void clear(byte[] half, int from) {
        for (int i = Math.max(0, from); i < half.length; i++) {
            half[i] = 0;
        }
    }

    private void close(String call, String why) {
        posix.close(file);
        file = CLOSED;
        diagnostics.warn("unable to " + call + ' ' + name() + ": " + why);
    }

    private String name() {
        return directory + '/' + ServiceFiles.HISTORY;
    }

    /** The start of the run that {@link #open} has found, until the next one is prepared. */
    public RunStart last() {
        return latest;
    }

    /**
     * Opens the history as {@link #open} does, for a supervise that knows the state of its service. The {@link #last} run is then the
     * one that the caller sets.
     *
     * @param sequence the number of the last run
     */
    public void reopen(long sequence) {
        try {
            open();
        } catch (PosixException error) {
            diagnostics.warn("unable to open " + name(), error);
        }
        lastSequence = Math.max(lastSequence, sequence);
    }

    /**
     * Prepares the next run; its process is then started with this as its fork handler.
     *
     * @param time the time of day
     * @param statusTime the time in the status file, or 0
     */
    public void prepare(StartReason reason, Want want, long time, long statusTime) {
        latest.set(lastSequence + 1, reason, want, time);
        latest.setStatusTime(statusTime);
    }

    /** The start of the prepared run: its process writes the record. */
    @Override
    public void run(Posix child, int process) {
        if (file == CLOSED) {
            return;
        }
        latest.setPid(process);
        identify(child, process);
        writeStart(child);
    }

    /** Without an identity, the record still shows that there was a run. */
    private void identify(Posix child, int process) {
        try {
            identifier.identify(child, process, latest.identity());
        } catch (PosixException error) {
            latest.identity().clear();
            Diagnostics.printNow(
                    child,
                    "supervise: warning: unable to identify the process of " + directory + ": "
                            + error.errno().text());
        }
    }

    /** The number of the last run, 0 if there is none. */
    public long lastSequence() {
        return lastSequence;
    }

    /** The prepared run has been started. Returns its number. */
    public long started() {
        lastSequence = latest.sequence();
        return lastSequence;
    }

    /**
     * Adds the {@link #last} run, whose process is adopted, to those that were started; once, unless another state is wanted. Any number of
     * adoptions therefore leaves the runs before it in the history. Returns its number.
     */
    public long adopted(Want want) {
        return latest.reason() == reasonOfAdopted() && latest.want() == want ? lastSequence : addAdopted(want);
    }

    private StartReason reasonOfAdopted() {
        return latest.reason() == StartReason.FINISH ? StartReason.FINISH : StartReason.ADOPTED;
    }

    private long addAdopted(Want want) {
        if (file != CLOSED) {
            latest.set(lastSequence + 1, reasonOfAdopted(), want, latest.time());
            if (writeStart(posix)) {
                lastSequence = latest.sequence();
            }
        }
        return lastSequence;
    }

    /**
     * Writes the {@link #last} run again, whose process is adopted: the file that had it was removed or replaced. Returns its number,
     * which is another one if the file has runs with larger numbers.
     */
    public long restore() {
        if (file == CLOSED || lastSequence != latest.sequence()) {
            return addAdopted(latest.want());
        }
        writeStart(posix);
        return lastSequence;
    }

    /**
     * Reads the {@link #last} run, which has ended.
     *
     * @param end set if the file has how it ended
     * @return false if the file does not have its start
     * @throws PosixException EMFILE, ENFILE, ENOMEM: it may be known later
     */
    public boolean recall(RunEnd end) {
        if (file == CLOSED || lastSequence == 0) {
            return false;
        }
        try {
            if (ended(lastSequence)) {
                HistoryCodec.decode(endHalf, 0, end);
            }
            return readStart(lastSequence) && latest.sequence() == lastSequence;
        } catch (PosixException error) {
            requireNoShortage(error);
            // As one that is not there.
            return false;
        }
    }

    /** Whether the start of a run is in the file, so that another supervise would find its process. */
    public boolean has(long sequence, int pid) {
        if (file == CLOSED) {
            return false;
        }
        try {
            int count = posix.pread(file, startRecord, 0, HistoryCodec.HALF, position(sequence));
            return count == HistoryCodec.HALF && HistoryCodec.isStart(startRecord, 0, sequence, pid);
        } catch (PosixException unknown) {
            // As one that is not there.
            return false;
        }
    }

    /** Writes the end of a run, which was one of the last. Those of {@code finish} do not count. */
    public void end(RunEnd run) {
        if (file != CLOSED) {
            if (!run.ofFinish()) {
                counts = EndCounts.after(counts, run);
            }
            run.setCounts(counts);
            HistoryCodec.encode(run, endHalf, 0);
            write(posix, endHalf, position(run.sequence()) + HistoryCodec.HALF);
        }
    }

    private boolean writeStart(Posix writer) {
        latest.setFile(fileHash);
        HistoryCodec.encode(latest, startRecord, 0);
        return write(writer, startRecord, position(latest.sequence()));
    }

    private static long position(long sequence) {
        return sequence % RECORDS * HistoryCodec.SIZE;
    }

    /** Writes a half. The first of several failures in a row is reported. */
    private boolean write(Posix writer, byte[] half, long position) {
        boolean reported = failing;
        failing = true;
        try {
            if (writer.pwrite(file, half, 0, half.length, position) == half.length) {
                failing = false;
            } else if (!reported) {
                warn(writer, ": partial write");
            }
        } catch (PosixException error) {
            if (!reported) {
                warn(writer, ": " + error.errno().text());
            }
        }
        return !failing;
    }

    private void warn(Posix writer, String why) {
        Diagnostics.printNow(writer, "supervise: warning: unable to write " + name() + why);
    }
}
