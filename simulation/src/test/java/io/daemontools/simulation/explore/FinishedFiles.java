package io.daemontools.simulation.explore;

import io.daemontools.log.LogFiles;
import io.daemontools.simulation.file.Directory;
import io.daemontools.simulation.file.FileSystem;
import io.daemontools.simulation.file.Inode;
import io.daemontools.simulation.file.RegularFile;
import java.util.HashSet;
import java.util.Set;

/**
 * The files of a log that are complete and on disk: those with {@link LogFiles#FINISHED}, and the state that a processor has left.
 * After a power cut each has what it had when multilog declared it complete.
 */
final class FinishedFiles {
    private final Set<String> finished = new HashSet<>();

    /** multilog makes an empty one when it starts. */
    private final Set<String> states = new HashSet<>(Set.of(""));

    /** Notes the files that are declared complete on a running machine. */
    void note(FileSystem files) {
        Directory log = log(files);
        for (String name : log.names()) {
            if (log.get(name) instanceof RegularFile file) {
                if (isFinished(file)) {
                    finished.add(file.text());
                }
                if (name.equals(LogFiles.STATE)) {
                    states.add(file.text());
                }
            }
        }
    }

    /**
     * What is wrong with the files that a power cut has left, or null.
     *
     * @param ordered false if {@code current} may have more, as it is appended to before its mode is durable again
     */
    String flaw(FileSystem files, boolean ordered) {
        Directory log = log(files);
        for (String name : log.names()) {
            if (log.get(name) instanceof RegularFile file) {
                boolean checked = isFinished(file) && (ordered || !name.equals(LogFiles.CURRENT));
                if (checked && !finished.contains(file.text())) {
                    return "a finished file is not complete: " + name + " has " + file.size() + " bytes";
                }
                if (name.equals(LogFiles.STATE) && !states.contains(file.text())) {
                    return "the state is not complete";
                }
            }
        }
        return null;
    }

    private static boolean isFinished(Inode file) {
        return LogFiles.isFinished(file.permissions());
    }

    /** The directory of the log; any other one before it exists. */
    private static Directory log(FileSystem files) {
        return files.get(LoggedService.LOG) instanceof Directory log ? log : files.root();
    }
}
