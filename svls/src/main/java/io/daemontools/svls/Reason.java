package io.daemontools.svls;

import io.daemontools.posix.FileStatus;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.service.FailureReason;
import io.daemontools.service.RunEnd;
import io.daemontools.service.ServiceReader;
import io.daemontools.service.ServiceState;
import io.daemontools.service.Want;

/** Why a service is in its state, and what to type. */
final class Reason {
    private static final int USAGE = 100;
    private static final int TEMPORARY = 111;
    private static final int NOT_EXECUTABLE = 126;
    private static final int NOT_FOUND = 127;
    private static final int KILL = 9;
    private static final int SEGV = 11;

    private final Posix posix;
    private final FileStatus file = new FileStatus();
    private String why = "";
    private String cure = "";

    Reason(Posix posix) {
        this.posix = posix;
    }

    /** Why it is in its state. */
    String why() {
        return why;
    }

    /** What to type, or an empty string if nothing helps. */
    String cure() {
        return cure;
    }

    private void is(String reason, String command) {
        why = reason;
        cure = command;
    }

    /**
     * Finds the reason.
     *
     * @param directory the service directory
     * @param name the directory as a word for a shell
     */
    void find(String directory, String name, ServiceView service) {
        ServiceReader files = service.files();
        switch (service.state()) {
            case UNKNOWN -> is(files.problem() == null ? "there is no status yet" : Texts.problem(files.problem()), "");
            case NOT_SUPERVISED -> findSupervise(directory, files);
            case PAUSED -> is("it was paused by svc -p", "svc -c " + name);
            case STOPPING -> findStop(name, files);
            case FINISHING -> is("its finish runs", "");
            case STARTING -> is("it has not reported yet that it is ready", "");
            case DOWN ->
                is(
                        files.normallyUp()
                                ? "a command keeps it down, or started it only once"
                                : "the file down keeps it down",
                        (files.normallyUp() ? "" : "rm " + name + "/down; ") + "svc -u " + name);
            case FAILED ->
                is(
                        files.state().failure() == FailureReason.RESTART_LIMIT
                                ? "it has ended too often: " + lastEnd(service)
                                : "its finish exited 125",
                        "svc -u " + name);
            case RESTARTING, BACKING_OFF, FAILING -> findEnd(directory, name, service);
            default ->
                is(
                        files.want() == Want.UP
                                ? "it runs, as it is wanted"
                                : "it runs, and is not restarted when it ends",
                        "");
        }
    }

    /** Nothing is to be typed while supervise waits for an orderly end. */
    private void findStop(String name, ServiceReader files) {
        boolean restarted = files.want() == Want.UP;
        String what = restarted ? "it is being restarted" : "it is wanted down";
        ServiceState state = files.state();
        if (state != null && state.deadline() != ServiceState.NONE) {
            is(what + ", and is killed if it has not ended when timeout-kill is over", "");
        } else {
            is(what + ", and has not ended yet", restarted ? "" : "svc -k " + name + "   # kills it");
        }
    }

    private void findSupervise(String directory, ServiceReader files) {
        if (!exists(directory + "/supervise")) {
            is("no supervise has ever run: svscan does not run, or looks at another directory", "");
        } else if (files.hasStatus() && files.pid() != 0) {
            is("its supervise has ended; process " + (files.pid() & 0xffff_ffffL) + " may still run", "");
        } else {
            is("its supervise has ended, and svscan has not started another one", "");
        }
    }

    private void findEnd(String directory, String name, ServiceView service) {
        String run = directory + "/run";
        if (!exists(run)) {
            is("there is no file run", "");
        } else if (!file.executable()) {
            is("run is not executable", "chmod +x " + name + "/run");
        } else {
            is(lastEnd(service), "");
        }
    }

    private static String lastEnd(ServiceView service) {
        RunEnd end = service.lastEnd();
        if (end == null || !end.statusKnown()) {
            return "it has ended, and how is not known";
        }
        String times = service.restarts() > 1 ? ", " + service.restarts() + " restarts in the last hour" : "";
        return "it has ended: " + Texts.end(end) + meaning(end) + times;
    }

    private static String meaning(RunEnd end) {
        if (end.status().crashed()) {
            return switch (end.status().signal()) {
                case KILL -> " (by a command, or for lack of memory)";
                case SEGV -> " (a fault of the program)";
                default -> "";
            };
        }
        return switch (end.status().exitCode()) {
            case USAGE -> " (wrong usage, of programs of daemontools)";
            case TEMPORARY -> " (a program of daemontools failed, or run could not be executed)";
            case NOT_EXECUTABLE -> " (of a shell: a command is not executable)";
            case NOT_FOUND -> " (of a shell: a command was not found)";
            default -> "";
        };
    }

    private boolean exists(String path) {
        try {
            return posix.stat(path, file);
        } catch (PosixException ignored) {
            // As one that is not there: the reason is then shown by what cannot be read.
            return false;
        }
    }
}
