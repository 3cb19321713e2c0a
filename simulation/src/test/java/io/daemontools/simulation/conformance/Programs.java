package io.daemontools.simulation.conformance;

import io.daemontools.posix.PathSearch;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.Signal;
import io.daemontools.posix.Spawn;
import io.daemontools.simulation.program.Program;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The programs that scenarios execute: shell scripts for the real kernel, and the same in Java for the simulated one. */
final class Programs {
    /**
     * A program in both forms.
     *
     * @param script the shell script after its first line
     */
    record Both(String script, Program program) {}

    /** Long enough for the parent to wait in the next call; no result depends on it. */
    private static final long LATER = 30_000_000;

    private static final Map<String, Both> ALL = all();

    private Programs() {}

    /** All of them, by name. */
    static Map<String, Both> byName() {
        return ALL;
    }

    private static Map<String, Both> all() {
        Map<String, Both> all = new LinkedHashMap<>();
        all.put("true", new Both("exit 0", (arguments, posix) -> 0));
        all.put("false", new Both("exit 1", (arguments, posix) -> 1));
        all.put("exit", new Both("exit \"$1\"", (arguments, posix) -> Integer.parseInt(arguments.get(1))));
        all.put("cat", new Both("exec /bin/cat", (arguments, posix) -> new Standard(posix).copy(Posix.STDOUT)));
        all.put("hold", new Both("exec /bin/cat >/dev/null", (arguments, posix) -> new Standard(posix).discard()));
        all.put("ready", new Both("echo ready; exec /bin/cat >/dev/null", (arguments, posix) -> {
            new Standard(posix).print("ready\n");
            return new Standard(posix).discard();
        }));
        all.put("hold-then-exit", new Both("/bin/cat >/dev/null; exit \"$1\"", (arguments, posix) -> {
            new Standard(posix).discard();
            return Integer.parseInt(arguments.get(1));
        }));
        all.put(
                "args",
                new Both(
                        "for each; do printf '%s\\n' \"$each\"; done",
                        (arguments, posix) -> new Standard(posix).printLines(rest(arguments, 1))));
        all.put(
                "write",
                new Both("printf %s \"$1\"", (arguments, posix) -> new Standard(posix).print(arguments.get(1))));
        all.put("environment", new Both("eval \"echo \\\"\\${$1-unset}\\\"\"", Programs::environment));
        all.put(
                "descriptors",
                new Both(
                        "for n; do if [ -e \"/dev/fd/$n\" ]; then echo \"$n open\"; else echo \"$n closed\"; fi; done",
                        Programs::descriptors));
        all.put("kill-self", new Both("kill -\"$1\" $$; echo survived", Programs::killSelf));
        all.put("kill", new Both("kill -\"$1\" \"$2\"", Programs::kill));
        all.put("kill-later", new Both("/bin/sleep 0.03; kill -\"$1\" \"$2\"", (arguments, posix) -> {
            posix.sleep(LATER);
            return kill(arguments, posix);
        }));
        all.put(
                "write-later",
                new Both(
                        "/bin/sleep 0.06; printf %s \"$1\"",
                        (arguments, posix) -> {
                            posix.sleep(2 * LATER);
                            return new Standard(posix).print(arguments.get(1));
                        }));
        all.put("sleep", new Both("exec /bin/sleep \"$1\"", Programs::sleep));
        all.put("orphan", new Both("exec 3<&0; \"$@\" <&3 3<&- & echo $!", Programs::orphan));
        all.put(
                "parent",
                new Both(
                        "exec 3<&0; \"$@\" <&3 3<&- & echo $!; exec 3<&-; exec /bin/cat >/dev/null",
                        (arguments, posix) -> {
                            orphan(arguments, posix);
                            return new Standard(posix).discard();
                        }));
        all.put("trap", new Both(TRAP, Programs::trap));
        all.put("ignoring", new Both("trap '' \"$1\"; shift; exec \"$@\"", Programs::ignoring));
        all.put("catching", new Both("trap : \"$1\"; shift; exec \"$@\"", Programs::catching));
        all.put("list", new Both("for f in *; do echo \"$f\"; done", Programs::list));
        all.put("create", new Both(": >\"$1\"", Programs::create));
        all.put("append", new Both("printf %s \"$2\" >>\"$1\"", Programs::append));
        all.put("bytes", new Both("exec head -c \"$1\" /dev/zero 2>/dev/null", Programs::bytes));
        all.put("open-files", new Both("ulimit -n", Programs::openFiles));
        return all;
    }

    /** A background child waits for the end of the input: a shell handles a signal only between two commands, or in wait. */
    private static final String TRAP = """
            trap 'echo caught' "$1"
            exec 3<&0
            /bin/cat <&3 >/dev/null 3<&- &
            exec 3<&-
            echo ready
            while wait $!; [ $? -gt 128 ]; do :; done
            echo end""";

    private static List<String> rest(List<String> arguments, int first) {
        return arguments.subList(first, arguments.size());
    }

    private static int environment(List<String> arguments, Posix posix) {
        CharSequence value = posix.variable(arguments.get(1));
        return new Standard(posix).printLines(List.of(value == null ? "unset" : value.toString()));
    }

    private static int descriptors(List<String> arguments, Posix posix) {
        Standard standard = new Standard(posix);
        for (String number : rest(arguments, 1)) {
            standard.print(number + (standard.isOpen(Integer.parseInt(number)) ? " open\n" : " closed\n"));
        }
        return 0;
    }

    private static int killSelf(List<String> arguments, Posix posix) {
        posix.kill(posix.getpid(), Signal.valueOf(arguments.get(1)));
        return new Standard(posix).print("survived\n");
    }

    private static int kill(List<String> arguments, Posix posix) {
        posix.kill(Integer.parseInt(arguments.get(2)), Signal.valueOf(arguments.get(1)));
        return 0;
    }

    private static int sleep(List<String> arguments, Posix posix) {
        posix.sleep((long) (Double.parseDouble(arguments.get(1)) * Posix.SECOND));
        return 0;
    }

    private static int orphan(List<String> arguments, Posix posix) {
        int child = posix.spawn(Spawn.program("orphan: ", rest(arguments, 1).toArray(new String[0])));
        return new Standard(posix).print(child + "\n");
    }

    private static int trap(List<String> arguments, Posix posix) {
        Standard standard = new Standard(posix);
        int caught = posix.catchSignals(Signal.valueOf(arguments.get(1)));
        standard.print("ready\n");
        boolean[] ready = new boolean[2];
        byte[] block = new byte[100];
        while (true) {
            posix.poll(new int[] {caught, Posix.STDIN}, ready, -1);
            while (posix.takeSignal() != null) {
                standard.print("caught\n");
            }
            if (ready[1] && posix.read(Posix.STDIN, block, 0, block.length) == 0) {
                return standard.print("end\n");
            }
        }
    }

    private static int ignoring(List<String> arguments, Posix posix) {
        posix.ignore(Signal.valueOf(arguments.get(1)));
        return execute(arguments, posix);
    }

    private static int catching(List<String> arguments, Posix posix) {
        posix.catchSignals(Signal.valueOf(arguments.get(1)));
        return execute(arguments, posix);
    }

    private static int execute(List<String> arguments, Posix posix) {
        String[] command = rest(arguments, 2).toArray(new String[0]);
        PathSearch.run(command[0], posix.variable("PATH"), path -> posix.execve(path, command));
        return 126;
    }

    private static int list(List<String> arguments, Posix posix) {
        TreeSet<String> names = new TreeSet<>();
        var listing = posix.listWorkingDirectory();
        while (listing.next()) {
            if (!listing.hidden()) {
                names.add(listing.name());
            }
        }
        listing.close();
        return new Standard(posix).printLines(List.copyOf(names));
    }

    private static int create(List<String> arguments, Posix posix) {
        posix.close(posix.openTruncate(arguments.get(1)));
        return 0;
    }

    private static int append(List<String> arguments, Posix posix) {
        int file = posix.openAppend(arguments.get(1));
        return new Standard(posix).print(file, arguments.get(2));
    }

    private static int bytes(List<String> arguments, Posix posix) {
        try {
            return new Standard(posix).print("\0".repeat(Integer.parseInt(arguments.get(1))));
        } catch (PosixException failure) {
            return 1;
        }
    }

    private static int openFiles(List<String> arguments, Posix posix) {
        int highest = Posix.STDERR;
        try {
            while (true) {
                highest = posix.dup(Posix.STDERR);
            }
        } catch (PosixException full) {
            return new Standard(posix).print(highest + 1 + "\n");
        }
    }
}
