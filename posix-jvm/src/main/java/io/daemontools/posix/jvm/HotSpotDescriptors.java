package io.daemontools.posix.jvm;

import io.daemontools.posix.FileStatus;
import java.io.File;

/**
 * The descriptors that HotSpot itself holds open, which nobody else should inherit: its class library and the jars, most
 * of which it opens without the close-on-exec flag, some only when a class is first looked for.
 *
 * <p>They are told from inherited ones by the file behind them, which works without {@code /proc} and whatever the
 * numbers are: a caller that hands on one of these very files is not known.
 */
final class HotSpotDescriptors {
    private static final int FIRST_DESCRIPTOR = 3;

    /** The lowest free number is taken first, so behind a gap larger than what HotSpot holds there is none of its own. */
    private static final int MAX_GAP = 64;

    private final JvmDescriptors descriptors;
    private final FileStatus status = new FileStatus();
    private long[] devices;
    private long[] inodes;

    HotSpotDescriptors(JvmDescriptors descriptors) {
        this.descriptors = descriptors;
    }

    /** Marks all that are open now. */
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
                    JvmDescriptors.closeOnExec(descriptor);
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
            // A path is text to Java; where it is not ASCII the default encoding tells its bytes.
            if (descriptors.stat.named(path.of(ArgvBytes.bytesOf(files[i])), status) == 0) {
                devices[i] = status.device();
                inodes[i] = status.inode();
            }
        }
    }
}
