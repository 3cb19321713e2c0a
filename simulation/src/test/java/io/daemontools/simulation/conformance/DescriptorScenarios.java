package io.daemontools.simulation.conformance;

import io.daemontools.posix.Spawn;

/** Descriptors and the open files behind them. */
final class DescriptorScenarios {
    /** A descriptor that no scenario opens. */
    private static final int CLOSED = 999;

    private DescriptorScenarios() {}

    private static void positions(Scenarios all) {
        all.add("a file is read and written at a position, and keeps its own", unix -> {
            unix.file("f", "abcdef");
            int file = unix.openReadWrite("f");
            unix.read(file, 2);
            unix.pread(file, 3, 1);
            unix.pwrite(file, "XY", 4);
            unix.pread(file, 10, 4);
            unix.pread(file, 10, 6);
            unix.pread(file, 10, 100);
            unix.read(file, 10);
            unix.pwrite(file, "z", 9);
            unix.contents("f");
            unix.pread(file, 1, -1);
            unix.pwrite(file, "z", -1);
        });
        all.add("a file is made for reading and writing, but not through a link", unix -> {
            unix.pwrite(unix.openReadWrite("f"), "abc", 0);
            unix.stat("f");
            unix.mkdir("d", 0755);
            unix.openReadWrite("d");
            unix.openReadWrite("none/f");
            unix.pread(unix.openWrite("f"), 1, 0);
            unix.pwrite(unix.openRead("f"), "z", 0);
        });
        all.linux("a link and a FIFO cannot be read and written at a position", unix -> {
            unix.file("f", "abc");
            unix.symlink("f", "link");
            unix.openReadWrite("link");
            unix.openReadNoFollow("link");
            unix.symlink("none", "dangling");
            unix.openReadWrite("dangling");
            unix.openReadNoFollow("dangling");
            unix.openReadNoFollow("f");
            unix.openReadNoFollow("none");
            unix.mkfifo("fifo", 0600);
            int fifo = unix.openReadWrite("fifo");
            unix.pread(fifo, 1, 0);
            unix.pwrite(fifo, "z", 0);
        });
    }

    static void addTo(Scenarios all) {
        positions(all);
        numbers(all);
        sharing(all);
        closed(all);
        inheritance(all);
        limits(all);
    }

    private static void numbers(Scenarios all) {
        all.add("open returns the lowest free descriptor", unix -> {
            unix.file("f", "");
            int first = unix.openRead("f");
            int second = unix.openRead("f");
            unix.openRead("f");
            unix.close(first);
            unix.check("the first again", unix.openRead("f") == first);
            unix.close(second);
            unix.check("the second again", unix.openWrite("f") == second);
        });
        all.add("dup returns the lowest free descriptor", unix -> {
            unix.file("f", "");
            int first = unix.openRead("f");
            int second = unix.openRead("f");
            unix.close(first);
            unix.check("the first again", unix.dup(second) == first);
        });
        all.add("an open that fails takes no descriptor", unix -> {
            unix.file("f", "");
            int first = unix.openRead("f");
            unix.close(first);
            unix.openRead("missing");
            unix.check("the same again", unix.openRead("f") == first);
        });
        all.add("move gives a descriptor another number and frees its own", unix -> {
            unix.file("f", "abc");
            int file = unix.openRead("f");
            unix.move(file, 50);
            unix.read(50, 10);
            unix.read(file, 10);
        });
        all.add("move closes what had the number before", unix -> {
            int[] pipe = unix.nonBlockingPipe();
            unix.file("f", "abc");
            int file = unix.openRead("f");
            unix.move(file, pipe[1]);
            unix.read(pipe[0], 10);
            unix.read(pipe[1], 10);
        });
        all.add("move to the same number changes nothing", unix -> {
            unix.file("f", "abc");
            int file = unix.openRead("f");
            unix.move(file, file);
            unix.read(file, 10);
        });
        all.add("move of a closed descriptor leaves its target alone", unix -> {
            unix.file("f", "abc");
            int file = unix.openRead("f");
            unix.move(CLOSED, file);
            unix.read(file, 10);
        });
        all.add("move to a negative number fails", unix -> {
            unix.file("f", "abc");
            int file = unix.openRead("f");
            unix.move(file, -1);
            unix.read(file, 10);
        });
        all.add("closing twice is harmless", unix -> {
            unix.file("f", "abc");
            int file = unix.openRead("f");
            unix.close(file, file);
            unix.read(file, 1);
        });
    }

    private static void sharing(Scenarios all) {
        all.add("a copy of a descriptor shares its offset", unix -> {
            unix.file("f", "abcdef");
            int file = unix.openRead("f");
            int copy = unix.dup(file);
            unix.read(file, 2);
            unix.read(copy, 2);
            unix.lseek(copy, 1);
            unix.read(file, 2);
        });
        all.add("two opens of a file have an offset each", unix -> {
            unix.file("f", "abcdef");
            int first = unix.openRead("f");
            int second = unix.openRead("f");
            unix.read(first, 4);
            unix.read(second, 2);
        });
        all.add("a copy of a descriptor shares O_NONBLOCK", unix -> {
            int[] pipe = unix.pipe();
            int copy = unix.dup(pipe[0]);
            unix.setBlocking(copy, false);
            unix.read(pipe[0], 1);
        });
        all.add("two opens of a FIFO have O_NONBLOCK each", unix -> {
            unix.mkfifo("f", 0600);
            int first = unix.openRead("f");
            int second = unix.openRead("f");
            int writer = unix.openWrite("f");
            unix.setBlocking(first, true);
            unix.read(second, 1);
            unix.write(writer, "a");
            unix.read(first, 1);
        });
        all.add("a copy stays open when the descriptor is closed", unix -> {
            unix.file("f", "abc");
            int file = unix.openRead("f");
            int copy = unix.dup(file);
            unix.close(file);
            unix.read(copy, 10);
        });
        all.add("a moved descriptor keeps its offset", unix -> {
            unix.file("f", "abcdef");
            int file = unix.openRead("f");
            unix.read(file, 2);
            unix.move(file, 50);
            unix.read(50, 2);
        });
        all.add("a child shares the offset of a file that it inherits", unix -> {
            int file = unix.openTruncate("f");
            unix.write(file, "abc");
            unix.waitpid(unix.spawn(-1, file, "write", "def"));
            unix.write(file, "ghi");
            unix.contents("f");
        });
        all.add("a child reads on where this process stopped", unix -> {
            unix.file("f", "abcdef");
            int[] pipe = unix.pipe();
            int file = unix.openRead("f");
            unix.read(file, 2);
            int child = unix.spawn(file, pipe[1], "cat");
            unix.close(pipe[1]);
            unix.readAll(pipe[0]);
            unix.waitpid(child);
            unix.read(file, 2);
            unix.lseek(file, 1);
            unix.read(file, 2);
        });
        all.add("O_NONBLOCK of an inherited descriptor is shared with the child", unix -> {
            int[] pipe = unix.pipe();
            int[] out = unix.pipe();
            int child = unix.spawn(pipe[0], out[1], "cat");
            unix.write(pipe[1], "a");
            unix.read(out[0], 1);
            unix.setBlocking(out[1], false);
            unix.setBlocking(out[0], false);
            unix.read(out[0], 1);
            unix.setBlocking(out[1], true);
            unix.close(pipe[1]);
            unix.waitpid(child);
        });
    }

    private static void closed(Scenarios all) {
        all.add("no call works on a closed descriptor", unix -> {
            unix.read(CLOSED, 1);
            unix.readInterruptibly(CLOSED, 1);
            unix.write(CLOSED, "a");
            unix.writeAll(CLOSED, "a");
            unix.writeNow(CLOSED, "a");
            unix.close(CLOSED);
            unix.inherit(CLOSED);
            unix.move(CLOSED, CLOSED);
            unix.dup(CLOSED);
            unix.setBlocking(CLOSED, true);
            unix.lseek(CLOSED, 0);
            unix.fsync(CLOSED);
            unix.chmod(CLOSED, 0600);
            unix.stat(CLOSED);
            unix.tryLock(CLOSED);
            unix.lock(CLOSED);
            unix.lockf(CLOSED);
            unix.chdir(CLOSED);
        });
        all.add("no call works on a negative descriptor", unix -> {
            unix.read(-1, 1);
            unix.write(-1, "a");
            unix.dup(-1);
            unix.inherit(-1);
            unix.setBlocking(-1, true);
            unix.lseek(-1, 0);
            unix.fsync(-1);
            unix.stat(-1);
            unix.tryLock(-1);
            unix.chdir(-1);
        });
        all.add("a write of nothing to a closed descriptor fails", unix -> unix.write(CLOSED, ""));
    }

    private static void inheritance(Scenarios all) {
        all.add("a child does not inherit an open file, pipe or FIFO", unix -> {
            unix.mkfifo("f", 0600);
            unix.move(unix.openRead("f"), 50);
            unix.openRead("f");
            int[] pipe = unix.pipe();
            int child = unix.spawn(-1, -1, "sleep", "0.01");
            unix.close(pipe[1]);
            unix.read(pipe[0], 1);
            unix.waitpid(child);
        });
        all.add("a child inherits what was moved", unix -> {
            int file = unix.openTruncate("f");
            unix.move(file, 50);
            unix.run("descriptors", "0", "1", "2", "50", "51");
        });
        all.add("inherit and dup clear close-on-exec, and move does", unix -> {
            int file = unix.openTruncate("f");
            unix.posix.move(unix.dup(file), 50);
            unix.posix.move(file, 51);
            unix.opened(50);
            unix.opened(51);
            unix.run("descriptors", "50", "51", "52");
            unix.posix.close(50);
            int again = unix.openRead("f");
            unix.inherit(again);
            unix.posix.move(again, 50);
            unix.run("descriptors", "50");
        });
        all.add("closeOnExec undoes inherit", unix -> {
            int file = unix.openTruncate("f");
            unix.posix.move(file, 50);
            unix.opened(50);
            unix.run("descriptors", "50");
            unix.closeOnExec(50);
            unix.run("descriptors", "50");
            unix.closeOnExec(CLOSED);
        });
        all.add("spawn moves descriptors one after the other", unix -> {
            int first = unix.openTruncate("f");
            int second = unix.openTruncate("g");
            Spawn swap = Spawn.program("start: ", "descriptors", "60", "61", "62")
                    .dup2("move: ", first, 60, 60, 61, second, 60);
            unix.run(swap);
        });
        all.add("a descriptor that spawn moves stays open in this process", unix -> {
            int file = unix.openTruncate("f");
            unix.run(Spawn.program("start: ", "descriptors", "60").dup2("move: ", file, 60));
            unix.write(file, "abc");
            unix.contents("f");
        });
        all.add(
                "spawn of a closed descriptor fails in the child",
                unix -> unix.waitpid(unix.spawn(Spawn.program("start: ", "true").dup2("move: ", CLOSED, 60))));
        all.add("an inherited pipe ends when the child ends", unix -> {
            int[] pipe = unix.pipe();
            int child = unix.spawn(-1, pipe[1], "true");
            unix.close(pipe[1]);
            unix.read(pipe[0], 1);
            unix.waitpid(child);
        });
    }

    private static void limits(Scenarios all) {
        all.add(Scenario.Kind.FEW_DESCRIPTORS, "no more descriptors can be opened than the limit", unix -> {
            unix.file("f", "");
            unix.openUntilFailure("f");
            unix.openRead("f");
            unix.openTruncate("g");
            unix.stat("g");
            unix.openWrite("missing");
            unix.openRead("missing");
            unix.dup(0);
            unix.pipe();
            unix.mkfifo("h", 0600);
            unix.openRead("h");
            unix.check("the highest is the limit less one", unix.highestOpen() == Scenario.FEW - 1);
        });
        all.add(Scenario.Kind.FEW_DESCRIPTORS, "a closed descriptor can be used again at the limit", unix -> {
            unix.file("f", "abc");
            unix.openUntilFailure("f");
            unix.close(unix.highestOpen());
            unix.openRead("f");
            unix.openRead("f");
        });
        all.add(Scenario.Kind.FEW_DESCRIPTORS, "a pipe needs two descriptors and takes none if there is one", unix -> {
            unix.file("f", "abc");
            unix.openUntilFailure("f");
            unix.close(unix.highestOpen());
            unix.pipe();
            unix.openRead("f");
        });
        all.add(Scenario.Kind.FEW_DESCRIPTORS, "listing and watching need a descriptor", unix -> {
            unix.file("f", "abc");
            unix.openUntilFailure("f");
            unix.list(".");
            unix.watchDirectory(".");
            unix.watchProcess(unix.getpid());
        });
        all.add(Scenario.Kind.FEW_DESCRIPTORS, "move works at the limit, and not beyond", unix -> {
            unix.file("f", "abc");
            int file = unix.openRead("f");
            unix.move(file, Scenario.FEW);
            unix.move(file, Scenario.FEW - 1);
            unix.read(Scenario.FEW - 1, 10);
        });
        all.add(Scenario.Kind.FEW_DESCRIPTORS, "a child has the limit on descriptors", unix -> unix.run("open-files"));
    }
}
