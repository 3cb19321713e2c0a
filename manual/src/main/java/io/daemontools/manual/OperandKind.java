package io.daemontools.manual;

/** The meaning of an operand, for completion. */
public enum OperandKind {
    /** A service directory. */
    SERVICE,
    /** Any directory. */
    DIRECTORY,
    /** Any file. */
    FILE,
    /** An account. */
    ACCOUNT,
    /** A program to execute. */
    PROGRAM,
    /** An argument of that program. */
    ARGUMENT,
    /** An action of multilog. */
    ACTION,
    /** Text that cannot be completed. */
    TEXT
}
