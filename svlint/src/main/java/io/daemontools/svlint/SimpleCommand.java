package io.daemontools.svlint;

import java.util.ArrayList;
import java.util.List;

/** A simple command of a shell script, without its redirections. */
final class SimpleCommand {
    private final List<Word> assignments = new ArrayList<>();
    private final List<Word> words = new ArrayList<>();

    void add(Word word) {
        if (words.isEmpty() && word.assigns()) {
            assignments.add(word);
        } else {
            words.add(word);
        }
    }

    /** The assignments before the command. */
    List<Word> assignments() {
        return assignments;
    }

    /** The name of the command and its arguments; empty if it only assigns variables. */
    List<Word> words() {
        return words;
    }

    /** The name of the command; empty if there is none. */
    String name() {
        return words.isEmpty() ? "" : words.get(0).text();
    }

    /** Whether the shell executes a program in its own process. */
    boolean executes() {
        return words.size() > 1 && words.get(0).is("exec");
    }
}
