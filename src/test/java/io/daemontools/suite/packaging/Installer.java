package io.daemontools.suite.packaging;

import io.daemontools.suite.harness.Invocation;
import io.daemontools.suite.harness.Sandbox;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code packaging/install}, run in a sandbox. */
record Installer(Sandbox box, Path script) {
    /** The script in the repository, which installs the output of the build. */
    static Installer ofBuild(Sandbox box) {
        return new Installer(box, Packaging.path("install"));
    }

    /** The script of the native tarball, unpacked where every user can read it. */
    static Installer ofTarball(Sandbox box) {
        Path unpacked = Tarball.unpack(box, Build.made("daemontools-", "-" + Build.property("platform") + ".tar.gz"));
        return new Installer(box, unpacked.resolve("install"));
    }

    /** With these arguments; the last is mostly the prefix. */
    Invocation with(Object... arguments) {
        List<String> argv = new ArrayList<>(List.of("/bin/sh", script.toString()));
        for (Object argument : arguments) {
            argv.add(argument.toString());
        }
        return box.program(argv.toArray(String[]::new));
    }
}
