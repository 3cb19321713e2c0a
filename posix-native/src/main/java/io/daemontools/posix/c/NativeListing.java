package io.daemontools.posix.c;

import io.daemontools.posix.Bytes;
import io.daemontools.posix.DirectoryListing;
import io.daemontools.posix.FileStatus;

/** The listing that C has open. Only one is open at a time. */
final class NativeListing implements DirectoryListing {
    private static final int INITIAL_LENGTH = 64;

    private final NativePosix posix;
    private byte[] bytes = new byte[INITIAL_LENGTH];
    private int nameLength;

    NativeListing(NativePosix posix) {
        this.posix = posix;
    }

    void open(byte[] path) {
        NativePosix.check(C.listingOpen(path));
    }

    @Override
    public boolean next() {
        nameLength = NativePosix.check(C.listingNext());
        return nameLength > 0;
    }

    @Override
    public boolean hidden() {
        return C.listingHidden();
    }

    @Override
    public int type() {
        return C.listingType();
    }

    @Override
    public String name() {
        return Bytes.text(nameBytes(), nameLength);
    }

    @Override
    public void name(StringBuilder into) {
        byte[] name = nameBytes();
        into.setLength(0);
        for (int i = 0; i < nameLength; i++) {
            into.append((char) (name[i] & 0xff));
        }
    }

    private byte[] nameBytes() {
        if (bytes.length < nameLength) {
            bytes = new byte[nameLength];
        }
        C.listingName(bytes);
        return bytes;
    }

    @Override
    public boolean stat(FileStatus into) {
        return posix.fill(into, C.listingStatus(posix.statusFields));
    }

    @Override
    public void close() {
        C.listingClose();
    }
}
