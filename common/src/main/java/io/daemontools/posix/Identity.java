package io.daemontools.posix;

/** The users and groups of this process. Ids are 0 to 2^32 - 1. Failures are {@link PosixException}s. */
public interface Identity {
    /**
     * {@code getpwnam(3)}: the account of that name; null if there is none or it cannot be looked up.
     *
     * @throws PosixException ENOMEM
     */
    Account account(String name);

    /** {@code setgroups(2)} with this one group; EPERM without the privilege. */
    void setgroups(long group);

    /**
     * {@code initgroups(3)}: the groups of which an account is a member, and this one; EPERM without the privilege.
     *
     * @throws PosixException ENOMEM
     */
    void initgroups(String account, long group);

    /** {@code setgid(2)}: sets the real, effective and saved group id, if privileged; EPERM. */
    void setgid(long group);

    /** {@code setuid(2)}: sets the real, effective and saved user id, if privileged; EPERM, EAGAIN. */
    void setuid(long user);

    /**
     * {@code getresuid(2)}, {@code getresgid(2)}: whether the real, effective and saved ids are those of the account. Without these
     * calls, saved ids are not compared.
     */
    boolean runsAs(Account account);

    /** {@code getgroups(2)}: whether there is no supplementary group but this one. */
    boolean hasNoOtherGroup(long group);
}
