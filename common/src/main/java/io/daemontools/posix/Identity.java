package io.daemontools.posix;

/** Who this process is to the system. Ids are 0 to 2^32 - 1. Failures are {@link PosixException}s. */
public interface Identity {
    /**
     * The account of that name, or null if there is none, or none that can be found out.
     *
     * @throws PosixException ENOMEM if there is no memory to find it out
     */
    Account account(String name);

    /** Leaves this process no groups but this one and the one it runs as. */
    void setgroups(long group);

    /** Sets the group it runs as, for good if it has the privilege to. */
    void setgid(long group);

    /** Sets the user it runs as, for good if it has the privilege to. */
    void setuid(long user);

    /** Whether this process is that account and nothing else: by its real, effective and saved ids and all its groups. */
    boolean runsAs(Account account);
}
