package io.daemontools.simulation.kernel;

import io.daemontools.posix.ChildCalls;
import io.daemontools.posix.Errno;
import io.daemontools.posix.ForkHandler;
import io.daemontools.posix.Resource;
import io.daemontools.simulation.file.Directory;
import io.daemontools.simulation.file.Inode;
import io.daemontools.simulation.file.OpenFile;
import java.util.List;

/** The set-up of an inert child: its steps are no calls of it and take no time, and every program exists. */
final class InstantSetup implements ChildCalls {
    private final SimulatedProcess child;
    private final Kernel kernel;

    InstantSetup(SimulatedProcess child, Kernel kernel) {
        this.child = child;
        this.kernel = kernel;
    }

    private long limit() {
        return child.limits().soft(Resource.OPEN_FILES);
    }

    @Override
    public void atfork(ForkHandler handler) {
        handler.run(child.posix(), child.pid());
    }

    @Override
    public void resetSignals() {
        child.resetSignals();
    }

    @Override
    public void resetLimits() {
        child.limits().reset();
    }

    @Override
    public void setsid() {
        child.leadSession();
    }

    @Override
    public void move(int from, int to) {
        child.descriptors().move(from, to, limit());
    }

    @Override
    public int dup(int descriptor) {
        OpenFile file = child.descriptors().get(descriptor);
        return child.descriptors().add(file, false, limit());
    }

    @Override
    public void chdir(String path) {
        Directory directory = kernel.files()
                .follow(child.workingDirectory(), path, child.credentials())
                .presentDirectory();
        directory.check(child.credentials(), Inode.EXECUTE);
        child.setWorkingDirectory(directory);
    }

    @Override
    public void putenv(String assignment) {
        child.putenv(assignment);
    }

    @Override
    public CharSequence variable(String name) {
        return child.variable(name);
    }

    @Override
    public Errno execve(String path, int firstArgument) {
        List<String> own = child.arguments();
        return execute(path, own.subList(1 + firstArgument, own.size()));
    }

    @Override
    public Errno execve(String path, String[] arguments) {
        return execute(path, List.of(arguments));
    }

    private Errno execute(String path, List<String> arguments) {
        child.exec(path, List.copyOf(arguments), child.environment());
        for (Observer observer : kernel.observers()) {
            observer.executed(child);
        }
        return null;
    }
}
