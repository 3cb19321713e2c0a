package io.daemontools.simulation.conformance;

import io.daemontools.posix.Signal;

/** Watches of processes, directories and files. */
final class WatchScenarios {
    private static final int KILL = 9;

    private WatchScenarios() {}

    static void addTo(Scenarios all) {
        processes(all);
        directories(all);
        files(all);
        changes(all);
    }

    private static void processes(Scenarios all) {
        all.add("a process watch is ready when the process has ended, reaped or not", unix -> {
            int[] pipe = unix.pipe();
            int child = unix.spawn(pipe[0], -1, "hold");
            int watch = unix.watchProcess(child);
            unix.poll(0, watch);
            unix.close(pipe[1]);
            unix.poll(-1, watch);
            unix.poll(0, watch);
            unix.waitpid(child);
            unix.poll(0, watch);
        });
        all.add("a process that has ended can be watched until it is reaped", unix -> {
            int child = unix.spawn(-1, -1, "true");
            unix.awaitEnd(child);
            int watch = unix.watchProcess(child);
            unix.poll(0, watch);
            unix.waitpid(child);
            unix.watchProcess(child);
        });
        all.add("a process watch is ready when the process was killed", unix -> {
            int[] pipe = unix.pipe();
            int child = unix.spawn(pipe[0], -1, "hold");
            int watch = unix.watchProcess(child);
            unix.kill(child, Signal.KILL);
            unix.poll(-1, watch);
            unix.waitpid(child);
        });
        all.add("a process that is no child can be watched", unix -> {
            int[] in = unix.pipe();
            int[] out = unix.pipe();
            int parent = unix.spawn(in[0], out[1], "orphan", "hold");
            int orphan = unix.readProcess(out[0]);
            unix.waitpid(parent);
            int watch = unix.watchProcess(orphan);
            unix.poll(0, watch);
            unix.close(in[0], in[1]);
            unix.poll(-1, watch);
        });
        all.add("this process can be watched", unix -> unix.poll(0, unix.watchProcess(unix.getpid())));
        all.add("two watches of a process are ready", unix -> {
            int child = unix.spawn(-1, -1, "true");
            int first = unix.watchProcess(child);
            int second = unix.watchProcess(child);
            unix.awaitEnd(child);
            unix.poll(0, first, second);
            unix.closeWatch(first);
            unix.poll(0, second);
            unix.waitpid(child);
        });
        all.add("a signal reaches the watched process", unix -> {
            int[] pipe = unix.pipe();
            int child = unix.spawn(pipe[0], -1, "hold");
            int watch = unix.watchProcess(child);
            unix.signalProcess(watch, Signal.TERM);
            unix.poll(-1, watch);
            unix.waitpid(child);
        });
        all.linux("the exit status of a watched process is known once it has been reaped", unix -> {
            int[] pipe = unix.pipe();
            int child = unix.spawn(pipe[0], -1, "hold");
            int watch = unix.watchProcess(child);
            unix.check("not known yet", unix.endingSignal(watch) < 0);
            unix.kill(child, Signal.KILL);
            unix.awaitEnd(child);
            unix.check("not known before it is reaped", unix.endingSignal(watch) < 0);
            unix.waitpid(child);
            int signal = unix.endingSignal(watch);
            unix.check("known, except before Linux 6.15", signal == KILL || signal < 0);
            unix.check("known again", unix.endingSignal(watch) == signal);
        });
        all.linux("a process keeps its serial number until it is reaped, and no other has it", unix -> {
            int[] pipe = unix.pipe();
            int child = unix.spawn(pipe[0], -1, "hold");
            long number = unix.serialNumber(child);
            unix.check("the same", unix.serialNumber(child) == number);
            unix.check("another one", number == 0 || unix.serialNumber(unix.getpid()) != number);
            unix.kill(child, Signal.KILL);
            unix.awaitEnd(child);
            unix.check("the same", unix.serialNumber(child) == number);
            unix.waitpid(child);
            unix.serialNumber(child);
        });
        all.linux("a signal to a watched process that has ended succeeds until it is reaped", unix -> {
            int child = unix.spawn(-1, -1, "true");
            int watch = unix.watchProcess(child);
            unix.awaitEnd(child);
            unix.signalProcess(watch, Signal.TERM);
            unix.waitpid(child);
            unix.signalProcess(watch, Signal.TERM);
        });
        all.linux("a signal needs a process watch", unix -> {
            int[] pipe = unix.pipe();
            unix.signalProcess(pipe[0], Signal.TERM);
            unix.signalProcess(999, Signal.TERM);
        });
        all.linux("a process id that cannot be is of no process", unix -> {
            unix.watchProcess(-1);
            unix.watchProcess(0);
        });
    }

    private static void directories(Scenarios all) {
        all.add("a directory watch is ready after a change until it is drained", unix -> {
            int watch = unix.watchDirectory(".");
            unix.poll(0, watch);
            unix.file("f", "");
            unix.poll(-1, watch);
            unix.poll(0, watch);
            unix.drainWatch(watch);
            unix.poll(0, watch);
            unix.drainWatch(watch);
            unix.file("g", "");
            unix.poll(-1, watch);
        });
        all.add("a directory watch does not show earlier changes", unix -> {
            unix.file("f", "");
            unix.poll(0, unix.watchDirectory("."));
        });
        all.add("only a directory is watched", unix -> {
            unix.watchDirectory("d");
            unix.watchDirectory("");
            unix.file("f", "");
            unix.watchDirectory("f");
            unix.watchDirectory("f/d");
            unix.symlink("missing", "s");
            unix.watchDirectory("s");
        });
        all.add("two watches of a directory are independent", unix -> {
            int first = unix.watchDirectory(".");
            int second = unix.watchDirectory(".");
            unix.file("f", "");
            unix.poll(-1, first);
            unix.drainWatch(first);
            unix.poll(0, first, second);
            unix.closeWatch(first);
            unix.poll(0, second);
        });
        all.add("a change by another process is seen", unix -> {
            int watch = unix.watchDirectory(".");
            unix.waitpid(unix.spawn(-1, -1, "create", "f"));
            unix.poll(-1, watch);
        });
        all.add("a change below a directory of the directory is not seen", unix -> {
            unix.mkdir("d", 0755);
            int watch = unix.watchDirectory(".");
            unix.file("d/f", "");
            unix.mkdir("d/e", 0755);
            unix.unlink("d/f");
            unix.poll(0, watch);
        });
        all.add("a watch follows its directory when that is renamed", unix -> {
            unix.mkdir("d", 0755);
            int watch = unix.watchDirectory("d");
            unix.rename("d", "e");
            unix.poll(-1, watch);
            unix.drainWatch(watch);
            unix.file("e/f", "");
            unix.poll(-1, watch);
        });
    }

    private static void files(Scenarios all) {
        all.add("a file watch is ready after a write until it is drained", unix -> {
            unix.file("f", "abc");
            int watch = unix.watchFile("f");
            unix.poll(0, watch);
            int file = unix.openAppend("f");
            unix.write(file, "a");
            unix.poll(-1, watch);
            unix.drainWatch(watch);
            unix.poll(0, watch);
            unix.write(file, "b");
            unix.poll(-1, watch);
        });
        all.add("a file watch shows a truncation", unix -> {
            unix.file("f", "abc");
            int watch = unix.watchFile("f");
            unix.openTruncate("f");
            unix.poll(-1, watch);
        });
        all.add("a file watch shows no open, read or lock", unix -> {
            unix.file("f", "abc");
            int watch = unix.watchFile("f");
            int file = unix.openRead("f");
            unix.read(file, 1);
            unix.tryLock(file);
            unix.close(file);
            unix.poll(0, watch);
        });
        all.add("a file watch stays with its file when that is replaced", unix -> {
            unix.file("f", "abc");
            int file = unix.openAppend("f");
            int watch = unix.watchFile("f");
            unix.file("g", "abc");
            unix.rename("g", "f");
            unix.drainWatch(watch);
            unix.write(unix.openAppend("f"), "a");
            unix.poll(0, watch);
            unix.write(file, "a");
            unix.poll(-1, watch);
        });
        all.add("only what exists is watched", unix -> unix.watchFile("f"));
        all.linux("a file watch does not follow links", unix -> {
            unix.file("f", "abc");
            int file = unix.openAppend("f");
            unix.symlink("f", "s");
            int watch = unix.watchFile("s");
            unix.write(file, "a");
            unix.poll(0, watch);
        });
    }

    private static void changes(Scenarios all) {
        change(all, "a new file", unix -> {}, unix -> unix.openTruncate("d/f"));
        change(all, "a new directory", unix -> {}, unix -> unix.mkdir("d/e", 0755));
        change(all, "a new FIFO", unix -> {}, unix -> unix.mkfifo("d/f", 0600));
        change(all, "a new symbolic link", unix -> {}, unix -> unix.symlink("f", "d/s"));
        change(all, "a new link", unix -> unix.file("f", ""), unix -> unix.link("f", "d/f"));
        change(all, "a name that is removed", unix -> unix.file("d/f", ""), unix -> unix.unlink("d/f"));
        change(all, "a directory that is removed", unix -> unix.mkdir("d/e", 0755), unix -> unix.rmdir("d/e"));
        change(all, "a name that is moved in", unix -> unix.file("f", ""), unix -> unix.rename("f", "d/f"));
        change(all, "a name that is moved out", unix -> unix.file("d/f", ""), unix -> unix.rename("d/f", "f"));
        change(all, "a name that is changed", unix -> unix.file("d/f", ""), unix -> unix.rename("d/f", "d/g"));
        change(all, "the removal of the directory", unix -> {}, unix -> unix.rmdir("d"));
        change(all, "the renaming of the directory", unix -> {}, unix -> unix.rename("d", "e"));
        change(
                all,
                "no write to a file",
                unix -> unix.file("d/f", ""),
                unix -> unix.write(unix.openAppend("d/f"), "a"));
        change(all, "no truncation of a file", unix -> unix.file("d/f", "abc"), unix -> unix.openTruncate("d/f"));
        change(all, "no change of a mode", unix -> unix.file("d/f", ""), unix -> unix.chmod("d/f", 0600));
        change(all, "no change of the directory's mode", unix -> {}, unix -> unix.chmod("d", 0700));
        change(all, "no open, read or lock", unix -> unix.file("d/f", "abc"), unix -> {
            int file = unix.openRead("d/f");
            unix.read(file, 1);
            unix.tryLock(file);
            unix.close(file);
            unix.list("d");
            unix.chdir("d");
        });
        change(all, "no rename that changes nothing", unix -> unix.file("d/f", ""), unix -> unix.rename("d/f", "d/f"));
        change(all, "no change that fails", unix -> unix.file("d/f", ""), unix -> {
            unix.mkdir("d/f", 0755);
            unix.unlink("d/g");
            unix.link("d/f", "d/f");
            unix.rename("d/g", "d/h");
        });
        change(
                all,
                "no new name elsewhere of a file in it",
                unix -> unix.file("d/f", ""),
                unix -> unix.link("d/f", "g"));
    }

    /** Adds a scenario that shows whether a change of the directory {@code d} is seen. */
    private static void change(
            Scenarios all,
            String what,
            java.util.function.Consumer<Calls> before,
            java.util.function.Consumer<Calls> change) {
        all.add("a directory watch shows " + what, unix -> {
            unix.mkdir("d", 0755);
            before.accept(unix);
            int watch = unix.watchDirectory("d");
            change.accept(unix);
            unix.poll(0, watch);
        });
    }
}
