package io.daemontools.svlint;

import io.daemontools.cli.ShellWord;
import java.util.ArrayList;
import java.util.List;

/** What has been found so far. */
final class Findings {
    private final List<Finding> all = new ArrayList<>();
    private String directory = "";
    private String base = "";
    private String prefix = "";

    /** What is added from now on is in this directory. */
    void enter(String name) {
        directory = name;
        int end = name.length();
        while (end > 0 && name.charAt(end - 1) == '/') {
            end--;
        }
        base = name.substring(0, end);
        prefix = "";
    }

    /** What is added from now on is in this directory below it. */
    void enterBelow(String name) {
        prefix = name + '/';
    }

    /**
     * Adds a finding.
     *
     * @param file relative to the directory; empty for the directory itself
     */
    void add(Check check, String file, String reason, String cure) {
        all.add(new Finding(check, directory, path(file), reason, cure));
    }

    /** The name of a file of the directory. */
    String path(String file) {
        String within = prefix + file;
        int end = within.endsWith("/") ? within.length() - 1 : within.length();
        return end == 0 ? directory : base + '/' + within.substring(0, end);
    }

    /** The same, as it is typed in a command. */
    String typed(String file) {
        return ShellWord.of(path(file));
    }

    /** Whether there is more than notes. */
    boolean faults() {
        for (Finding finding : all) {
            if (finding.check().severity() != Severity.NOTE) {
                return true;
            }
        }
        return false;
    }

    /** All of them. */
    List<Finding> all() {
        return all;
    }
}
