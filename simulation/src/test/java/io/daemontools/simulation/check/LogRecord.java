package io.daemontools.simulation.check;

import io.daemontools.simulation.file.Directory;
import io.daemontools.simulation.file.RegularFile;
import java.util.List;

/** A log directory and all that was ever written to it. */
final class LogRecord {
    private static final int DEFAULT_FILES = 10;

    final Directory directory;
    final Content written = new Content();

    /** The number of old files that its multilog keeps. */
    int files = DEFAULT_FILES;

    /** How many removals its multilogs have given up since there were not too many old files. */
    int leftFiles;

    LogRecord(Directory directory) {
        this.directory = directory;
    }

    /** Notes the script of its multilog. */
    void setScript(List<String> arguments) {
        for (String argument : arguments) {
            if (argument.matches("n[0-9]+")) {
                files = Math.max(2, Integer.parseInt(argument.substring(1)));
            }
        }
    }

    /** Its old files, from the oldest. */
    List<String> oldFiles() {
        return directory.names().stream()
                .filter(name -> name.startsWith("@"))
                .sorted()
                .toList();
    }

    /** What is wrong with its files, or null; nothing is known while it rotates, and when it has been removed. */
    String problem() {
        if (directory.removed() || directory.get("previous") != null || directory.get("processed") != null) {
            return null;
        }
        Content content = new Content();
        for (String name : oldFiles()) {
            add(content, name);
        }
        if (!oldFiles().stream().map(directory::get).toList().contains(directory.get("current"))) {
            // Otherwise multilog was killed when it had given the file its new name, and had not removed the other one.
            add(content, "current");
        }
        if (!written.endsWith(content)) {
            return "the files do not have what was written";
        }
        return content.length() < written.length() && oldFiles().size() < files - 1 ? "a file is missing" : null;
    }

    private void add(Content to, String name) {
        if (directory.get(name) instanceof RegularFile file) {
            to.add(file.bytes(), 0, (int) file.size());
        }
    }
}
