package io.daemontools.simulation.conformance;

/** What a scenario needs of the machine on which it runs, beyond the calls of a process. */
interface Surroundings {
    /** Makes a symbolic link in the scenario's directory. */
    void symlink(String target, String path);

    /** Removes an empty directory from the scenario's directory. */
    void rmdir(String path);

    /** Waits until a process to which STOP was sent has stopped. */
    void awaitStop(int process);

    /** The directory of the {@link Programs}. */
    String programs();
}
