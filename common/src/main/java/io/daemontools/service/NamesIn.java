package io.daemontools.service;

import io.daemontools.posix.Bytes;
import io.daemontools.posix.PathBuffer;

/** The names of what is in a service directory, for one who is elsewhere. Each holds until the next is asked for. */
public final class NamesIn {
    private static final byte[] DOWN = Bytes.of("/" + ServiceDirectory.DOWN);
    private static final byte[] OK = Bytes.of("/" + ServiceDirectory.OK);
    private static final byte[] STATUS = Bytes.of("/" + ServiceDirectory.STATUS);
    private static final byte[] CONTROL = Bytes.of("/" + ServiceDirectory.CONTROL);

    private final PathBuffer name = new PathBuffer();
    private int start;

    /** From now on the names are those in {@code directory}, which has a name. */
    public NamesIn of(String directory) {
        name.truncate(0);
        name.add(directory);
        start = name.length();
        return this;
    }

    /** {@link ServiceDirectory#DOWN}. */
    public CharSequence down() {
        return with(DOWN);
    }

    /** {@link ServiceDirectory#OK}. */
    public CharSequence ok() {
        return with(OK);
    }

    /** {@link ServiceDirectory#STATUS}. */
    public CharSequence status() {
        return with(STATUS);
    }

    /** {@link ServiceDirectory#CONTROL}. */
    public CharSequence control() {
        return with(CONTROL);
    }

    private PathBuffer with(byte[] within) {
        name.truncate(start);
        name.add(within);
        return name;
    }
}
