package io.daemontools.posix.c;

import io.daemontools.posix.Sockets;

/** The calls on sockets. */
interface NativeSockets extends Sockets {
    @Override
    default int socket() {
        return NativePosix.check(C.socket());
    }

    @Override
    default void bind(int socket, CharSequence path, int mode) {
        NativePosix.check(C.bind(socket, new NativeCString().of(path), mode));
    }

    @Override
    default int longestSocketPath() {
        return C.longestSocketPath();
    }

    @Override
    default int sendto(int socket, byte[] buffer, int offset, int length, CharSequence path) {
        return Results.transferred(C.sendto(socket, buffer, offset, length, new NativeCString().of(path)));
    }
}
