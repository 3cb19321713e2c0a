package io.daemontools.simulation.conformance;

import java.util.function.Consumer;

/**
 * A few calls that show one rule of the system.
 *
 * @param name the rule
 * @param process in which kind of process it runs
 * @param scope whether the results are Linux's alone
 * @param body makes the calls
 */
record Scenario(String name, Kind process, Scope scope, Consumer<Calls> body) {
    /** Kinds of processes. */
    enum Kind {
        /** One that other scenarios have run in before and that has the user of the tests. */
        SHARED,
        /** As {@link #SHARED}, without privileges. */
        UNPRIVILEGED,
        /** A process of its own, as the scenario changes or ends it. How it ends and what it prints is recorded, too. */
        OWN,
        /** As {@link #OWN}, privileged. */
        PRIVILEGED,
        /** As {@link #OWN}, with a small number of descriptors that it may open: {@link #FEW}. */
        FEW_DESCRIPTORS
    }

    /** Systems on which the results are the same. */
    enum Scope {
        EVERYWHERE,
        /** FreeBSD's results differ. */
        LINUX
    }

    /** The user and group of an {@link Kind#UNPRIVILEGED} process. */
    static final int NOBODY = 65534;

    /** The limit on open files of a process with {@link Kind#FEW_DESCRIPTORS}. */
    static final int FEW = 64;

    /** Whether it has a process of its own, whose end and output are recorded. */
    boolean ownProcess() {
        return process != Kind.SHARED && process != Kind.UNPRIVILEGED;
    }

    @Override
    public String toString() {
        return name;
    }
}
