package io.daemontools.svlint;

import io.daemontools.cli.ShellWord;
import io.daemontools.posix.FileStatus;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.service.HistoryCodec;
import io.daemontools.service.HistoryFile;
import io.daemontools.service.OkFifo;
import io.daemontools.service.RunStart;
import io.daemontools.service.ServiceFiles;
import io.daemontools.svlint.Disk.Presence;

/** Checks the directory {@code supervise} that is in the working directory. */
final class SuperviseCheck {
    private static final String[] FIFOS = {ServiceFiles.CONTROL, ServiceFiles.OK, ServiceFiles.PIPE};

    private final Findings findings;
    private final Disk disk;
    private final Posix posix;

    SuperviseCheck(Findings findings, Disk disk, Posix posix) {
        this.findings = findings;
        this.disk = disk;
        this.posix = posix;
    }

    /** Checks it. */
    void check() {
        String name = ServiceFiles.SUPERVISE;
        Presence presence = disk.look(name);
        if (presence == Presence.ABSENT) {
            checkTarget(name, disk.target(name));
            return;
        }
        if (presence == Presence.PRESENT && !disk.status().directory()) {
            findings.add(Check.SUPERVISE, name, "is not a directory", "remove it; supervise makes it");
            return;
        }
        for (String fifo : FIFOS) {
            if (disk.exists(fifo) && !disk.status().fifo()) {
                copied(fifo, "is not a FIFO");
                return;
            }
        }
        if (!supervised() && isCopy()) {
            copied(name, "is a copy from another directory or machine");
        }
    }

    /** supervise makes what a symbolic link refers to, but not what is above it. */
    private void checkTarget(String name, String target) {
        int slash = target == null ? -1 : target.lastIndexOf('/');
        if (slash > 0 && disk.look(target.substring(0, slash)) == Presence.ABSENT) {
            String parent = target.substring(0, slash);
            findings.add(
                    Check.SUPERVISE,
                    name,
                    "is a link to " + target + ", and " + parent + " does not exist",
                    "mkdir " + ShellWord.of(parent));
        }
    }

    private void copied(String file, String reason) {
        findings.add(
                Check.SUPERVISE_COPIED,
                file,
                reason,
                "rm -r " + findings.typed(ServiceFiles.SUPERVISE) + " while no supervise runs");
    }

    /** Opening it for writing does not wait. */
    private boolean supervised() {
        try {
            return OkFifo.held(posix, ServiceFiles.OK);
        } catch (PosixException ignored) {
            // Where it is not known, nothing is reported.
            return disk.exists(ServiceFiles.OK);
        }
    }

    private boolean isCopy() {
        if (!disk.exists(ServiceFiles.HISTORY) || !disk.status().regular()) {
            return false;
        }
        try {
            int file = posix.openRead(ServiceFiles.HISTORY);
            try {
                return isCopy(file);
            } finally {
                posix.close(file);
            }
        } catch (PosixException ignored) {
            // supervise reports that it cannot read it.
            return false;
        }
    }

    /** Whether the last run was recorded in another file. */
    private boolean isCopy(int file) {
        FileStatus status = new FileStatus();
        posix.stat(file, status);
        byte[] record = new byte[HistoryCodec.SIZE];
        RunStart run = new RunStart();
        long last = 0;
        boolean copy = false;
        for (int slot = 0; slot < HistoryFile.RECORDS; slot++) {
            int count = posix.pread(file, record, 0, record.length, (long) slot * record.length);
            boolean complete = count >= HistoryCodec.HALF && HistoryCodec.decode(record, 0, run);
            if (complete && run.sequence() > last) {
                last = run.sequence();
                copy = run.file() != HistoryFile.hash(status);
            }
        }
        return copy;
    }
}
