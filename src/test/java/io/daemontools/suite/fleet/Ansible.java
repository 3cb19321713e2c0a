package io.daemontools.suite.fleet;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.daemontools.suite.harness.Invocation;
import io.daemontools.suite.harness.Result;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.Toolset;

/** Ansible with one inventory host, this one; with its files in the sandbox, and without those of its user. */
record Ansible(Sandbox box, Toolset tools) {

    /** Skips the test if it, or its module {@code svc}, is not installed. */
    void needed() {
        boolean installed = box.shell("command -v ansible").run().code() == 0
                && run("ansible-doc", "community.general.svc").code() == 0;
        assumeTrue(installed, "needs Ansible with community.general");
    }

    /** Runs a module with some arguments. */
    Result module(String name, String arguments) {
        return run("ansible", "localhost", "-i", "localhost,", "-c", "local", "-o", "-m", name, "-a", arguments);
    }

    /** Runs a playbook with some variables. */
    Result playbook(String file, String variables) {
        return run("ansible-playbook", "-i", "localhost,", "-c", "local", "-e", variables, file);
    }

    private Result run(String... command) {
        box.file("ansible.cfg", "[defaults]\n");
        Invocation ansible = box.program(command)
                .on(tools)
                .with("LC_ALL", "C.UTF-8")
                .with("ANSIBLE_CONFIG", path("ansible.cfg"))
                .with("ANSIBLE_HOME", path("home"))
                .with("ANSIBLE_LOCAL_TEMP", path("local"))
                .with("ANSIBLE_REMOTE_TEMP", path("remote"))
                .with("ANSIBLE_PYTHON_INTERPRETER", "auto_silent")
                .with("ANSIBLE_LOCALHOST_WARNING", "false");
        return ansible.run();
    }

    private String path(String name) {
        return box.path(name).toString();
    }
}
