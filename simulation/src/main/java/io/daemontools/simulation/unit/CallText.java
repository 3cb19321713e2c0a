package io.daemontools.simulation.unit;

import io.daemontools.simulation.kernel.Call;
import io.daemontools.simulation.kernel.LastCall;
import java.util.List;

/** A call as tests name it: the method of {@code Posix}, then its arguments, separated by spaces. */
final class CallText {
    private static final String BIRTH = "STATX_BTIME";

    private final LastCall made;
    private final StringBuilder text = new StringBuilder();

    private CallText(LastCall made) {
        this.made = made;
    }

    /** The text of a call, or null for reading a clock, which is no system call where there is a vDSO. */
    static String of(Call call, LastCall made) {
        return new CallText(made).text(call);
    }

    private String text(Call call) {
        return switch (call) {
            case CLOCK -> null;
            case BIND -> all("bind");
            case BOOT_ID -> "bootId";
            case CATCH -> all("catchSignals");
            case CHDIR, FCHDIR -> all("chdir");
            case CHMOD, FCHMOD -> all("chmod");
            case CHOWN, RMDIR -> all(call.text());
            case CLOSE, CLOSEDIR, DUP, FSYNC, GETCWD, GETPID, LINK, LSEEK, MKDIR, MKFIFO -> all(call.text());
            case READDIR, READLINK, RENAME, SETGID, SETGROUPS, SETSID, SETUID, UMASK, UNLINK -> all(call.text());
            case EXECVE -> name("execve").add(0).addEach(1);
            case EXIT -> all("exit");
            case EXIT_STATUS -> first("exitStatus");
            case FCNTL ->
                has(1, "F_SETFD")
                        ? first(has(2, "FD_CLOEXEC") ? "closeOnExec" : "inherit")
                        : first("setBlocking") + ' ' + !has(2, "O_NONBLOCK");
            case FLOCK -> first(has(1, "LOCK_EX") ? "lock" : "tryLock");
            case FORK ->
                String.join(" ", "spawn", String.join(" ", made.spawn().arguments()))
                        .stripTrailing();
            case FSTAT -> first("stat");
            case GETPWNAM -> first("account");
            case GETRLIMIT -> first("hardLimit");
            case IGNORE -> first(has(1, "SIG_IGN") ? "ignore" : "setDefault");
            case INOTIFY -> first("watchDirectory");
            case INOTIFY_FILE -> first("watchFile");
            case KILL -> name("kill").add(1).add(0).toString();
            case LOCALTIME -> first("localTime");
            case LOCKF -> first("lockf");
            case MOVE -> all("move");
            case OPEN -> first(opened());
            case OPEN_CREATE -> first(contains(1, "O_APPEND") ? "openAppend" : "openTruncate");
            case OPEN_READ_WRITE -> first("openReadWrite");
            case OPENDIR -> first("listDirectory");
            case PIDFD_OPEN -> first("watchProcess");
            case PIDFD_SEND_SIGNAL -> all("signalProcess");
            case PIPE -> "pipe";
            case POLL -> made.size() == 2 ? name("poll").add(1).toString() : first("writeNow");
            case PREAD -> name("pread").add(0).add(2).add(3).toString();
            case PRCTL -> "becomeReaper";
            case PWRITE -> name("pwrite").add(0).add(2).add(3).toString();
            case READ ->
                made.size() == 1
                        ? first("drainWatch")
                        : name("read").add(0).add(2).toString();
            case RECVMSG -> first("recvmsg");
            case RESET_SIGNALS -> "resetSignals";
            case SENDTO -> name("sendto").add(0).add(2).add(3).toString();
            case SERIAL_NUMBER -> first("serialNumber");
            case SETRLIMIT -> all("setSoftLimit");
            case SLEEP -> first("sleep");
            case SOCKET -> "socket";
            case STATVFS -> first("statvfs");
            case STAT -> first(has(1, BIRTH) ? "birth" : "stat");
            case WAIT -> has(2, "WNOHANG") ? "reap" : first("waitpid");
            case WRITE -> name("write").add(0).add(2).toString();
        };
    }

    private String opened() {
        if (contains(1, "O_RDONLY")) {
            return contains(1, "O_NOFOLLOW") ? "openReadNoFollow" : "openRead";
        }
        if (contains(1, "O_RDWR")) {
            return "openReadWriteExisting";
        }
        return contains(1, "O_APPEND") ? "openAppendExisting" : "openWrite";
    }

    private boolean has(int index, String text) {
        return made.argument(index).equals(text);
    }

    private boolean contains(int index, String flag) {
        return made.argument(index).toString().contains(flag);
    }

    private CallText name(String name) {
        text.append(name);
        return this;
    }

    private CallText add(int index) {
        text.append(' ').append(made.argument(index));
        return this;
    }

    private String addEach(int index) {
        ((List<?>) made.argument(index)).forEach(element -> text.append(' ').append(element));
        return toString();
    }

    private String first(String name) {
        return name(name).add(0).toString();
    }

    private String all(String name) {
        name(name);
        for (int i = 0; i < made.size(); i++) {
            add(i);
        }
        return toString();
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
