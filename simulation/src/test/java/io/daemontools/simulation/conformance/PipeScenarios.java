package io.daemontools.simulation.conformance;

import io.daemontools.posix.Descriptors;
import io.daemontools.posix.Signal;

/** Pipes. */
final class PipeScenarios {
    private static final String FULL = "x".repeat(65536);
    private static final String PAGE = "y".repeat(4096);

    private PipeScenarios() {}

    static void addTo(Scenarios all) {
        ends(all);
        capacity(all);
        polling(all);
        brokenPipes(all);
        blocking(all);
        immediateWrites(all);
    }

    private static void ends(Scenarios all) {
        all.add("what is written to a pipe is read in the same order", unix -> {
            int[] pipe = unix.pipe();
            unix.write(pipe[1], "abc");
            unix.write(pipe[1], "def");
            unix.read(pipe[0], 4);
            unix.read(pipe[0], 4);
        });
        all.add("a pipe ends when its writer has closed", unix -> {
            int[] pipe = unix.pipe();
            unix.write(pipe[1], "abc");
            unix.close(pipe[1]);
            unix.read(pipe[0], 10);
            unix.read(pipe[0], 10);
            unix.read(pipe[0], 10);
        });
        all.add("a pipe ends only when all copies of its writing end are closed", unix -> {
            int[] pipe = unix.nonBlockingPipe();
            int copy = unix.dup(pipe[1]);
            unix.close(pipe[1]);
            unix.read(pipe[0], 10);
            unix.close(copy);
            unix.read(pipe[0], 10);
        });
        all.add("a pipe's ends have one direction each", unix -> {
            int[] pipe = unix.nonBlockingPipe();
            unix.write(pipe[0], "abc");
            unix.read(pipe[1], 10);
        });
        all.add("a pipe cannot be sought, synchronized, or changed to", unix -> {
            int[] pipe = unix.pipe();
            unix.lseek(pipe[0], 0);
            unix.lseek(pipe[1], 0);
            unix.fsync(pipe[1]);
            unix.chdir(pipe[0]);
        });
        all.linux("a pipe has a mode, no bytes and one link", unix -> {
            int[] pipe = unix.pipe();
            unix.write(pipe[1], "abc");
            unix.stat(pipe[0]);
        });
        all.add("a read or write of no bytes succeeds", unix -> {
            int[] pipe = unix.nonBlockingPipe();
            unix.write(pipe[1], "");
            unix.read(pipe[0], 0);
            unix.read(pipe[0], 1);
        });
        all.add("an empty pipe has nothing to read", unix -> {
            int[] pipe = unix.nonBlockingPipe();
            unix.read(pipe[0], 10);
            unix.write(pipe[1], "abc");
            unix.read(pipe[0], 10);
            unix.read(pipe[0], 10);
        });
        all.add("the ends of a pipe are non-blocking independently of each other", unix -> {
            int[] pipe = unix.pipe();
            unix.setBlocking(pipe[0], false);
            unix.read(pipe[0], 10);
            unix.setBlocking(pipe[0], true);
            unix.setBlocking(pipe[1], false);
            unix.write(pipe[1], FULL);
            unix.write(pipe[1], "y");
        });
        all.add("a pipe takes the two lowest free descriptors", unix -> {
            int[] first = unix.pipe();
            int[] second = unix.pipe();
            unix.close(first[0]);
            unix.close(second[0]);
            int[] third = unix.pipe();
            unix.check("the reading end is the lower", third[0] == first[0] && third[1] == second[0]);
        });
    }

    private static void capacity(Scenarios all) {
        all.linux("a pipe holds 65536 bytes", unix -> {
            int[] pipe = unix.nonBlockingPipe();
            unix.write(pipe[1], FULL);
            unix.write(pipe[1], "y");
            unix.readAll(pipe[0]);
        });
        all.linux("a write larger than PIPE_BUF is taken in part", unix -> {
            int[] pipe = unix.nonBlockingPipe();
            unix.write(pipe[1], "x".repeat(65536 - 4096));
            unix.write(pipe[1], "y".repeat(8192));
            unix.readAll(pipe[0]);
        });
        all.linux("a write of at most PIPE_BUF bytes is taken whole or not at all", unix -> {
            int[] pipe = unix.nonBlockingPipe();
            unix.write(pipe[1], "x".repeat(65536 - 4096));
            unix.write(pipe[1], "z".repeat(10));
            unix.write(pipe[1], PAGE);
            unix.readAll(pipe[0]);
            unix.write(pipe[1], PAGE);
        });
        all.linux("a full pipe has room again after a whole page was read", unix -> {
            int[] pipe = unix.nonBlockingPipe();
            unix.write(pipe[1], FULL);
            unix.read(pipe[0], 4095);
            unix.write(pipe[1], "y");
            unix.read(pipe[0], 1);
            unix.write(pipe[1], "y");
            unix.write(pipe[1], PAGE);
        });
        all.linux("small writes share a page", unix -> {
            int[] pipe = unix.nonBlockingPipe();
            for (int i = 0; i < 3; i++) {
                unix.write(pipe[1], "y".repeat(1000));
            }
            unix.write(pipe[1], "x".repeat(62000));
            unix.write(pipe[1], "z".repeat(536));
            unix.readAll(pipe[0]);
        });
        all.add("writeAll writes what there is room for", unix -> {
            int[] pipe = unix.nonBlockingPipe();
            unix.writeAll(pipe[1], "x".repeat(100000));
            unix.writeAll(pipe[1], "y");
            unix.readAll(pipe[0]);
            unix.writeAll(pipe[1], "y");
        });
        all.add("a read takes no more than there is, however many writes that was", unix -> {
            int[] pipe = unix.pipe();
            for (int i = 0; i < 10; i++) {
                unix.write(pipe[1], "line " + i + "\n");
            }
            unix.read(pipe[0], 1000);
        });
    }

    private static void polling(Scenarios all) {
        all.add("a pipe with data is ready", unix -> {
            int[] pipe = unix.pipe();
            unix.poll(0, pipe[0]);
            unix.write(pipe[1], "abc");
            unix.poll(-1, pipe[0]);
            unix.read(pipe[0], 2);
            unix.poll(0, pipe[0]);
            unix.read(pipe[0], 2);
            unix.poll(0, pipe[0]);
        });
        all.add("a pipe whose writer has closed is ready", unix -> {
            int[] pipe = unix.pipe();
            unix.close(pipe[1]);
            unix.poll(-1, pipe[0]);
        });
        all.linux("a pipe's writing end is ready once nobody can read", unix -> {
            int[] pipe = unix.pipe();
            unix.poll(0, pipe[1]);
            unix.close(pipe[0]);
            unix.poll(-1, pipe[1]);
        });
        all.add("poll waits no longer than it is asked to", unix -> {
            int[] pipe = unix.pipe();
            long before = unix.posix.monotonicClock();
            unix.poll(5, pipe[0]);
            unix.check("5 ms have passed", unix.posix.monotonicClock() - before >= 5_000_000);
        });
        all.add("poll waits for a child's output", unix -> {
            int[] pipe = unix.pipe();
            int child = unix.spawn(-1, pipe[1], "write", "abc");
            unix.close(pipe[1]);
            unix.poll(-1, pipe[0]);
            unix.readAll(pipe[0]);
            unix.waitpid(child);
        });
        all.add("poll reports each of several descriptors", unix -> {
            int[] first = unix.pipe();
            int[] second = unix.pipe();
            int[] third = unix.pipe();
            unix.write(first[1], "a");
            unix.close(third[1]);
            unix.poll(0, first[0], second[0], third[0]);
        });
        all.add("poll ignores negative descriptors", unix -> {
            int[] pipe = unix.pipe();
            unix.write(pipe[1], "a");
            unix.poll(0, -1, pipe[0], -1);
            unix.poll(0, -1);
        });
        all.add("poll without descriptors waits", unix -> unix.poll(1));
        all.add("poll of one descriptor twice reports it twice", unix -> {
            int[] pipe = unix.pipe();
            unix.write(pipe[1], "a");
            unix.poll(0, pipe[0], pipe[0]);
        });
        all.add("a closed descriptor is ready", unix -> {
            int[] pipe = unix.pipe();
            unix.close(pipe[1]);
            unix.poll(-1, pipe[1]);
        });
    }

    private static void brokenPipes(Scenarios all) {
        all.add("a write to a pipe that nobody can read fails if PIPE is ignored", unix -> {
            unix.ignore(Signal.PIPE);
            int[] pipe = unix.pipe();
            unix.close(pipe[0]);
            unix.write(pipe[1], "abc");
            unix.writeAll(pipe[1], "abc");
            unix.writeNow(pipe[1], "abc");
        });
        all.add("a write fails although an earlier one succeeded", unix -> {
            unix.ignore(Signal.PIPE);
            int[] pipe = unix.pipe();
            unix.write(pipe[1], "abc");
            unix.close(pipe[0]);
            unix.write(pipe[1], "def");
        });
        all.add(Scenario.Kind.OWN, "PIPE kills a process that writes to a pipe that nobody can read", unix -> {
            int[] pipe = unix.pipe();
            unix.close(pipe[0]);
            unix.write(pipe[1], "abc");
        });
        all.add("PIPE kills a child whose output nobody can read", unix -> {
            int[] pipe = unix.pipe();
            int[] start = unix.pipe();
            int child = unix.spawn(start[0], pipe[1], "cat");
            unix.close(pipe[0], pipe[1], start[0]);
            unix.write(start[1], "abc");
            unix.waitpid(child);
        });
        all.add("PIPE kills a child that is blocked in a write", unix -> {
            int[] pipe = unix.pipe();
            int child = unix.spawn(-1, pipe[1], "bytes", "100000");
            unix.close(pipe[1]);
            unix.read(pipe[0], 1);
            unix.close(pipe[0]);
            unix.waitpid(child);
        });
        all.add("a child that ignores PIPE sees the failure", unix -> {
            int[] pipe = unix.pipe();
            int child = unix.spawn(-1, pipe[1], "ignoring", "PIPE", "bytes", "100000");
            unix.close(pipe[1]);
            unix.read(pipe[0], 1);
            unix.close(pipe[0]);
            unix.waitpid(child);
        });
    }

    private static void blocking(Scenarios all) {
        all.add("a read waits for a child's output", unix -> {
            int[] pipe = unix.pipe();
            int child = unix.spawn(-1, pipe[1], "write", "abc");
            unix.read(pipe[0], 10);
            unix.waitpid(child);
        });
        all.add("a read waits until the last writer has ended", unix -> {
            int[] pipe = unix.pipe();
            int child = unix.spawn(-1, pipe[1], "sleep", "0.01");
            unix.close(pipe[1]);
            unix.read(pipe[0], 10);
            unix.waitpid(child);
        });
        all.add("a child that writes more than a pipe holds waits for the reader", unix -> {
            int[] pipe = unix.pipe();
            int child = unix.spawn(-1, pipe[1], "bytes", "300000");
            unix.close(pipe[1]);
            unix.readAll(pipe[0]);
            unix.waitpid(child);
        });
        all.add("a blocking write waits until a child has read", unix -> {
            int[] pipe = unix.pipe();
            int child = unix.spawn(pipe[0], -1, "hold");
            unix.close(pipe[0]);
            unix.writeAll(pipe[1], "x".repeat(300000));
            unix.close(pipe[1]);
            unix.waitpid(child);
        });
        all.add("what a child has written outlives it", unix -> {
            int[] pipe = unix.pipe();
            unix.waitpid(unix.spawn(-1, pipe[1], "write", "abc"));
            unix.close(pipe[1]);
            unix.readAll(pipe[0]);
        });
        all.add("data passes through a child from one pipe to another", unix -> {
            int[] in = unix.pipe();
            int[] out = unix.pipe();
            int child = unix.spawn(in[0], out[1], "cat");
            unix.close(in[0], out[1]);
            unix.write(in[1], "abc");
            unix.read(out[0], 10);
            unix.write(in[1], "def");
            unix.read(out[0], 10);
            unix.close(in[1]);
            unix.read(out[0], 10);
            unix.waitpid(child);
        });
    }

    private static void immediateWrites(Scenarios all) {
        all.linux("writeNow writes at most PIPE_BUF bytes", unix -> {
            int[] pipe = unix.pipe();
            unix.writeNow(pipe[1], "x".repeat(10000));
            unix.writeNow(pipe[1], "abc");
        });
        all.add("writeNow does not wait for room, even on a blocking descriptor", unix -> {
            int[] pipe = unix.pipe();
            unix.setBlocking(pipe[1], false);
            unix.writeAll(pipe[1], FULL);
            unix.setBlocking(pipe[1], true);
            unix.writeNow(pipe[1], "y");
            unix.setBlocking(pipe[0], false);
            unix.readAll(pipe[0]);
            unix.writeNow(pipe[1], "y");
        });
        all.linux("writeNow writes to a pipe with a page of room", unix -> {
            int[] pipe = unix.pipe();
            unix.write(pipe[1], "x".repeat(65536 - 4096));
            unix.writeNow(pipe[1], PAGE);
            unix.writeNow(pipe[1], "z");
        });
        all.linux("writeNow does not write to a pipe with less than a page of room", unix -> {
            int[] pipe = unix.pipe();
            unix.write(pipe[1], "x".repeat(65536 - 4096));
            unix.write(pipe[1], "z");
            unix.writeNow(pipe[1], "z");
        });
        all.add("poll for output waits for room", unix -> {
            int[] pipe = unix.pipe();
            int output = pipe[1] + Descriptors.FOR_OUTPUT;
            unix.poll(0, pipe[0], output);
            unix.setBlocking(pipe[1], false);
            unix.writeAll(pipe[1], FULL);
            unix.poll(0, pipe[0], output);
            unix.poll(10, output);
            unix.setBlocking(pipe[0], false);
            unix.readAll(pipe[0]);
            unix.poll(-1, pipe[0], output);
            unix.close(pipe[0]);
            unix.poll(-1, output);
        });
        all.add("writeNow writes to a file", unix -> {
            unix.writeNow(unix.openTruncate("f"), "abc");
            unix.contents("f");
        });
    }
}
