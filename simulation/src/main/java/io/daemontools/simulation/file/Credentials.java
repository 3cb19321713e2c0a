package io.daemontools.simulation.file;

import java.util.List;

/**
 * The ids by which access is decided.
 *
 * @param user the effective user id; 0 may access everything
 * @param group the effective group id
 * @param groups the supplementary groups
 */
public record Credentials(long user, long group, List<Long> groups) {
    /** User and group 0, without supplementary groups. */
    public static final Credentials ROOT = new Credentials(0, 0, List.of());

    /** Whether these ids include a group. */
    public boolean in(long wanted) {
        return group == wanted || groups.contains(wanted);
    }

    /** Whether the user is 0. */
    public boolean privileged() {
        return user == 0;
    }
}
