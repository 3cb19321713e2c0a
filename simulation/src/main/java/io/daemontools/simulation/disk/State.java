package io.daemontools.simulation.disk;

import io.daemontools.simulation.file.Directory;
import io.daemontools.simulation.file.Inode;
import io.daemontools.simulation.file.RegularFile;
import io.daemontools.simulation.file.SurvivingState;
import java.util.HashMap;
import java.util.Map;

/** What is on disk, as far as it differs from the cache. */
final class State implements SurvivingState {
    private final Map<Inode, Image> images = new HashMap<>();

    /** A change of an inode is about to be made in the cache only. */
    void added(Change change) {
        for (Inode inode : change.changed()) {
            images.computeIfAbsent(inode, Image::new).added();
        }
    }

    /** A change is on disk. */
    void removed(Change change) {
        for (Inode inode : change.changed()) {
            if (images.get(inode).removed()) {
                images.remove(inode);
            }
        }
    }

    /** The image of an inode of which a change was added. */
    Image image(Inode inode) {
        return images.get(inode);
    }

    /** Whether nothing differs. */
    boolean clean() {
        return images.isEmpty();
    }

    State copy() {
        State copy = new State();
        images.forEach((inode, image) -> copy.images.put(inode, new Image(image)));
        return copy;
    }

    @Override
    public byte[] bytes(RegularFile file) {
        Image image = images.get(file);
        return image == null ? file.bytes() : image.bytes();
    }

    @Override
    public int permissions(Inode inode) {
        Image image = images.get(inode);
        return image == null ? inode.permissions() : image.permissions();
    }

    @Override
    public Map<String, Inode> names(Directory directory) {
        Image image = images.get(directory);
        return image == null ? SurvivingState.super.names(directory) : image.names();
    }
}
