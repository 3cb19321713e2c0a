package io.daemontools.simulation.kernel;

import io.daemontools.posix.DirectoryListing;
import io.daemontools.posix.FileStatus;
import io.daemontools.simulation.file.Directory;
import io.daemontools.simulation.file.Inode;
import io.daemontools.simulation.file.SymbolicLink;
import java.util.ArrayList;
import java.util.List;

/** The entries that a directory had when its listing was opened. */
final class Listing implements DirectoryListing {
    private final FileCalls calls;
    private final int descriptor;
    private final Directory directory;
    private final List<String> names = new ArrayList<>();
    private int next;
    private String name;

    Listing(FileCalls calls, Directory directory, int descriptor) {
        this.calls = calls;
        this.descriptor = descriptor;
        this.directory = directory;
        if (!directory.removed()) {
            names.add(".");
            names.add("..");
            names.addAll(directory.names());
        }
    }

    @Override
    public boolean next() {
        name = calls.perform(Call.READDIR, () -> next < names.size() ? names.get(next++) : null, descriptor);
        return name != null;
    }

    @Override
    public boolean hidden() {
        return name.startsWith(".");
    }

    @Override
    public int type() {
        Inode inode = directory.removed() || name.startsWith(".") ? null : directory.get(name);
        if (inode == null) {
            return UNKNOWN;
        }
        return inode instanceof Directory ? DIRECTORY : inode instanceof SymbolicLink ? LINK : OTHER;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void name(StringBuilder into) {
        into.setLength(0);
        into.append(name);
    }

    @Override
    public boolean stat(FileStatus into) {
        return calls.stat(name, into);
    }

    @Override
    public void close() {
        calls.execute(Call.CLOSEDIR, () -> calls.process.descriptors().close(descriptor), descriptor);
    }

    /** As the trace prints it. */
    @Override
    public String toString() {
        return Integer.toString(descriptor);
    }
}
