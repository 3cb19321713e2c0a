package io.daemontools.posix;

/** This process, its children, and signals. Failures are {@link PosixException}s. */
public interface Processes {
    /** The result of {@link #reap} if no child has ended. */
    int NONE = 0;

    /** Any child of this process, for {@link #waitpid}. */
    int ANY_CHILD = -1;

    /** For {@link #kill}: all processes that this one may signal; not itself and, on most systems, not process 1. */
    int ALL_PROCESSES = -1;

    /**
     * Starts a child with this process's environment: {@code fork(2)}, then {@code ChildSetup} in the child; on a JVM
     * {@code posix_spawn(3)}.
     *
     * @return its process id; a child that then fails to run its program prints why and exits 111
     * @throws PosixException EAGAIN or ENOMEM if there is no child
     */
    int spawn(Spawn spawn);

    /**
     * Undoes what {@link #catchSignals} and {@link #ignore} changed: {@code sigaction(2)} SIG_DFL for these signals, then {@code
     * sigprocmask(2)} with the mask from before {@code fork}. The signal pipe is closed. Until this call a forked child has
     * all signals blocked, so that its parent's handlers never run in it.
     */
    void resetSignals();

    /**
     * {@code execve(2)} with the arguments that this process was started with and with {@link #execEnvironment}. PATH is not
     * searched.
     *
     * @param path the program
     * @param firstArgument the index of its name among the arguments after this process's name; the rest follow
     * @return why it failed: ENOENT also for the interpreter in a script's first line, ENOEXEC for a script without one
     */
    Errno execve(String path, int firstArgument);

    /**
     * {@code execve(2)} with other arguments and with this process's environment. PATH is not searched.
     *
     * @param path the program
     * @param arguments its name, then its arguments
     * @return why it failed, as {@link #execve(String, int)}
     */
    Errno execve(String path, String[] arguments);

    /** The environment for {@link #execve(String, int)}. */
    ExecEnvironment execEnvironment();

    /**
     * {@code waitpid(2)} for any child with WNOHANG. A child that is reported is gone; its process id may be used again.
     *
     * @return its process id; {@link #NONE} if no child has ended, or there is none (ECHILD)
     */
    int reap(WaitStatus into);

    /** {@code wait4(2)} for any child with WNOHANG: {@link #reap(WaitStatus)}, with the resources that the child used. */
    int reap(WaitStatus into, ResourceUse use);

    /**
     * {@code waitpid(2)}: waits until a child has ended.
     *
     * @param process a process id, or {@link #ANY_CHILD}
     * @return the child's process id
     * @throws PosixException ECHILD if there is no such child
     */
    int waitpid(int process, WaitStatus into);

    /** {@code wait4(2)}: {@link #waitpid(int, WaitStatus)}, with the resources that the child used. */
    int waitpid(int process, WaitStatus into, ResourceUse use);

    /**
     * Makes orphaned descendants of this process its children rather than those of process 1: {@code prctl(2)}
     * PR_SET_CHILD_SUBREAPER on Linux, {@code procctl(2)} PROC_REAP_ACQUIRE on FreeBSD and DragonFly.
     *
     * @throws PosixException ENOSYS on a system that has no such call
     */
    void becomeReaper();

    /**
     * Looks a process up: in Linux's {@code /proc/PID/status}; by {@code sysctl(3)} kern.proc on FreeBSD, NetBSD and macOS.
     *
     * @return false if there is no such process, or the system does not reveal it
     */
    boolean find(int process, ProcessEntry into);

    /** {@code getpid(2)}. */
    int getpid();

    /**
     * What distinguishes this start of the system from all others, of any machine: Linux's {@code
     * /proc/sys/kernel/random/boot_id}; {@code sysctl(3)} kern.boot_id or kern.boottime on FreeBSD, kern.boottime on NetBSD,
     * kern.bootsessionuuid on macOS.
     *
     * @param into takes at most its length
     * @return how many bytes were stored; 0 if the system does not reveal it
     * @throws PosixException EMFILE, ENFILE, ENOMEM
     */
    int bootId(byte[] into);

    /** {@code sigaction(2)} SIG_DFL for a signal that may be ignored, in this process and in the children that it starts. */
    void setDefault(Signal signal);

    /**
     * {@code kill(2)}.
     *
     * @param process a process id; the negative id of a process group; or {@link #ALL_PROCESSES}
     * @throws PosixException ESRCH if there is no such process, EPERM
     */
    void kill(int process, Signal signal);

    /** {@code kill(2)} with the null signal: whether a process exists, be it another user's, or one that has ended and was not reaped. */
    boolean exists(int process);

    /**
     * {@code sigaction(2)} with a handler, without SA_RESTART, and {@code sigprocmask(2)} SIG_UNBLOCK, also for signals that were
     * ignored or blocked so far. A child that is started has their default action. A signal that the system lacks is left out;
     * on a JVM, QUIT and RTMIN_3 are, too, unless TERM is caught before them.
     *
     * @return a descriptor that is readable once a signal has arrived, until {@link #takeSignal} returns null; the same at
     *     every call
     */
    int catchSignals(Signal... signals);

    /**
     * Takes a caught signal that has arrived. One that has arrived several times is taken once, and the order in which
     * several arrived is not kept; none is lost. If there is none, this makes no system call.
     *
     * @return null if there is none
     */
    Signal takeSignal();

    /** {@code sigaction(2)} SIG_IGN. A child that is started has the action that this process was started with. */
    void ignore(Signal signal);

    /** {@code sigaction(2)} SIG_DFL for a signal that {@link #ignore} has changed: for a program that this process executes. */
    void stopIgnoring(Signal signal);

    /**
     * {@code getenv(3)}: the value of the first variable of that name in this process's environment, or null. Reading it char by
     * char allocates nothing; converting it to a {@code String} copies all of it.
     */
    CharSequence variable(String name);

    /**
     * {@code putenv(3)}: sets a variable in this process's environment, in place of one of that name.
     *
     * @param assignment {@code NAME=value}
     * @throws PosixException ENOMEM
     */
    void putenv(String assignment);

    /** The signal that has a number on this system, or null if {@link Signal} does not have it. */
    Signal signal(int number);

    /** {@code setsid(2)}: leads a new session and process group without a controlling terminal; EPERM if it leads a group. */
    void setsid();

    /**
     * Replaces this process's last argument in {@code ps}: overwrites the memory of {@code argv}. Does nothing where that is not
     * possible.
     *
     * @param text as long as the argument, without NUL; or only NULs, which {@code ps} does not show
     */
    void overwriteLastArgument(byte[] text);

    /** {@code _exit(2)}: does not return. */
    void exit(int status);
}
