package io.daemontools.simulation.conformance;

import static io.daemontools.simulation.conformance.Scenario.Kind.FEW_DESCRIPTORS;
import static io.daemontools.simulation.conformance.Scenario.Kind.OWN;

import io.daemontools.posix.Resource;
import io.daemontools.posix.Spawn;

/** The execution of programs: how they are found, what they get, and why they cannot be executed. */
final class ExecScenarios {
    private ExecScenarios() {}

    static void addTo(Scenarios all) {
        arguments(all);
        failures(all);
        search(all);
        scripts(all);
        replacement(all);
        limits(all);
    }

    private static void arguments(Scenarios all) {
        all.add(
                "a program gets its arguments unchanged",
                unix -> unix.run("args", "", "a b", "*", "\u00ff", "--", "-x"));
        all.add("a program may have no arguments", unix -> unix.run("args"));
        all.add("a child has the environment of this process", unix -> {
            unix.run("environment", "VARIABLE");
            unix.run("environment", "MISSING");
            unix.variable("VARIABLE");
            unix.variable("MISSING");
            unix.variable("");
        });
        all.add(
                "a program's path may differ from its name",
                unix -> unix.run(Spawn.program("start: ", "other", "a").path(unix.program("args"))));
    }

    private static void failures(Scenarios all) {
        all.add("a program that does not exist cannot be executed", unix -> {
            unix.run("there-is-no-such-program");
            unix.run("./there-is-no-such-program");
            unix.run("/there-is-no-such-program");
            unix.run("there-is-no/such-program");
        });
        all.add("a directory cannot be executed", unix -> {
            unix.mkdir("d", 0755);
            unix.run("./d");
            unix.run("./d/");
            unix.run("/");
        });
        all.add("a file that is not executable cannot be executed", unix -> {
            unix.file("x", "#!" + unix.program("args") + "\n");
            unix.run("./x");
            unix.run("./x/y");
        });
        all.add("a file without a format cannot be executed", unix -> {
            unix.script("x", "echo a\n");
            unix.run("./x");
            unix.script("y", "");
            unix.run("./y");
            unix.script("z", "#");
            unix.run("./z");
        });
        all.add("a FIFO cannot be executed", unix -> {
            unix.mkfifo("f", 0755);
            unix.run("./f");
        });
        all.add("a symbolic link to a program is executed, and one to nothing is not", unix -> {
            unix.symlink(unix.program("args"), "s");
            unix.run("./s", "a");
            unix.symlink("missing", "t");
            unix.run("./t");
            unix.symlink("u", "u");
            unix.run("./u");
        });
        all.add("an empty path is of no program", unix -> unix.execve("", "args"));
        all.add("execve reports why a program cannot be executed", unix -> {
            unix.execve("missing", "args");
            unix.execve(".", "args");
            unix.file("f", "");
            unix.execve("f", "args");
            unix.execve("f/x", "args");
            unix.chmod("f", 0755);
            unix.execve("f", "args");
            unix.script("g", "#!/there/is/no/such/interpreter\n");
            unix.execve("g", "args");
            unix.symlink("s", "s");
            unix.execve("s", "args");
            unix.execve("x".repeat(256), "args");
        });
    }

    private static void search(Scenarios all) {
        all.add("a name without a slash is looked up in PATH", unix -> unix.run("args", "a"));
        all.add("a name without a slash is not looked up in the working directory", unix -> {
            unix.script("x", "#!" + unix.program("args") + "\n");
            unix.run("x", "a");
            unix.run("./x", "a");
        });
        all.add("a name with a slash is relative to the child's directory", unix -> {
            unix.mkdir("d", 0755);
            unix.script("d/x", "#!" + unix.program("args") + "\n");
            unix.run(Spawn.program("start: ", "./x", "a").chdir("d", "chdir: "));
            unix.run(Spawn.program("start: ", "d/x", "a").chdir("d", "chdir: "));
        });
        all.add("an empty name is of no program", unix -> unix.run(""));
    }

    private static void scripts(Scenarios all) {
        all.add("a script is executed by its interpreter", unix -> {
            unix.script("x", "#!" + unix.program("args") + "\nno matter what\n");
            unix.run("./x", "a", "b");
        });
        all.add("an interpreter may have an argument", unix -> {
            unix.script("x", "#!" + unix.program("args") + " one\n");
            unix.run("./x", "a");
        });
        all.linux("an interpreter has at most one argument, which may have spaces", unix -> {
            unix.script("x", "#!" + unix.program("args") + " one two  three \n");
            unix.run("./x", "a");
        });
        all.add("spaces may surround the interpreter", unix -> {
            unix.script("x", "#! \t " + unix.program("args") + " \t \n");
            unix.run("./x", "a");
        });
        all.add("an interpreter's line may lack its end", unix -> {
            unix.script("x", "#!" + unix.program("args"));
            unix.run("./x", "a");
        });
        all.add("a script needs its interpreter", unix -> {
            unix.script("x", "#!/there/is/no/such/interpreter\n");
            unix.run("./x");
            unix.script("y", "#!missing\n");
            unix.run("./y");
        });
        all.add("a line without an interpreter is no format", unix -> {
            unix.script("x", "#!\n");
            unix.run("./x");
            unix.script("y", "#!   \n");
            unix.run("./y");
        });
        all.add("an interpreter must be executable", unix -> {
            unix.file("i", "#!" + unix.program("args") + "\n");
            unix.script("x", "#!./i\n");
            unix.run("./x");
            unix.mkdir("d", 0755);
            unix.script("y", "#!./d\n");
            unix.run("./y");
        });
        all.add("an interpreter's path is relative to the working directory", unix -> {
            unix.symlink(unix.program("args"), "i");
            unix.script("x", "#!./i one\n");
            unix.run("./x", "a");
            unix.mkdir("d", 0755);
            unix.run(Spawn.program("start: ", "../x", "a").chdir("d", "chdir: "));
        });
        all.linux("a script may be the interpreter of a script", unix -> {
            unix.script("i", "#!" + unix.program("args") + " first\n");
            unix.script("x", "#!./i second\n");
            unix.run("./x", "a");
        });
        all.linux("a script cannot be its own interpreter", unix -> {
            unix.script("x", "#!./x\n");
            unix.run("./x");
        });
        all.add("a script needs to be readable by its interpreter alone", unix -> {
            unix.script("x", "#!" + unix.program("args") + "\n");
            unix.chmod("x", 0711);
            unix.run("./x", "a");
        });
        all.add("a script that is unlinked after its start is not missed", unix -> {
            int[] in = unix.pipe();
            int[] out = unix.pipe();
            unix.script("x", "#!" + unix.program("ready") + "\n");
            int child = unix.spawn(in[0], out[1], "./x");
            unix.read(out[0], 10);
            unix.unlink("x");
            unix.close(in[1]);
            unix.waitpid(child);
        });
    }

    private static void replacement(Scenarios all) {
        all.add(OWN, "execve replaces the program", unix -> unix.execve(unix.program("args"), "args", "a", "b"));
        all.add(OWN, "a process ends with the exit code of the program that it executes", unix -> {
            unix.getpid();
            unix.execve(unix.program("exit"), "exit", "7");
        });
        all.add(OWN, "execve keeps the working directory and the umask", unix -> {
            unix.mkdir("d", 0755);
            unix.file("d/f", "");
            unix.chdir("d");
            unix.execve(unix.program("list"), "list");
        });
        all.add(OWN, "execve closes what is close-on-exec and keeps the rest", unix -> {
            unix.file("f", "");
            unix.move(unix.openRead("f"), 60);
            int file = unix.openRead("f");
            unix.check("below 60", file < 60);
            unix.move(unix.dup(file), 61);
            unix.execve(unix.program("descriptors"), "descriptors", "0", "1", "2", "59", "60", "61");
        });
        all.add(OWN, "an execve that fails changes nothing", unix -> {
            int[] pipe = unix.pipe();
            unix.execve("missing", "missing");
            unix.write(pipe[1], "abc");
            unix.read(pipe[0], 10);
        });
        all.add(OWN, "execve gives a script to its interpreter", unix -> {
            unix.script("x", "#!" + unix.program("args") + " one\n");
            unix.execve("./x", "x", "a");
        });
    }

    private static void limits(Scenarios all) {
        all.add(OWN, "the limit on descriptors is passed on to the program", unix -> {
            unix.setSoftLimit(Resource.OPEN_FILES, 40);
            unix.execve(unix.program("open-files"), "open-files");
        });
        all.add(OWN, "a limit cannot be larger than the hard one", unix -> {
            long hard = unix.posix.hardLimit(Resource.OPEN_FILES);
            unix.check("it can be as large", hard == -1 || succeeds(unix, hard));
            unix.check("it can be limited", unix.posix.canLimit(Resource.OPEN_FILES));
        });
        all.add(FEW_DESCRIPTORS, "a child is started at the limit on descriptors", unix -> {
            int[] pipe = unix.pipe();
            unix.file("f", "");
            unix.openUntilFailure("f");
            int child = unix.spawn(-1, pipe[1], "write", "abc");
            unix.close(pipe[1]);
            unix.readAll(pipe[0]);
            unix.waitpid(child);
        });
    }

    private static boolean succeeds(Calls unix, long limit) {
        unix.posix.setSoftLimit(Resource.OPEN_FILES, limit);
        return true;
    }
}
