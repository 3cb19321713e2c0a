package io.daemontools.svls;

import io.daemontools.cli.PrintableText;
import io.daemontools.cli.ShellWord;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.ProcessEntry;
import io.daemontools.posix.ProcessIdentifier;
import io.daemontools.posix.ProcessIdentity;
import io.daemontools.service.ServiceReader;

/** Why no supervise runs, and what to type. */
final class SuperviseReason extends Explanation {
    private final Posix posix;
    private final SmallFiles files;
    private final ProcessTable processes;

    SuperviseReason(Posix posix, SmallFiles files, ProcessTable processes) {
        this.posix = posix;
        this.files = files;
        this.processes = processes;
    }

    /** Finds the reason for a service directory. */
    void find(String directory, ServiceReader status) {
        boolean logger = isOfService(directory);
        String service = logger ? parent(directory) : directory;
        String name = TableFormat.name(service);
        String supervise = directory.concat("/supervise");
        cure = "";
        if (name.startsWith(".") && !name.equals(".") && !name.equals("..")) {
            why = "svscan ignores names that begin with a dot";
            String visible = parent(service) + '/' + name.substring(1);
            if (name.length() > 1 && name.charAt(1) != '.' && !files.exists(visible)) {
                cure = "mv " + ShellWord.of(service) + ' ' + ShellWord.of(visible);
            }
            return;
        }
        if (findWithoutFiles(directory, logger)) {
            return;
        }
        if (files.exists(supervise)) {
            why = "its supervise has ended";
        } else if (files.target(supervise) != null) {
            String target = files.target(supervise);
            why = "supervise is a link to " + PrintableText.of(target) + ", which supervise cannot make";
            cure = "rm " + ShellWord.of(supervise);
            return;
        } else {
            why = "no supervise has ever run"
                    + (processes.knowsSupervises() ? "" : ", or its directory supervise was removed");
        }
        findScanner(parent(service));
        if (status.hasStatus() && status.pid() != 0) {
            why = why + remaining(status);
        }
    }

    /** Whether it is the directory of a logger: {@code log} in a service directory. The working directory's name is not known. */
    private boolean isOfService(String directory) {
        String name = TableFormat.name(directory);
        String above = parent(directory);
        return (name.equals("log") || name.equals("."))
                && (files.exists(above.concat("/run")) || files.isDirectory(above.concat("/supervise")));
    }

    /** Whether a supervise runs whose files were removed. One that has just started makes them at once. */
    private boolean findWithoutFiles(String directory, boolean logger) {
        int left = processes.superviseOf(directory);
        String what = ", runs on without its files: the directory supervise was removed";
        if (left == ProcessTable.NONE && logger) {
            int ofService = processes.superviseOf(parent(directory));
            left = ofService == ProcessTable.NONE ? ProcessTable.NONE : processes.removedLoggerOf(ofService);
            what = ", runs on in a directory log that was removed";
        }
        if (left == ProcessTable.NONE || files.exists(directory.concat("/supervise/ok"))) {
            return false;
        }
        is("its supervise, process " + left + what, Obstacle.endingBoth(left, processes));
        return true;
    }

    /** What is known of a process without a supervise. */
    private String remaining(ServiceReader status) {
        int pid = status.pid();
        ProcessIdentity recorded = status.hasHistory() ? status.lastRun().identity() : null;
        boolean known = recorded != null && recorded.known();
        if (known ? !isSame(pid, recorded) : !posix.find(pid, new ProcessEntry())) {
            return "";
        }
        return known ? "; the service runs on as process " + pid : "; process " + pid + " may still run";
    }

    private boolean isSame(int pid, ProcessIdentity recorded) {
        try {
            ProcessIdentity present = new ProcessIdentity();
            new ProcessIdentifier(posix).identify(posix, pid, present);
            return present.sameAs(recorded);
        } catch (PosixException ended) {
            // There is no such process, or it cannot be known.
            return false;
        }
    }

    private void findScanner(String services) {
        Boolean scanned = processes.scanned(services);
        String shown = PrintableText.of(services);
        if (scanned == null) {
            why = why + ", and svscan has not started one: it does not run, or looks at another directory than "
                    + shown;
            cure = "svscan " + ShellWord.of(services) + " &   # if none runs there";
        } else if (scanned) {
            why = why + ", and svscan, which runs on " + shown + ", starts one within five seconds if it can";
        } else {
            why = why + ", and no svscan runs on " + shown;
            cure = "svscan " + ShellWord.of(services) + " &";
        }
    }

    /** The directory that has a directory. */
    private String parent(String directory) {
        int end = directory.length();
        while (end > 1 && directory.charAt(end - 1) == '/') {
            end--;
        }
        int slash = directory.lastIndexOf('/', end - 1);
        String name = directory.substring(slash + 1, end);
        if (name.equals(".") || name.equals("..")) {
            return directory.concat("/..");
        }
        return slash < 0 ? "." : slash == 0 ? "/" : directory.substring(0, slash);
    }
}
