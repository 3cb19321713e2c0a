package io.daemontools.simulation.file;

import java.util.LinkedHashMap;
import java.util.Map;

/** The state of the files that a machine finds when it starts after a power cut. */
public interface SurvivingState {
    /** Everything survives. */
    SurvivingState CACHED = new SurvivingState() {};

    /** The bytes of a file. */
    default byte[] bytes(RegularFile file) {
        return file.bytes();
    }

    /** The permission bits. */
    default int permissions(Inode inode) {
        return inode.permissions();
    }

    /** The names in a directory. */
    default Map<String, Inode> names(Directory directory) {
        Map<String, Inode> names = new LinkedHashMap<>();
        for (String name : directory.names()) {
            names.put(name, directory.get(name));
        }
        return names;
    }
}
