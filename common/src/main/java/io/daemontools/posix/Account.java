package io.daemontools.posix;

/**
 * The ids an account stands for.
 *
 * @param user its user id, 0 to 2^32 - 1
 * @param group its group id, 0 to 2^32 - 1
 */
public record Account(long user, long group) {}
