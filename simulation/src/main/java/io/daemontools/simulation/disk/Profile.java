package io.daemontools.simulation.disk;

import java.util.function.Supplier;

/** What a disk promises. */
public enum Profile {
    /** See {@link Ext4Disk}. */
    EXT4(Ext4Disk::new),
    /** See {@link PosixDisk}. */
    POSIX(PosixDisk::new);

    /** A constructor has no state. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final Supplier<CachedDisk> constructor;

    Profile(Supplier<CachedDisk> constructor) {
        this.constructor = constructor;
    }

    /** An empty disk. */
    public CachedDisk disk() {
        return constructor.get();
    }
}
