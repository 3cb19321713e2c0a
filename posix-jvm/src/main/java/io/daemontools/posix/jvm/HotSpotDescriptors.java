package io.daemontools.posix.jvm;

import io.daemontools.posix.Descriptors;
import io.daemontools.posix.FileStatus;
import java.io.File;

/**
 * The descriptors that HotSpot holds open for itself and that no other program should inherit: its class library and the jars. It
 * opens most of them without close-on-exec, some only when a class is first looked up.
 *
 * <p>They are distinguished from inherited descriptors by the identity of their file, which works without {@code /proc} and for any
 * number. A caller that passes on one of these very files is not recognised.
 */
final class HotSpotDescriptors {
    private static final int FIRST_DESCRIPTOR = 3;

    /** HotSpot's files take the lowest free numbers, so none is above a gap larger than their count. */
    private static final int MAX_GAP = 64;

    private final Descriptors descriptors;
    private final Stat stat;
    private final FileStatus status = new FileStatus();
    private long[] devices;
    private long[] inodes;

    HotSpotDescriptors(Descriptors descriptors, Stat stat) {
        this.descriptors = descriptors;
        this.stat = stat;
    }

    /** Sets close-on-exec for those that are open now. */
    void closeOnExec() {
        if (devices == null) {
            identify();
        }
        int gap = 0;
        for (int descriptor = FIRST_DESCRIPTOR; gap < MAX_GAP; descriptor++) {
            if (!JvmDescriptors.isOpen(descriptor)) {
                gap++;
            } else {
                gap = 0;
                if (JvmDescriptors.inheritable(descriptor) && own(descriptor)) {
                    JvmDescriptors.setCloseOnExec(descriptor);
                }
            }
        }
    }

    private boolean own(int descriptor) {
        descriptors.stat(descriptor, status);
        for (int i = 0; i < devices.length; i++) {
            if (inodes[i] == status.inode() && devices[i] == status.device()) {
                return true;
            }
        }
        return false;
    }

    private void identify() {
        String separator = File.pathSeparator;
        String modules = System.getProperty("java.home") + "/lib/modules";
        String[] files = (System.getProperty("java.class.path") + separator + modules).split(separator, -1);
        devices = new long[files.length];
        inodes = new long[files.length];
        JvmCString path = new JvmCString();
        for (int i = 0; i < files.length; i++) {
            // The default encoding, ISO-8859-1, maps each char to a byte.
            if (stat.named(path.of(ArgvBytes.bytesOf(files[i])), status) == 0) {
                devices[i] = status.device();
                inodes[i] = status.inode();
            }
        }
    }
}
