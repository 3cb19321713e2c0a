package io.daemontools.svls;

import io.daemontools.cli.Decimal;
import io.daemontools.posix.DirectoryListing;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.ProcessEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/** The svscans and supervises that run, by their working directories, as far as Linux's {@code /proc} shows. It is read once. */
final class ProcessTable {
    private static final String PROC = "/proc/";
    private static final String SCANNER = "svscan";
    private static final String SUPERVISE = "supervise";

    /** What Linux appends to the path of a working directory that was removed. */
    private static final String REMOVED = " (deleted)";

    /** The launcher of a command on Java passes the name of the command. */
    private static final String JAVA_NAME = "-Ddaemontools.argv0=";

    private static final int MAX_DIGITS = 9;

    private final Posix posix;
    private final SmallFiles files;
    private final List<Daemon> daemons = new ArrayList<>();
    private boolean looked;
    private boolean knowsScanners;
    private boolean knowsSupervises;

    /**
     * A svscan or a supervise.
     *
     * @param directory the path of its working directory, or null
     * @param stopped whether it was stopped by a signal
     */
    record Daemon(int pid, boolean scanner, String directory, long device, long inode, boolean stopped) {}

    ProcessTable(Posix posix, SmallFiles files) {
        this.posix = posix;
        this.files = files;
    }

    /** Whether a svscan has this working directory; null if that is not known. */
    Boolean scanned(String services) {
        if (find(services, true) != null) {
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

    /** The supervise that has this working directory, or null. */
    Daemon superviseOf(String directory) {
        return find(directory, false);
    }

    /** The supervise whose working directory was {@code log} in that of another one, and was removed; or null. */
    Daemon removedLoggerOf(Daemon supervise) {
        String removed = supervise.directory + "/log" + REMOVED;
        for (Daemon daemon : daemons) {
            if (!daemon.scanner && removed.equals(daemon.directory)) {
                return daemon;
            }
        }
        return null;
    }

    private Daemon find(String directory, boolean scanner) {
        look();
        if (daemons.isEmpty() || !files.isDirectory(directory)) {
            return null;
        }
        long device = files.status().device();
        long inode = files.status().inode();
        for (Daemon daemon : daemons) {
            if (daemon.scanner == scanner && daemon.device == device && daemon.inode == inode) {
                return daemon;
            }
        }
        return null;
    }

    /** A child of a process; 0 if there is none. */
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
        boolean known = files.exists(process + "/cwd");
        knowsScanners &= known || !scanner;
        knowsSupervises &= known || scanner;
        if (known) {
            long device = files.status().device();
            long inode = files.status().inode();
            String directory = files.target(process + "/cwd");
            daemons.add(new Daemon(pid, scanner, directory, device, inode, isStopped(process)));
        }
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

    private static int number(String digits) {
        return digits.length() <= MAX_DIGITS ? (int) Decimal.value(digits) : 0;
    }

    /** The name of the command that a process executes; null if it is not known. */
    private String name(String process) {
        String command = files.readAny(process + "/comm");
        if (!"java\n".equals(command)) {
            return command == null || command.isEmpty() ? null : command.substring(0, command.length() - 1);
        }
        String arguments = files.readAny(process + "/cmdline");
        int at = arguments == null ? -1 : arguments.indexOf(JAVA_NAME);
        int end = at < 0 ? -1 : arguments.indexOf('\0', at);
        return end < 0 ? null : arguments.substring(at + JAVA_NAME.length(), end);
    }

    /** Whether a process is stopped by a signal or a debugger; false if it is not known. */
    boolean stopped(int pid) {
        return isStopped(PROC + pid);
    }

    private boolean isStopped(String process) {
        String status = files.readAny(process + "/stat");
        int state = status == null ? -1 : status.lastIndexOf(')') + 2;
        return state > 1 && state < status.length() && (status.charAt(state) == 'T' || status.charAt(state) == 't');
    }
}
