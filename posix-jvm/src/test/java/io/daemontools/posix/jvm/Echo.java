package io.daemontools.posix.jvm;

import io.daemontools.Launcher;
import io.daemontools.cli.Arguments;
import io.daemontools.cli.ChildSetup;
import io.daemontools.cli.Command;
import io.daemontools.cli.Output;
import io.daemontools.posix.DirectoryListing;
import io.daemontools.posix.Errno;
import io.daemontools.posix.FileStatus;
import io.daemontools.posix.PathSearch;
import io.daemontools.posix.Posix;
import io.daemontools.posix.Signal;
import io.daemontools.posix.Spawn;
import io.daemontools.posix.WaitStatus;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/** A command for tests that need a Java of their own: its first word says what it does, and it prints a line each. */
public final class Echo implements Command {
    private static final long FOREVER = 3_600_000_000_000L;

    private Output output;

    /** Runs it. */
    public static void main(String[] args) {
        Launcher.run(new Echo(), args);
    }

    @Override
    public String name() {
        return "echo";
    }

    @Override
    public int run(Arguments arguments, Posix posix) {
        output = new Output(posix, Posix.STDOUT, 1000);
        int status = 0;
        switch (arguments.get(0)) {
            case "arguments" -> print(rest(arguments));
            case "environment" -> print(new RawEnvironment().variables());
            case "list" -> list(arguments.get(1), posix);
            case "local-time" -> localTime(Long.parseLong(arguments.get(1)), posix);
            case "execute" -> print(execute(arguments.get(1), posix).name());
            case "spawn" -> status = spawn(rest(arguments), posix);
            case "ignore-pipe-and-spawn" -> {
                posix.ignore(Signal.PIPE);
                status = spawn(rest(arguments), posix);
            }
            case "set-up" -> setUp(rest(arguments), posix);
            case "flood" -> flood(posix);
            case "ignore-pipe" -> posix.ignore(Signal.PIPE);
            case "sleep" -> sleep(posix);
            case "read" -> read(posix);
            default -> throw new IllegalArgumentException(arguments.get(0));
        }
        output.flush();
        return status;
    }

    private static String[] rest(Arguments arguments) {
        String[] rest = new String[arguments.size() - 1];
        for (int i = 0; i < rest.length; i++) {
            rest[i] = arguments.get(i + 1);
        }
        return rest;
    }

    private void print(String... lines) {
        for (String line : lines) {
            output.put(line);
            output.put("\n");
        }
    }

    private void list(String directory, Posix posix) {
        posix.chdir(directory);
        Set<String> names = new TreeSet<>();
        FileStatus status = new FileStatus();
        DirectoryListing listing = posix.listWorkingDirectory();
        while (listing.next()) {
            if (!listing.hidden()) {
                String kind = !listing.stat(status) ? " missing" : status.directory() ? " directory" : " file";
                names.add(listing.name() + kind);
            }
        }
        listing.close();
        print(names.toArray(new String[0]));
    }

    private void localTime(long seconds, Posix posix) {
        int[] fields = new int[6];
        posix.localTime(seconds, fields);
        for (int field : fields) {
            print(Integer.toString(field));
        }
    }

    private static Errno execute(String program, Posix posix) {
        return PathSearch.run(program, posix.variable("PATH"), path -> posix.execve(path, 1));
    }

    private static int spawn(String[] words, Posix posix) {
        WaitStatus status = new WaitStatus();
        posix.waitpid(posix.spawn(Spawn.program("echo: fatal: unable to run: ", words)), status);
        return status.exitCode();
    }

    /** Becomes a program as a forked child would: in a directory, with standard error where standard output is. */
    private static void setUp(String[] words, Posix posix) {
        posix.catchSignals(Signal.TERM);
        String[] program = Arrays.copyOfRange(words, 1, words.length);
        Spawn spawn = Spawn.program("program: ", program).chdir(words[0], "directory: ");
        ChildSetup.run(posix, words[0].endsWith("missing") ? spawn : spawn.dup2("", posix.dup(1), 2));
    }

    private static void flood(Posix posix) {
        byte[] block = new byte[1000];
        while (true) {
            posix.write(Posix.STDOUT, block, 0, block.length);
        }
    }

    private void sleep(Posix posix) {
        print("ready");
        output.flush();
        posix.sleep(FOREVER);
    }

    /** Reads from a descriptor that waits, and catches TERM. */
    private void read(Posix posix) {
        posix.catchSignals(Signal.TERM);
        print("ready");
        output.flush();
        int count = posix.readInterruptibly(0, new byte[1], 0, 1);
        print(count + " " + posix.takeSignal());
    }
}
