package io.daemontools.simulation.unit;

import io.daemontools.simulation.kernel.Call;
import java.util.List;

/** A call as tests name it: the method of {@code Posix}, then its arguments, separated by spaces. */
final class CallText {
    private CallText() {}

    /** The text of a call, or null for reading a clock, which is no system call where there is a vDSO. */
    static String of(Call call, Object[] arguments) {
        return switch (call) {
            case CLOCK -> null;
            case CATCH -> text("catchSignals", arguments);
            case CLOSE,
                    CLOSEDIR,
                    DUP,
                    FSYNC,
                    GETPID,
                    LINK,
                    LSEEK,
                    MKDIR,
                    MKFIFO,
                    READDIR,
                    READLINK,
                    RENAME,
                    SETGID,
                    SETGROUPS,
                    SETSID,
                    SETUID,
                    STAT,
                    UMASK,
                    UNLINK,
                    WRITE -> text(call.text(), arguments);
            case CHDIR, FCHDIR -> text("chdir", arguments);
            case CHMOD, FCHMOD -> text("chmod", arguments);
            case EXECVE -> execution(arguments[0], (List<?>) arguments[1]);
            case EXIT -> text("exit", arguments);
            case FCNTL -> control(arguments);
            case FLOCK -> text(arguments[1].equals("LOCK_EX") ? "lock" : "tryLock", arguments[0]);
            case FORK -> text("spawn", arguments);
            case FSTAT -> text("stat", arguments);
            case GETPWNAM -> text("account", arguments);
            case GETRLIMIT -> text("hardLimit", arguments);
            case IGNORE -> text(arguments[1].equals("SIG_IGN") ? "ignore" : "setDefault", arguments[0]);
            case INOTIFY -> text("watchDirectory", arguments);
            case KILL -> text("kill", arguments[1], arguments[0]);
            case LOCALTIME -> text("localTime", arguments);
            case MOVE -> text("move", arguments);
            case OPEN -> text(openName(arguments[1]), arguments[0]);
            case OPEN_CREATE -> text(arguments[1].equals("a") ? "openAppend" : "openTruncate", arguments[0]);
            case OPENDIR -> text("listDirectory", arguments);
            case PIDFD_OPEN -> text("watchProcess", arguments);
            case PIDFD_SEND_SIGNAL -> text("signalProcess", arguments);
            case POLL -> text("poll", arguments[1]);
            case PIPE -> "pipe";
            case PRCTL -> "becomeReaper";
            case READ -> text(arguments.length == 1 ? "drainWatch" : "read", arguments);
            case RESET_SIGNALS -> "resetSignals";
            case SETRLIMIT -> text("setSoftLimit", arguments);
            case SLEEP -> text("sleep", arguments);
            case STATX -> text("birth", arguments);
            case WAIT -> arguments.length == 1 ? text("waitpid", arguments) : "reap";
        };
    }

    private static String openName(Object mode) {
        if (mode.equals("r")) {
            return "openRead";
        }
        return mode.equals("w") ? "openWrite" : "openAppendExisting";
    }

    private static String control(Object... arguments) {
        if (arguments[1].equals("F_SETFD")) {
            return text("inherit", arguments[0]);
        }
        return text("setBlocking", arguments[0], arguments[1].equals("blocking"));
    }

    private static String execution(Object path, List<?> arguments) {
        return text(text("execve", path), arguments.toArray());
    }

    private static String text(String name, Object... arguments) {
        StringBuilder text = new StringBuilder(name);
        for (Object argument : arguments) {
            text.append(' ').append(argument);
        }
        return text.toString();
    }
}
