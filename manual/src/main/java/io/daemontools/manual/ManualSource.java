package io.daemontools.manual;

/** The source of a command's manual: a class named after the command, with a public constructor without parameters. */
public interface ManualSource {
    /** The complete manual. */
    Manual manual();
}
