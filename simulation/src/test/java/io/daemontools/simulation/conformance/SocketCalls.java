package io.daemontools.simulation.conformance;

import io.daemontools.posix.Bytes;
import io.daemontools.posix.Datagram;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;

/** The calls of a scenario on sockets. */
abstract class SocketCalls extends DescriptorCalls {
    SocketCalls(Posix posix, Trace trace) {
        super(posix, trace);
    }

    final int socket() {
        return opened(trace.descriptor("socket()", posix::socket));
    }

    final void bind(int socket, String path, int mode) {
        trace.call(
                "bind(" + trace.descriptor(socket) + ", " + path + ", " + Trace.octal(mode) + ")",
                () -> posix.bind(socket, path, mode));
    }

    /** Whether a socket can have that name. The name, which may differ between systems, is not recorded. */
    final boolean binds(int socket, String path) {
        try {
            posix.bind(socket, path, 0600);
            return true;
        } catch (PosixException refused) {
            return false;
        }
    }

    /** A socket with a name. */
    final int bound(String path) {
        int socket = socket();
        bind(socket, path, 0600);
        return socket;
    }

    final int longestSocketPath() {
        return posix.longestSocketPath();
    }

    final int sendto(int socket, String text, String path) {
        byte[] bytes = Bytes.of(text);
        int[] count = {Trace.FAILED};
        trace.result(
                "sendto(" + trace.descriptor(socket) + ", " + Trace.quoted(text) + ", " + path + ")",
                () -> {
                    count[0] = posix.sendto(socket, bytes, 0, bytes.length, path);
                    return count[0] == Posix.WOULD_BLOCK ? "EAGAIN" : Integer.toString(count[0]);
                },
                null);
        return count[0];
    }

    /** Sends until the receiver has no room; only the result of the last call is recorded. */
    final void sendUntilFull(int socket, String text, String path) {
        byte[] bytes = Bytes.of(text);
        trace.result(
                "sendto(" + trace.descriptor(socket) + ", " + Trace.quoted(text) + ", " + path + ") again and again",
                () -> {
                    int sent = 0;
                    while (sent != Posix.WOULD_BLOCK) {
                        sent = posix.sendto(socket, bytes, 0, bytes.length, path);
                    }
                    return "EAGAIN";
                },
                null);
    }

    /** Receives at most so many bytes of a datagram. Returns the sender's user id, or {@link Datagram#UNKNOWN}. */
    final long recvmsg(int socket, int size) {
        Datagram datagram = new Datagram(size);
        trace.result(
                "recvmsg(" + trace.descriptor(socket) + ", " + size + ")",
                () -> {
                    if (!posix.recvmsg(socket, datagram)) {
                        return "EAGAIN";
                    }
                    return Trace.quoted(Bytes.text(datagram.bytes(), datagram.length()))
                            + (datagram.truncated() ? ", truncated" : "") + " from "
                            + trace.process(datagram.process());
                },
                null);
        return datagram.user();
    }
}
