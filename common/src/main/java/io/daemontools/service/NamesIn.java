package io.daemontools.service;

import io.daemontools.posix.Bytes;
import io.daemontools.posix.NameBytes;

/** The paths of the files in a service directory. Each is valid until the next call. */
public final class NamesIn {
    private static final byte[] DOWN = Bytes.of("/" + ServiceDirectory.DOWN);
    private static final byte[] OK = Bytes.of("/" + ServiceDirectory.OK);
    private static final byte[] STATUS = Bytes.of("/" + ServiceDirectory.STATUS);
    private static final byte[] CONTROL = Bytes.of("/" + ServiceDirectory.CONTROL);

    private final NameBytes name = new NameBytes();
    private int start;

    /** Sets the directory, whose name is not empty. */
    public NamesIn of(String directory) {
        name.cut(0);
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

    private NameBytes with(byte[] within) {
        name.cut(start);
        name.add(within);
        return name;
    }
}
