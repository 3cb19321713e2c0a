package io.daemontools.simulation.kernel;

import io.daemontools.cli.ChildSetup;
import io.daemontools.cli.Diagnostics;
import io.daemontools.cli.ExitStatus;
import io.daemontools.posix.Errno;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.Resource;
import io.daemontools.posix.Signal;
import io.daemontools.posix.Spawn;
import io.daemontools.simulation.file.Inode;
import io.daemontools.simulation.file.OpenFile;
import io.daemontools.simulation.file.RegularFile;
import io.daemontools.simulation.program.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** How processes begin, execute programs, and end. */
final class Lifecycle {
    private static final String SCRIPT = "#!";
    private static final int CANNOT_EXECUTE = 127;

    private final Kernel kernel;

    Lifecycle(Kernel kernel) {
        this.kernel = kernel;
    }

    /** A process without a parent, or, after the first one, a child of process 1. Its descriptors 0 to 2 are the same empty file. */
    SimulatedProcess start(List<String> arguments, String... environment) {
        ProcessTable table = kernel.processes();
        SimulatedProcess process = new SimulatedProcess(table.nextPid(), kernel);
        image(process, arguments.get(0), arguments);
        SimulatedProcess init = table.find(1);
        if (init != null) {
            init.adopt(process);
        }
        table.add(process);
        OpenFile nowhere = OpenFile.forReading(new NullDevice());
        OpenFile bin = OpenFile.forWriting(nowhere.inode(), false);
        process.descriptors().set(0, nowhere, false);
        process.descriptors().set(1, bin, false);
        process.descriptors().set(2, bin, false);
        process.setCoroutine(kernel.coroutine(process, () -> {
            process.posix().processes().execute(arguments.get(0), arguments, environment);
            process.posix().exit(CANNOT_EXECUTE);
        }));
        return process;
    }

    /** A child that sets itself up and executes its program; that of a hosted process has done so, and is inert. */
    SimulatedProcess spawn(SimulatedProcess parent, Spawn spawn) {
        SimulatedProcess child = fork(parent, forked -> ChildSetup.run(forked.posix(), spawn));
        for (Observer observer : kernel.observers()) {
            observer.spawned(child, spawn);
        }
        if (parent.hosted()) {
            child.setInert();
            String failure = ChildSetup.start(new InstantSetup(child, kernel), spawn);
            if (failure != null) {
                Diagnostics.print(child.posix(), failure);
                end(child, ExitStatus.TEMPORARY, 0);
            }
        }
        return child;
    }

    /** A child that begins with {@code body}. */
    SimulatedProcess fork(SimulatedProcess parent, Consumer<SimulatedProcess> body) {
        ProcessTable table = kernel.processes();
        long limit = parent.limits().soft(Resource.PROCESSES);
        if (!parent.credentials().privileged()
                && Long.compareUnsigned(table.all().size(), limit) >= 0) {
            throw PosixException.of(Errno.EAGAIN);
        }
        SimulatedProcess child = new SimulatedProcess(table.nextPid(), parent);
        table.add(child);
        child.setCoroutine(kernel.coroutine(child, () -> body.accept(child)));
        for (Observer observer : kernel.observers()) {
            observer.forked(parent, child);
        }
        return child;
    }

    /** What a process is to execute: a program, and its arguments, which a script changes. */
    record Image(Program program, List<String> arguments) {}

    /** Finds the program of an executable; a {@link PosixException} is the reason why it cannot be executed. */
    Image image(SimulatedProcess process, String path, List<String> arguments) {
        String at = path;
        List<String> changed = arguments;
        for (int i = 0; i < 1 + kernel.system().mostInterpreters(); i++) {
            Inode inode = kernel.files()
                    .follow(process.workingDirectory(), at, process.credentials())
                    .present();
            if (!(inode instanceof RegularFile file) || !file.permits(process.credentials(), Inode.EXECUTE)) {
                throw PosixException.of(Errno.EACCES);
            }
            if (file.program() != null) {
                return new Image(file.program(), changed);
            }
            String text = file.text();
            if (!text.startsWith(SCRIPT)) {
                throw PosixException.of(Errno.ENOEXEC);
            }
            int end = text.indexOf('\n');
            String[] line = text.substring(SCRIPT.length(), end < 0 ? text.length() : end)
                    .strip()
                    .split("[ \t]+", 2);
            if (line[0].isEmpty()) {
                throw PosixException.of(Errno.ENOEXEC);
            }
            List<String> longer = new ArrayList<>(List.of(line));
            longer.add(at);
            longer.addAll(changed.subList(Math.min(1, changed.size()), changed.size()));
            changed = longer;
            at = line[0];
        }
        throw PosixException.of(kernel.system().tooManyInterpreters());
    }

    /** Ends a process. Its children go to the nearest reaper, and its parent gets SIGCHLD. */
    void end(SimulatedProcess process, int exitCode, int signal) {
        kernel.trace().ended(kernel, process, exitCode, signal);
        process.end(exitCode, signal);
        SimulatedProcess heir = heir(process);
        for (SimulatedProcess orphan : List.copyOf(process.children())) {
            process.children().remove(orphan);
            if (heir != null) {
                heir.adopt(orphan);
                if (orphan.ended()) {
                    announce(orphan);
                }
            }
        }
        for (Observer observer : kernel.observers()) {
            observer.ended(process);
        }
        if (process.pid() == 1) {
            kernel.halt();
        } else {
            announce(process);
        }
        kernel.unwind(process);
    }

    private SimulatedProcess heir(SimulatedProcess process) {
        for (SimulatedProcess at = process.parent(); at != null; at = at.parent()) {
            if (at.reaper() && !at.ended()) {
                return at;
            }
        }
        SimulatedProcess init = kernel.processes().find(1);
        return init == process ? null : init;
    }

    private void announce(SimulatedProcess child) {
        SimulatedProcess parent = child.parent();
        if (parent == null || parent.signals().ignored(Signal.CHLD)) {
            reap(child);
        } else {
            kernel.signals().send(parent, Signal.CHLD);
        }
    }

    /** Removes a zombie. */
    void reap(SimulatedProcess process) {
        process.reap();
        kernel.processes().remove(process);
    }
}
