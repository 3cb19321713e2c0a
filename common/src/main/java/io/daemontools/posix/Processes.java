package io.daemontools.posix;

/** This process, its children and the signals between processes. Failures are {@link PosixException}s. */
public interface Processes {
    /** What {@link #reap} answers when no child has ended. */
    int NONE = 0;

    /** Any child of this process, for {@link #waitpid}. */
    int ANY_CHILD = -1;

    /** All processes that this one may signal, but for itself and, on most systems, process 1. */
    int ALL_PROCESSES = -1;

    /**
     * Starts a child with this process's environment.
     *
     * @return its process id; a child that then fails to run prints why and exits 111
     * @throws PosixException if there can be no child (EAGAIN, ENOMEM)
     */
    int spawn(Spawn spawn);

    /**
     * Turns this process into another program, tried under this path alone. What it is told are the words that this
     * process was started with, from {@code firstArgument} on (the first after this process's name has index 0); its
     * environment is the {@link #execEnvironment}.
     *
     * @return why it could not
     */
    Errno execve(String path, int firstArgument);

    /** The environment of the program that this process becomes. */
    ExecEnvironment execEnvironment();

    /**
     * Takes notice of a child that has ended, without waiting.
     *
     * @return its process id, or {@link #NONE} if none has ended or there is none
     */
    int reap(WaitStatus into);

    /**
     * Waits for a child to end: {@code waitpid}.
     *
     * @param process a process id, or {@link #ANY_CHILD}
     * @return the child's process id
     * @throws PosixException ECHILD if there is no such child
     */
    int waitpid(int process, WaitStatus into);

    /**
     * Makes orphaned descendants of this process its children rather than those of process 1: {@code prctl} with
     * PR_SET_CHILD_SUBREAPER on Linux, {@code procctl} with PROC_REAP_ACQUIRE on FreeBSD.
     *
     * @throws PosixException ENOSYS on a system that has no such call
     */
    void becomeReaper();

    /** This process's id. */
    int getpid();

    /** Restores the default action of a signal that may be ignored, in this process and in the children that it starts. */
    void setDefault(Signal signal);

    /**
     * Sends a signal.
     *
     * @param process a process id, or {@link #ALL_PROCESSES}
     * @throws PosixException ESRCH if there is no such process
     */
    void kill(int process, Signal signal);

    /**
     * Catches signals, also those that were ignored or blocked so far. A child that is started has their default action.
     *
     * @return a descriptor that is readable once a signal has arrived, until {@link #takeSignal} returns null; the same at
     *     every call
     */
    int catchSignals(Signal... signals);

    /**
     * Takes a caught signal that has arrived. One that has arrived several times is taken once, and the order in which
     * several arrived is not kept; none is lost.
     *
     * @return null if there is none
     */
    Signal takeSignal();

    /** Ignores a signal in this process. A child that is started has the action that this process was started with. */
    void ignore(Signal signal);

    /**
     * The value of the first variable of that name in this process's environment, or null. To have all of it at once, and not
     * its chars, takes memory for it.
     */
    CharSequence variable(String name);

    /** Leaves session, process group and controlling terminal, to be the first of new ones; EPERM if it leads a group. */
    void setsid();

    /**
     * Has {@code ps} show something else as this process's last argument. Where nothing can be done about that, nothing
     * is done.
     *
     * @param text as long as the argument is, and no zero among it
     */
    void overwriteLastArgument(byte[] text);

    /** Ends this process. */
    void exit(int status);
}
