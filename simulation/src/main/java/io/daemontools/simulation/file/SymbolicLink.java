package io.daemontools.simulation.file;

/** A symbolic link. */
public final class SymbolicLink extends Inode {
    private static final int ALL = 0777;

    private final String target;

    SymbolicLink(long number, long birth, String target) {
        super(number, ALL, birth);
        this.target = target;
    }

    /** The path that it points to. */
    public String target() {
        return target;
    }

    @Override
    public long size() {
        return target.length();
    }
}
