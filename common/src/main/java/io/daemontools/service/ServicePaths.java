package io.daemontools.service;

import io.daemontools.posix.Bytes;
import io.daemontools.posix.PathBuffer;

/** The paths of the files in a service directory. Each is valid until the next call. */
public final class ServicePaths {
    private static final byte[] DOWN = Bytes.of("/" + ServiceFiles.DOWN);
    private static final byte[] LOCK = Bytes.of("/" + ServiceFiles.LOCK);
    private static final byte[] OK = Bytes.of("/" + ServiceFiles.OK);
    private static final byte[] STATUS = Bytes.of("/" + ServiceFiles.STATUS);
    private static final byte[] STATE = Bytes.of("/" + ServiceFiles.STATE);
    private static final byte[] CONTROL = Bytes.of("/" + ServiceFiles.CONTROL);
    private static final byte[] RUN = Bytes.of("/run");
    private static final byte[] LOG = Bytes.of("/" + ServiceFiles.LOG);
    private static final byte[] SUPERVISE = Bytes.of("/" + ServiceFiles.SUPERVISE);
    private static final byte[] PIPE = Bytes.of("/" + ServiceFiles.PIPE);

    private static final byte[] ESSENTIAL = Bytes.of("/" + ServiceFiles.ESSENTIAL);
    private static final byte[] HISTORY = Bytes.of("/" + ServiceFiles.HISTORY);

    private final PathBuffer name = new PathBuffer();
    private int start;

    /** Sets the directory, whose name is not empty. */
    public ServicePaths of(CharSequence directory) {
        name.truncate(0);
        name.add(directory);
        start = name.length();
        return this;
    }

    /** Sets the directory of the logger of a service. */
    public ServicePaths ofLog(CharSequence directory) {
        of(directory);
        name.add(LOG);
        start = name.length();
        return this;
    }

    /** The directory. */
    public CharSequence directory() {
        name.truncate(start);
        return name;
    }

    /** {@link ServiceFiles#RUN}. */
    public CharSequence run() {
        return with(RUN);
    }

    /** {@link ServiceFiles#LOG}. */
    public CharSequence log() {
        return with(LOG);
    }

    /** {@link ServiceFiles#SUPERVISE}. */
    public CharSequence supervise() {
        return with(SUPERVISE);
    }

    /** {@link ServiceFiles#PIPE}. */
    public CharSequence pipe() {
        return with(PIPE);
    }

    /** {@link ServiceFiles#DOWN}. */
    public CharSequence down() {
        return with(DOWN);
    }

    /** {@link ServiceFiles#LOCK}. */
    public CharSequence lock() {
        return with(LOCK);
    }

    /** {@link ServiceFiles#OK}. */
    public CharSequence ok() {
        return with(OK);
    }

    /** {@link ServiceFiles#STATUS}. */
    public CharSequence status() {
        return with(STATUS);
    }

    /** {@link ServiceFiles#CONTROL}. */
    public CharSequence control() {
        return with(CONTROL);
    }

    /** {@link ServiceFiles#ESSENTIAL}. */
    public CharSequence essential() {
        return with(ESSENTIAL);
    }

    /** {@link ServiceFiles#HISTORY}. */
    public CharSequence history() {
        return with(HISTORY);
    }

    /** {@link ServiceFiles#STATE}. */
    public CharSequence state() {
        return with(STATE);
    }

    /** A file in the directory, by its name there, which begins with a slash. */
    public CharSequence file(byte[] within) {
        return with(within);
    }

    private PathBuffer with(byte[] within) {
        name.truncate(start);
        name.add(within);
        return name;
    }
}
