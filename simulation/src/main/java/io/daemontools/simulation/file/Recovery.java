package io.daemontools.simulation.file;

import io.daemontools.simulation.os.OperatingSystem;
import java.util.HashMap;
import java.util.Map;

/** Makes the files of a surviving state. A directory that would have two names keeps the first one, as after {@code fsck}. */
final class Recovery {
    private final SurvivingState state;
    private final Disk disk;
    private final OperatingSystem system;
    private final Map<Inode, Inode> recovered = new HashMap<>();

    Recovery(SurvivingState state, Disk disk, OperatingSystem system) {
        this.state = state;
        this.disk = disk;
        this.system = system;
    }

    /** The root directory, with everything below it. */
    Directory recover(Directory root) {
        return directory(root, null);
    }

    private Directory directory(Directory old, Directory parent) {
        Directory directory = new Directory(old.number(), state.permissions(old), old.birth(), disk, parent);
        directory.setOwner(old.owner(), old.group());
        recovered.put(old, directory);
        state.names(old).forEach((name, inode) -> {
            if (!inode.directory()) {
                directory.restore(name, recovered.computeIfAbsent(inode, this::file));
            } else if (!recovered.containsKey(inode)) {
                directory.restore(name, directory((Directory) inode, directory));
            }
        });
        return directory;
    }

    private Inode file(Inode old) {
        int permissions = state.permissions(old);
        Inode inode;
        if (old instanceof RegularFile file) {
            RegularFile copy = new RegularFile(file.number(), permissions, file.birth(), disk, file.program());
            copy.restore(state.bytes(file));
            inode = copy;
        } else if (old instanceof SymbolicLink link) {
            inode = new SymbolicLink(link.number(), link.birth(), link.target());
        } else if (old instanceof SocketFile) {
            inode = new SocketFile(old.number(), permissions, old.birth(), system, null);
        } else {
            inode = Fifo.named(old.number(), permissions, old.birth(), system);
        }
        inode.setOwner(old.owner(), old.group());
        return inode;
    }
}
