package io.daemontools.svstat;

import io.daemontools.posix.FileStatus;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.service.OkFifo;
import io.daemontools.service.ServiceDirectory;
import io.daemontools.service.StatusCodec;
import io.daemontools.service.SuperviseStatus;
import io.daemontools.service.Wish;
import io.daemontools.time.Tai64nLabel;

/** What is to be said of one service directory. */
final class StatusLine {
    private static final String DOWN = "/" + ServiceDirectory.DOWN;
    private static final String OK = "/" + ServiceDirectory.OK;
    private static final String STATUS = "/" + ServiceDirectory.STATUS;
    private static final String NOT_RUNNING = "supervise not running";

    private StatusLine() {}

    /** Goes to {@code directory}, looks, and says it. */
    static String of(String directory, Posix posix) {
        try {
            posix.changeDirectory(directory);
        } catch (PosixException error) {
            return "unable to chdir: " + error.errno().text();
        }
        boolean normallyUp;
        try {
            normallyUp = !posix.status(ServiceDirectory.DOWN, new FileStatus());
        } catch (PosixException error) {
            return "unable to stat down: " + error.errno().text();
        }
        try {
            if (!OkFifo.held(posix)) {
                return NOT_RUNNING;
            }
        } catch (PosixException error) {
            return "unable to open supervise/ok: " + error.errno().text();
        }
        int file;
        try {
            file = posix.openRead(ServiceDirectory.STATUS);
        } catch (PosixException error) {
            return "unable to open supervise/status: " + error.errno().text();
        }
        try {
            return read(file, normallyUp, posix);
        } catch (PosixException error) {
            return "unable to read supervise/status: " + error.errno().text();
        }
    }

    /** What can be said from here, which takes fewer calls; null if what is in the way must be found out step by step. */
    static String fromHere(String directory, Posix posix) {
        if (directory.isEmpty()) {
            return null;
        }
        try {
            // concat, because a native program takes ten times as long with a StringBuilder.
            boolean normallyUp = !posix.status(directory.concat(DOWN), new FileStatus());
            return OkFifo.held(posix, directory.concat(OK))
                    ? read(posix.openRead(directory.concat(STATUS)), normallyUp, posix)
                    : NOT_RUNNING;
        } catch (PosixException toldStepByStep) {
            return null;
        }
    }

    /** Reads the open status file, and closes it. */
    private static String read(int file, boolean normallyUp, Posix posix) {
        byte[] bytes = new byte[StatusCodec.SIZE];
        try {
            if (posix.read(file, bytes, 0, bytes.length) < bytes.length) {
                return "unable to read supervise/status: bad format";
            }
        } finally {
            posix.close(file);
        }
        return describe(StatusCodec.decode(bytes), normallyUp, Tai64nLabel.seconds(posix.wallClock()));
    }

    /** Puts a status in words; {@code now} in TAI64 seconds. */
    static String describe(SuperviseStatus status, boolean normallyUp, long now) {
        StringBuilder line = new StringBuilder(96);
        if (status.up()) {
            line.append("up (pid ").append(status.pid()).append(") ");
        } else {
            line.append("down ");
        }
        line.append(status.age(now)).append(" seconds");
        if (status.up() && !normallyUp) {
            line.append(", normally down");
        }
        if (!status.up() && normallyUp) {
            line.append(", normally up");
        }
        if (status.up() && status.paused()) {
            line.append(", paused");
        }
        if (!status.up() && status.wish() == Wish.UP.code()) {
            line.append(", want up");
        }
        if (status.up() && status.wish() == Wish.DOWN.code()) {
            line.append(", want down");
        }
        return line.toString();
    }
}
