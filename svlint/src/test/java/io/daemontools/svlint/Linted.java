package io.daemontools.svlint;

import io.daemontools.simulation.unit.TestMachine;
import java.util.List;

/** A machine with programs and accounts, and a service directory {@code /service/a}. */
final class Linted {
    private static final int EXECUTABLE = 0755;

    private final TestMachine machine = new TestMachine();
    private int code;
    private String messages = "";
    private String accounts = "";

    Linted() {
        machine.tree().directory("/bin");
        machine.tree().directory("/service/a");
        for (String program : List.of(
                "sh",
                "env",
                "setuidgid",
                "envuidgid",
                "envdir",
                "softlimit",
                "setlock",
                "fghack",
                "pgrphack",
                "multilog",
                "sleep",
                "httpd",
                "memcached",
                "sshd",
                "redis-server",
                "tcpserver",
                "chpst",
                "nice")) {
            program("/bin/" + program);
        }
        machine.addVariable("PATH=/bin");
        machine.tree().directory("/etc");
        account("root", 0, 0).account("www", 33, 34).account("wwwlog", 35, 36);
    }

    /** Adds an account. */
    Linted account(String name, int user, int group) {
        accounts += name + ":x:" + user + ':' + group + "::/:/bin/sh\n";
        machine.tree().file("/etc/passwd", accounts);
        return this;
    }

    TestMachine machine() {
        return machine;
    }

    /** Makes an executable file that is no script. */
    Linted program(String path) {
        machine.tree().directory(path.substring(0, path.lastIndexOf('/')));
        machine.tree().file(path, "\u007fELF\0");
        machine.tree().setPermissions(path, EXECUTABLE);
        return this;
    }

    /** Makes an executable file in the service directory, and the directory that it is in. */
    Linted script(String name, String text) {
        file(name, text);
        machine.tree().setPermissions("/service/a/" + name, EXECUTABLE);
        return this;
    }

    /** Makes a file in the service directory, and the directory that it is in. */
    Linted file(String name, String text) {
        String path = "/service/a/" + name;
        machine.tree().directory(path.substring(0, path.lastIndexOf('/')));
        machine.tree().file(path, text);
        return this;
    }

    Linted directory(String name) {
        machine.tree().directory("/service/a/" + name);
        return this;
    }

    /** Makes {@code run}: a shell script with these lines. */
    Linted run(String... lines) {
        return script("run", "#!/bin/sh\n" + String.join("\n", lines) + "\n");
    }

    /** Makes {@code log/run}. */
    Linted logRun(String... lines) {
        return script("log/run", "#!/bin/sh\n" + String.join("\n", lines) + "\n");
    }

    /** What is found in the service directory, a line each, without the name of that directory. */
    List<String> findings() {
        int before = machine.stdout().length();
        int errors = machine.stderr().length();
        code = machine.run(new Svlint(), "svlint", "/service/a");
        messages = machine.stderr().substring(errors);
        return machine.stdout()
                .substring(before)
                .lines()
                .map(line -> line.replace("/service/a/", "").replace("/service/a", "."))
                .toList();
    }

    int code() {
        return code;
    }

    String messages() {
        return messages;
    }
}
