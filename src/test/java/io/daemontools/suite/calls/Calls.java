package io.daemontools.suite.calls;

import io.daemontools.Launcher;
import io.daemontools.cli.Arguments;
import io.daemontools.cli.Command;
import io.daemontools.cli.Output;
import io.daemontools.posix.Datagram;
import io.daemontools.posix.FileStatus;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.Processes;
import io.daemontools.posix.ResourceUse;
import io.daemontools.posix.Signal;
import io.daemontools.posix.Spawn;
import io.daemontools.posix.WaitStatus;

/** Makes the calls in its working directory and prints what they do, a line each. */
public final class Calls implements Command {
    private static final long AT_ONCE = 0;
    private static final long FOREVER = -1;
    private static final long LEAST_MEMORY = 100_000;
    private static final int LONGEST_BLOCK = 600;
    private static final byte[] DATAGRAM = {'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'};

    /** Longer than any system's paths of sockets. */
    private static final String TOO_LONG =
            "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789"
                    + "01234567890123456789";

    private static final int NO_PROCESS = 0x7ffffff0;

    private final WaitStatus status = new WaitStatus();
    private final ResourceUse use = new ResourceUse();
    private final Datagram datagram = new Datagram(8);
    private final boolean[] ready = new boolean[1];
    private Posix posix;
    private Output output;

    /** Runs it. */
    public static void main(String[] args) {
        Launcher.run(new Calls(), args);
    }

    @Override
    public String name() {
        return "calls";
    }

    @Override
    public int run(Arguments arguments, Posix calls) {
        posix = calls;
        output = new Output(posix, Posix.STDOUT, 1000);
        watchAProcess();
        watchADirectory();
        watchAFile();
        measure();
        duplicate();
        exchangeDatagrams();
        copyAndSearch();
        for (int i = 0; i < arguments.size(); i++) {
            receiveFrom(arguments.get(i));
        }
        output.flush();
        return 0;
    }

    private void watchAProcess() {
        int child = posix.spawn(Spawn.program("", "/bin/sh", "-c", "exec sleep 1000"));
        int watch = posix.watchProcess(child);
        print("watched", readable(watch, AT_ONCE));
        posix.signalProcess(watch, Signal.TERM);
        print("ended", readable(watch, FOREVER));
        posix.waitpid(child, status);
        print("by signal", status.signal());
        print("still readable", readable(watch, AT_ONCE));
        try {
            posix.signalProcess(watch, Signal.TERM);
        } catch (PosixException error) {
            print(error.errno().text(), 0);
        }
        posix.closeWatch(watch);
        try {
            posix.watchProcess(NO_PROCESS);
        } catch (PosixException error) {
            print(error.errno().text(), 1);
        }
    }

    private void watchADirectory() {
        posix.mkdir("watched", 0700);
        int watch = posix.watchDirectory("watched");
        print("unchanged", readable(watch, AT_ONCE));
        posix.mkfifo("watched/fifo", 0600);
        drain("created", watch);
        posix.rename("watched/fifo", "watched/other");
        drain("renamed", watch);
        posix.unlink("watched/other");
        drain("removed", watch);
        posix.closeWatch(watch);
        try {
            posix.watchDirectory("missing");
        } catch (PosixException error) {
            print(error.errno().text(), 0);
        }
    }

    private void watchAFile() {
        int file = posix.openTruncate("file");
        int watch = posix.watchFile("file");
        print("unread", readable(watch, AT_ONCE));
        posix.pwrite(file, new byte[1], 0, 1, 0);
        drain("written", watch);
        posix.closeWatch(watch);
        posix.waitpid(posix.spawn(Spawn.program("", "/bin/sh", "-c", "ln -s file link")), status);
        watch = posix.watchFile("link");
        posix.pwrite(file, new byte[1], 0, 1, 0);
        print("written behind a link", readable(watch, AT_ONCE));
        posix.close(file);
        posix.closeWatch(watch);
        try {
            posix.watchFile("missing");
        } catch (PosixException error) {
            print(error.errno().text(), 0);
        }
    }

    private void drain(String change, int watch) {
        print(change, readable(watch, FOREVER));
        posix.drainWatch(watch);
        print("drained", readable(watch, AT_ONCE));
    }

    private void measure() {
        posix.waitpid(posix.spawn(Spawn.program("", "/bin/sh", "-c", "exit 3")), status, use);
        print("exit", status.exitCode());
        print("signal", status.signal());
        print("memory", use.peakResident() >= LEAST_MEMORY ? 1 : 0);
        print("time", use.userTime() + use.systemTime() > 0 ? 1 : 0);
        print("reaped", posix.reap(status, use) == Processes.NONE ? 0 : 1);
    }

    private void duplicate() {
        int copy = posix.dup(Posix.STDOUT);
        int moved = copy + 1;
        posix.move(copy, moved);
        try {
            posix.move(copy, moved);
        } catch (PosixException error) {
            print(error.errno().text(), 0);
        }
        posix.close(moved);
    }

    /** Blocks of each length, and each place of a byte in them: natively, vectors do the most of both. */
    private void copyAndSearch() {
        byte[] from = new byte[LONGEST_BLOCK + 2];
        byte[] into = new byte[LONGEST_BLOCK + 2];
        for (int i = 0; i < from.length; i++) {
            from[i] = (byte) (i % 251);
        }
        int wrong = 0;
        for (int length = 0; length <= LONGEST_BLOCK; length++) {
            for (int i = 0; i < into.length; i++) {
                into[i] = -1;
            }
            posix.copy(from, 1, into, 1, length);
            for (int i = 0; i < into.length; i++) {
                wrong += into[i] == (i >= 1 && i <= length ? from[i] : -1) ? 0 : 1;
            }
            into[length] = -2;
            wrong += posix.indexOf(into, 0, length, (byte) -2) < 0 ? 0 : 1;
            wrong += posix.indexOf(into, 0, length + 1, (byte) -2) == length ? 0 : 1;
        }
        print("wrong copies and places", wrong);
    }

    private void exchangeDatagrams() {
        String path = posix.getcwd() + "/socket";
        int receiver = posix.socket();
        posix.bind(receiver, path, 0640);
        FileStatus file = new FileStatus();
        posix.stat("socket", file);
        print("socket", file.socket() ? file.permissions() : 0);
        print("received", posix.recvmsg(receiver, datagram) ? 1 : 0);
        int sender = posix.socket();
        print("sent", posix.sendto(sender, DATAGRAM, 1, 3, "socket"));
        print("sent", posix.sendto(sender, DATAGRAM, 0, DATAGRAM.length, "socket"));
        print("readable", readable(receiver, FOREVER));
        receive(receiver);
        receive(receiver);
        print("of this process", datagram.process() == posix.getpid() ? 1 : 0);
        posix.close(receiver);
        try {
            posix.sendto(sender, DATAGRAM, 0, 1, "socket");
        } catch (PosixException error) {
            print(error.errno().text(), 0);
        }
        try {
            posix.bind(sender, "socket", 0600);
        } catch (PosixException error) {
            print(error.errno().text(), 0);
        }
        try {
            posix.bind(sender, TOO_LONG, 0600);
        } catch (PosixException error) {
            print(error.errno().text(), posix.longestSocketPath());
        }
        posix.close(sender);
    }

    private void receive(int receiver) {
        print("received", posix.recvmsg(receiver, datagram) ? datagram.length() : -1);
        print("first", datagram.bytes()[0]);
        print("truncated", datagram.truncated() ? 1 : 0);
    }

    /** A program sends two datagrams, and waits until the descriptor that is attached to the second one has been closed. */
    private void receiveFrom(String program) {
        int receiver = posix.socket();
        posix.bind(receiver, "notify", 0600);
        int child = posix.spawn(Spawn.program("", "/bin/sh", "-c", "NOTIFY_SOCKET=$PWD/notify exec " + program));
        int watch = posix.watchProcess(child);
        for (int i = 0; i < 2; i++) {
            readable(receiver, FOREVER);
            receive(receiver);
            boolean known = datagram.process() == child || datagram.process() == posix.getpid();
            print("of a known process", known ? 1 : 0);
        }
        print("ended", readable(watch, FOREVER));
        posix.waitpid(child, status);
        print("exit", status.exitCode());
        posix.closeWatch(watch);
        posix.close(receiver);
    }

    private int readable(int descriptor, long nanoseconds) {
        posix.poll(new int[] {descriptor}, ready, nanoseconds);
        return ready[0] ? 1 : 0;
    }

    private void print(String what, int value) {
        output.put(what);
        output.put(" ");
        output.putDecimal(value);
        output.put("\n");
    }
}
