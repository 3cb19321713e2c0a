package io.daemontools.manual;

/** Where a command's manual is written: a class with a public constructor without parameters, named after the command. */
public interface ManualSource {
    /** The whole manual. */
    Manual manual();
}
