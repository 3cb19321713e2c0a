package io.daemontools.manual;

/** What a word can name, and so what it can be completed to. */
public enum OperandKind {
    /** A service directory. */
    SERVICE,
    /** Any directory. */
    DIRECTORY,
    /** Any file. */
    FILE,
    /** A user of the system. */
    ACCOUNT,
    /** The program that is run. */
    PROGRAM,
    /** A word for that program. */
    ARGUMENT,
    /** An action of multilog. */
    ACTION,
    /** Words that nobody can guess. */
    TEXT
}
