package io.daemontools.svls;

import io.daemontools.cli.PrintableText;
import io.daemontools.posix.DirectoryListing;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.service.ServiceReader;

/** Why no supervise runs, and what to type. */
final class SuperviseReason extends Explanation {
    private static final String LOGGER = "/log";

    private final Posix posix;
    private final SmallFiles files;

    SuperviseReason(Posix posix, SmallFiles files) {
        this.posix = posix;
        this.files = files;
    }

    /** Finds the reason for a service directory. */
    void find(String directory, ServiceReader status) {
        boolean logger = directory.endsWith(LOGGER) && files.isDirectory(parent(directory) + "/supervise");
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
        if (files.exists(supervise)) {
            why = "its supervise has ended";
        } else if (files.target(supervise) != null) {
            String target = files.target(supervise);
            why = "supervise is a link to " + PrintableText.of(target) + ", which supervise cannot make";
            cure = "rm " + ShellWord.of(supervise);
            return;
        } else {
            why = "no supervise has ever run";
        }
        findScanner(parent(service));
        if (status.hasStatus() && status.pid() != 0) {
            why = why + "; process " + (status.pid() & 0xffff_ffffL) + " may still run";
        }
    }

    private void findScanner(String services) {
        Boolean scanned = scanned(services);
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

    /** Whether a svscan has a directory as its working directory, as far as Linux's {@code /proc} shows; null if it does not. */
    private Boolean scanned(String services) {
        if (!files.isDirectory(services)) {
            return null;
        }
        long device = files.status().device();
        long inode = files.status().inode();
        boolean seen = false;
        boolean hidden = false;
        try {
            DirectoryListing listing = posix.listDirectory("/proc");
            try {
                while (listing.next()) {
                    String name = listing.name();
                    if (name.charAt(0) < '1' || name.charAt(0) > '9') {
                        continue;
                    }
                    seen = true;
                    if (isScanner("/proc/" + name)) {
                        boolean known = files.exists("/proc/" + name + "/cwd");
                        hidden |= !known;
                        if (known
                                && files.status().device() == device
                                && files.status().inode() == inode) {
                            return true;
                        }
                    }
                }
            } finally {
                listing.close();
            }
        } catch (PosixException ignored) {
            // There is no /proc.
            return null;
        }
        boolean known = seen && !hidden;
        return known ? Boolean.FALSE : null;
    }

    /** On a JVM, its arguments name its class. */
    private boolean isScanner(String process) {
        String command = files.readAny(process + "/comm");
        if ("java\n".equals(command)) {
            String arguments = files.readAny(process + "/cmdline");
            return arguments != null && arguments.indexOf("svscan") >= 0;
        }
        return "svscan\n".equals(command);
    }
}
