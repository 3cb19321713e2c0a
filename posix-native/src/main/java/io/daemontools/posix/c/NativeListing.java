package io.daemontools.posix.c;

import io.daemontools.posix.DirectoryListing;
import io.daemontools.posix.FileStatus;

/** The listing that C has open; there is one at a time. */
final class NativeListing implements DirectoryListing {
    private final NativePosix posix;
    private int nameLength;

    NativeListing(NativePosix posix) {
        this.posix = posix;
    }

    void open() {
        NativePosix.check(C.listingOpen());
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
    public String name() {
        byte[] name = new byte[nameLength];
        C.listingName(name);
        return CString.from(name, nameLength);
    }

    @Override
    public boolean status(FileStatus into) {
        return posix.fill(into, C.listingStatus(posix.statusFields()));
    }

    @Override
    public void close() {
        C.listingClose();
    }
}
