package io.daemontools.svls;

import io.daemontools.cli.Decimal;
import io.daemontools.posix.Bytes;
import io.daemontools.posix.DirectoryListing;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.ProcessEntry;
import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * The svscans and supervises that run, by their working directories, as far as Linux's {@code /proc} shows. It is read once. Of each of
 * them little is kept, since there may be thousands: the rest is read when it is asked for.
 */
final class ProcessTable {
    private static final String PROC = "/proc/";
    private static final String DIRECTORY = "/cwd";
    private static final String SCANNER = "svscan";
    private static final String SUPERVISE = "supervise";

    /** What Linux appends to the path of a working directory that was removed. */
    private static final String REMOVED = " (deleted)";

    /** The launcher of a command on Java passes the name of the command. */
    private static final byte[] JAVA_NAME = Bytes.of("-Ddaemontools.argv0=");

    private static final int MAX_DIGITS = 9;
    private static final int FIRST = 16;

    /** Far more than there are between a script and the program that it runs; a process id that is reused may make a circle. */
    private static final int MOST_ANCESTORS = 100;

    /** The result if there is no such process. */
    static final int NONE = 0;

    private final Posix posix;
    private final SmallFiles files;
    private int[] pids = new int[FIRST];
    private boolean[] scanners = new boolean[FIRST];

    /** Of a supervise, whether its working directory was removed. */
    private boolean[] removed = new boolean[FIRST];

    private long[] devices = new long[FIRST];
    private long[] inodes = new long[FIRST];
    private int count;
    private boolean looked;
    private boolean knowsScanners;
    private boolean knowsSupervises;

    ProcessTable(Posix posix, SmallFiles files) {
        this.posix = posix;
        this.files = files;
    }

    /** Whether a svscan has this working directory; null if that is not known. */
    Boolean scanned(String services) {
        if (find(services, true) != NONE) {
            return Boolean.TRUE;
        }
        boolean known = knowsScanners && files.isDirectory(services);
        return known ? Boolean.FALSE : null;
    }

    /** Whether the working directories of all supervises are known. */
    boolean knowsSupervises() {
        look();
        return knowsSupervises;
    }

    /** The process id of the supervise that has this working directory, or {@link #NONE}. */
    int superviseOf(String directory) {
        return find(directory, false);
    }

    /** The supervise whose working directory was {@code log} in that of another one, and was removed; or {@link #NONE}. */
    int removedLoggerOf(int supervise) {
        String directory = directory(supervise);
        String wanted = directory == null ? null : directory + "/log" + REMOVED;
        for (int i = 0; wanted != null && i < count; i++) {
            if (removed[i] && wanted.equals(directory(pids[i]))) {
                return pids[i];
            }
        }
        return NONE;
    }

    /** The path of the working directory of a process, or null. */
    private String directory(int pid) {
        return files.target(PROC + pid + DIRECTORY);
    }

    private int find(String directory, boolean scanner) {
        look();
        if (count == 0 || !files.isDirectory(directory)) {
            return NONE;
        }
        long device = files.status().device();
        long inode = files.status().inode();
        for (int i = 0; i < count; i++) {
            if (scanners[i] == scanner && devices[i] == device && inodes[i] == inode) {
                return pids[i];
            }
        }
        return NONE;
    }

    /** A child of a process, or {@link #NONE}. */
    int child(int parent) {
        ProcessEntry entry = new ProcessEntry();
        int[] child = {0};
        forEach(pid -> {
            if (child[0] == 0 && posix.find(pid, entry) && entry.parent() == parent) {
                child[0] = pid;
            }
        });
        return child[0];
    }

    /** Whether a process is another one or one of its descendants, as far as is known. */
    boolean isFrom(int pid, int ancestor) {
        ProcessEntry entry = new ProcessEntry();
        int process = pid;
        for (int i = 0; i < MOST_ANCESTORS && process != ancestor; i++) {
            process = posix.find(process, entry) ? entry.parent() : 0;
            if (process <= 1) {
                return false;
            }
        }
        return process == ancestor;
    }

    private void look() {
        if (!looked) {
            looked = true;
            knowsScanners = true;
            knowsSupervises = true;
            if (!forEach(this::add)) {
                knowsScanners = false;
                knowsSupervises = false;
            }
        }
    }

    private void add(int pid) {
        String process = PROC + pid;
        String name = name(process);
        boolean scanner = SCANNER.equals(name);
        if (!scanner && !SUPERVISE.equals(name)) {
            return;
        }
        boolean known = files.exists(process + DIRECTORY);
        if (!known && files.missing(process + DIRECTORY)) {
            // It has ended; a zombie has no working directory.
            return;
        }
        knowsScanners &= known || !scanner;
        knowsSupervises &= known || scanner;
        if (known) {
            if (count == pids.length) {
                grow();
            }
            pids[count] = pid;
            scanners[count] = scanner;
            devices[count] = files.status().device();
            inodes[count] = files.status().inode();
            removed[count] = !scanner && isRemoved(directory(pid));
            count++;
        }
    }

    /** Not by the count of links, which is 1 for each directory on some file systems. */
    private static boolean isRemoved(String directory) {
        return directory != null && directory.endsWith(REMOVED);
    }

    private void grow() {
        int length = count + count / 2;
        pids = Arrays.copyOf(pids, length);
        scanners = Arrays.copyOf(scanners, length);
        removed = Arrays.copyOf(removed, length);
        devices = Arrays.copyOf(devices, length);
        inodes = Arrays.copyOf(inodes, length);
    }

    /** Calls {@code visit} with each process id. Returns false if there is none, as without {@code /proc}. */
    private boolean forEach(IntConsumer visit) {
        boolean any = false;
        try {
            DirectoryListing listing = posix.listDirectory(PROC);
            try {
                while (listing.next()) {
                    String name = listing.name();
                    int pid = Decimal.digits(name) == name.length() ? number(name) : 0;
                    if (pid > 0) {
                        any = true;
                        visit.accept(pid);
                    }
                }
            } finally {
                listing.close();
            }
        } catch (PosixException ignored) {
            // There is no /proc, or not all of it.
            return any;
        }
        return any;
    }

    static int number(String digits) {
        return digits.length() <= MAX_DIGITS ? (int) Decimal.value(digits) : 0;
    }

    /** The name of the command that a process executes; null if it is not known. */
    private String name(String process) {
        String command = files.readAny(process + "/comm");
        if (!"java\n".equals(command)) {
            return command == null || command.isEmpty() ? null : command.substring(0, command.length() - 1);
        }
        return files.argument(process + "/cmdline", JAVA_NAME);
    }

    /** Whether a process is stopped by a signal or a debugger; false if it is not known. */
    boolean stopped(int pid) {
        String status = files.readAny(PROC + pid + "/stat");
        int state = status == null ? -1 : status.lastIndexOf(')') + 2;
        return state > 1 && state < status.length() && (status.charAt(state) == 'T' || status.charAt(state) == 't');
    }
}
