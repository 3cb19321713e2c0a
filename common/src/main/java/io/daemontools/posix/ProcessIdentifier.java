package io.daemontools.posix;

/**
 * Identifies processes by what the system reveals: by their serial numbers, or else, on Linux, by their start times. Only where
 * {@code /proc} is that of this process's own PID namespace can it be used; the namespace is part of the identity.
 */
public final class ProcessIdentifier {
    private static final String PROC = "/proc/";
    private static final String OWN_PROCESS = PROC + "self";
    private static final String OWN_NAMESPACE = OWN_PROCESS + "/ns/pid";
    private static final String STAT = "/stat";

    /** The size of Linux's, a UUID in text and a newline, and of macOS's with its NUL; macOS gives nothing to less. */
    private static final int BOOT_ID = 37;

    /** Longer than {@code /proc/PID/stat} up to the start time. */
    private static final int STAT_SIZE = 1024;

    /** The number of threads is that many fields after the state, which is the first one after the name in parentheses. */
    private static final int THREADS = 17;

    /** The start time is that many fields after the state. */
    private static final int START_TIME = 19;

    private final int kind;
    private final long system;

    /** For start times: what was read, and the path for the process that was identified last. */
    private byte[] stat;

    private PathBuffer path;
    private int lastProcess;

    /**
     * Finds out what the system reveals.
     *
     * @throws PosixException EMFILE, ENFILE, ENOMEM
     */
    public ProcessIdentifier(Posix posix) {
        byte[] bootId = new byte[BOOT_ID];
        int length = posix.bootId(bootId);
        long boot = Bytes.hash(bootId, 0, length);
        int self = posix.getpid();
        if (length == 0) {
            kind = ProcessIdentity.NONE;
            system = boot;
        } else if (posix.serialNumber(self) != Files.UNKNOWN) {
            kind = ProcessIdentity.SERIAL_NUMBER;
            system = boot;
        } else {
            long namespace = namespace(posix, self);
            kind = namespace == Files.UNKNOWN ? ProcessIdentity.NONE : ProcessIdentity.START_TIME;
            system = Bytes.hash(boot, namespace);
        }
    }

    /** A hash of what distinguishes this start of the system, and the PID namespace if it counts, from others. */
    public long system() {
        return system;
    }

    /** Whether it can identify processes at all. */
    public boolean works() {
        return kind != ProcessIdentity.NONE;
    }

    /** Whether an identity is one that it could find: otherwise its process is of another start of the system, or of another namespace. */
    public boolean finds(ProcessIdentity identity) {
        return identity.kind() == kind && identity.system() == system;
    }

    /**
     * Identifies a process.
     *
     * @param posix makes the calls
     * @param into its identity; none if the system does not reveal it
     * @throws PosixException ESRCH if there is no such process; EPERM if it is hidden; EMFILE, ENFILE, ENOMEM, EIO
     */
    public void identify(Posix posix, int process, ProcessIdentity into) {
        into.clear();
        long number = Files.UNKNOWN;
        if (kind == ProcessIdentity.SERIAL_NUMBER) {
            number = posix.serialNumber(process);
        } else if (kind == ProcessIdentity.START_TIME) {
            number = startTime(posix, process);
        }
        if (number != Files.UNKNOWN) {
            into.set(kind, number, system);
        }
    }

    /** The inode number of this process's PID namespace; unknown if {@code /proc} is missing, or another namespace's. */
    private static long namespace(Posix posix, int self) {
        try {
            FileStatus status = new FileStatus();
            boolean own = Integer.toString(self).equals(posix.readlink(OWN_PROCESS));
            return own && posix.stat(OWN_NAMESPACE, status) ? status.inode() : Files.UNKNOWN;
        } catch (PosixException error) {
            if (error.errno().shortage()) {
                throw error;
            }
            // There is no /proc.
            return Files.UNKNOWN;
        }
    }

    /** Allocates nothing if it is asked for the same process again. */
    private long startTime(Posix posix, int process) {
        if (stat == null) {
            stat = new byte[STAT_SIZE];
            path = new PathBuffer();
        }
        if (process != lastProcess) {
            lastProcess = process;
            path.truncate(0);
            path.add(PROC + process + STAT);
        }
        int length = read(posix, process, path, stat);
        int at = length - 1;
        while (at >= 0 && stat[at] != ')') {
            at--;
        }
        // At the state, if there is one.
        at += 2;
        if (at <= 2 || at >= length) {
            return Files.UNKNOWN;
        }
        boolean zombie = stat[at] == 'Z';
        boolean ended = stat[at] == 'X';
        for (int field = 1; field <= START_TIME && !ended; field++) {
            at = 1 + posix.indexOf(stat, at, length, (byte) ' ');
            if (at == 0) {
                return Files.UNKNOWN;
            }
            // The first thread may have ended before the others: the process still runs.
            ended = zombie && field == THREADS && number(at, length) <= 1;
        }
        if (ended) {
            throw PosixException.of(Errno.ESRCH);
        }
        return number(at, length);
    }

    private long number(int from, int to) {
        long number = 0;
        for (int at = from; at < to && stat[at] >= '0' && stat[at] <= '9'; at++) {
            number = 10 * number + stat[at] - '0';
        }
        return number;
    }

    private static int read(Posix posix, int process, CharSequence path, byte[] into) {
        try {
            int file = posix.openRead(path);
            try {
                return Math.max(0, posix.read(file, into, 0, into.length));
            } finally {
                posix.close(file);
            }
        } catch (PosixException error) {
            if (error.errno() != Errno.ENOENT) {
                throw error;
            }
            // With the option hidepid, /proc shows the processes that this one may trace: not a service that has
            // changed its user.
            throw PosixException.of(posix.exists(process) ? Errno.EPERM : Errno.ESRCH);
        }
    }
}
