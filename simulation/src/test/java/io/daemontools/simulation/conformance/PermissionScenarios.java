package io.daemontools.simulation.conformance;

import static io.daemontools.simulation.conformance.Scenario.Kind.PRIVILEGED;
import static io.daemontools.simulation.conformance.Scenario.Kind.UNPRIVILEGED;

import io.daemontools.posix.Signal;
import io.daemontools.posix.Spawn;

/** Modes, owners, and the privileges of process owners. */
final class PermissionScenarios {
    private PermissionScenarios() {}

    static void addTo(Scenarios all) {
        files(all);
        directories(all);
        users(all);
        strangers(all);
    }

    private static void files(Scenarios all) {
        all.add(UNPRIVILEGED, "a file is read only with the permission", unix -> {
            unix.file("f", "abc");
            unix.chmod("f", 0200);
            unix.openRead("f");
            unix.openWrite("f");
            unix.stat("f");
        });
        all.add(UNPRIVILEGED, "a file is written only with the permission", unix -> {
            unix.file("f", "abc");
            unix.chmod("f", 0400);
            unix.openWrite("f");
            unix.openAppend("f");
            unix.openAppendExisting("f");
            unix.openTruncate("f");
            unix.contents("f");
        });
        all.add(UNPRIVILEGED, "the owner has the owner's permissions alone", unix -> {
            unix.file("f", "abc");
            unix.chmod("f", 0077);
            unix.openRead("f");
            unix.openWrite("f");
        });
        all.add(UNPRIVILEGED, "an open file can be used whatever its mode becomes", unix -> {
            unix.file("f", "abc");
            int reader = unix.openRead("f");
            int writer = unix.openAppend("f");
            unix.chmod("f", 0);
            unix.write(writer, "def");
            unix.read(reader, 10);
            unix.openRead("f");
        });
        all.add(UNPRIVILEGED, "a file is created with any mode and is open for writing", unix -> {
            unix.umask(0777);
            unix.write(unix.openTruncate("f"), "abc");
            unix.openRead("f");
            unix.stat("f");
        });
        all.add(UNPRIVILEGED, "a FIFO is opened only with the permission", unix -> {
            unix.mkfifo("f", 0200);
            unix.openRead("f");
            unix.openWrite("f");
            unix.chmod("f", 0400);
            unix.openWrite("f");
            unix.openRead("f");
            unix.openWrite("f");
        });
        all.add(UNPRIVILEGED, "a program is executed only with the permission", unix -> {
            unix.script("x", "#!" + unix.program("args") + "\n");
            unix.run("./x", "a");
            unix.chmod("x", 0644);
            unix.run("./x", "a");
            unix.chmod("x", 0);
            unix.run("./x", "a");
        });
    }

    private static void directories(Scenarios all) {
        all.add(UNPRIVILEGED, "a directory without search permission hides its names", unix -> {
            unix.mkdir("d", 0755);
            unix.file("d/f", "abc");
            unix.chmod("d", 0600);
            unix.openRead("d/f");
            unix.stat("d/f");
            unix.stat("d/missing");
            unix.chdir("d");
            unix.list("d");
            unix.stat("d");
            unix.chmod("d", 0700);
        });
        all.add(UNPRIVILEGED, "a directory without read permission is not listed", unix -> {
            unix.mkdir("d", 0755);
            unix.file("d/f", "abc");
            unix.chmod("d", 0300);
            unix.list("d");
            unix.openRead("d");
            unix.watchDirectory("d");
            unix.contents("d/f");
            unix.chdir("d");
            unix.contents("f");
            unix.list(".");
            unix.chmod(".", 0700);
        });
        all.add(UNPRIVILEGED, "a directory without write permission does not change", unix -> {
            unix.mkdir("d", 0755);
            unix.file("d/f", "abc");
            unix.file("g", "");
            unix.chmod("d", 0500);
            unix.openTruncate("d/new");
            unix.openAppend("d/new");
            unix.mkdir("d/new", 0755);
            unix.mkfifo("d/new", 0600);
            unix.link("g", "d/new");
            unix.rename("g", "d/new");
            unix.rename("d/f", "h");
            unix.rename("d/f", "d/new");
            unix.unlink("d/f");
            unix.mkdir("d/f", 0755);
            unix.mkfifo("d/f", 0600);
            unix.file("d/f", "def");
            unix.contents("d/f");
            unix.chmod("d", 0700);
        });
        all.add(UNPRIVILEGED, "an existing name is reported before a missing permission", unix -> {
            unix.mkdir("d", 0755);
            unix.file("d/f", "abc");
            unix.chmod("d", 0500);
            unix.mkdir("d/f", 0755);
            unix.link("d/f", "d/f");
            unix.unlink("d/missing");
            unix.chmod("d", 0700);
        });
        all.add(UNPRIVILEGED, "a directory is moved to another only with permission to write it", unix -> {
            unix.mkdir("d", 0755);
            unix.mkdir("e", 0500);
            unix.rename("e", "d/e");
            unix.rename("e", "f");
            unix.chmod("f", 0700);
            unix.rename("f", "d/e");
        });
        all.add(UNPRIVILEGED, "rename of two names of one file needs no permission", unix -> {
            unix.mkdir("d", 0755);
            unix.file("d/f", "abc");
            unix.link("d/f", "d/g");
            unix.chmod("d", 0500);
            unix.rename("d/f", "d/g");
            unix.rename("d/f", "d/f");
            unix.rename("d/f", "d/h");
            unix.chmod("d", 0700);
        });
        all.linux(UNPRIVILEGED, "a directory that may not be written is reported before the kind of a file", unix -> {
            unix.mkdir("d", 0755);
            unix.mkdir("d/e", 0755);
            unix.file("d/f", "abc");
            unix.chmod("d", 0500);
            unix.unlink("d/e");
            unix.rename("d/f", "d/e");
            unix.rename("d/e", "d/f");
            unix.rename("d", "d/e");
            unix.rename("d/e", "d");
            unix.chmod("d", 0700);
        });
        all.add(UNPRIVILEGED, "a working directory stays one without permission", unix -> {
            unix.mkdir("d", 0755);
            unix.file("d/f", "abc");
            unix.chdir("d");
            int directory = unix.openRead(".");
            unix.chmod(".", 0);
            unix.openRead("f");
            unix.stat(".");
            unix.chdir(directory);
            unix.chdir("..");
            unix.chmod(directory, 0700);
            unix.chdir("..");
        });
        all.add(UNPRIVILEGED, "a child does not start in a directory without search permission", unix -> {
            unix.mkdir("d", 0600);
            unix.run(Spawn.program("start: ", "true").chdir("d", "chdir: "));
        });
        all.add(UNPRIVILEGED, "a symbolic link is read only in a directory with search permission", unix -> {
            unix.mkdir("d", 0755);
            unix.file("f", "abc");
            unix.symlink("../f", "d/s");
            unix.symlink("d/s", "t");
            unix.contents("t");
            unix.chmod("d", 0600);
            unix.contents("t");
            unix.readlink("t");
            unix.readlink("d/s");
            unix.chmod("d", 0700);
        });
    }

    private static void users(Scenarios all) {
        all.add(UNPRIVILEGED, "an unprivileged process cannot become another user", unix -> {
            unix.setuid(0);
            unix.setgid(0);
            unix.setgroups(0);
            unix.initgroups("root", 0);
        });
        all.add("an account has a user and a group", unix -> {
            unix.account("root");
            unix.account("there-is-no-such-account");
            unix.account("");
        });
        all.add(PRIVILEGED, "a process gives up its privileges", unix -> {
            unix.runsAs(0, 0);
            unix.initgroups("there-is-no-such-account", 1235);
            unix.hasNoOtherGroup(1235);
            unix.hasNoOtherGroup(1234);
            unix.setgroups(1234);
            unix.hasNoOtherGroup(1234);
            unix.setgid(1234);
            unix.runsAs(0, 1234);
            unix.setuid(1235);
            unix.runsAs(1235, 1234);
            unix.runsAs(1235, 1235);
            unix.setuid(0);
            unix.setgid(0);
            unix.runsAs(1235, 1234);
        });
        all.add(PRIVILEGED, "a process may set its user to what it is", unix -> {
            unix.setgroups(1234);
            unix.setgid(1234);
            unix.setuid(1235);
            unix.setuid(1235);
            unix.setgid(1234);
            unix.setgroups(1234);
        });
        all.add(PRIVILEGED, "a privileged process needs no permission", unix -> {
            unix.file("f", "abc");
            unix.chmod("f", 0);
            unix.contents("f");
            unix.openAppend("f");
            unix.mkdir("d", 0);
            unix.file("d/f", "");
            unix.list("d");
            unix.chdir("d");
            unix.mkfifo("g", 0);
            unix.openRead("g");
            unix.openWrite("g");
        });
        all.add(PRIVILEGED, "a privileged process executes only what somebody may execute", unix -> {
            unix.script("x", "#!" + unix.program("args") + "\n");
            unix.chmod("x", 0644);
            unix.run("./x", "a");
            unix.chmod("x", 0001);
            unix.run("./x", "a");
        });
    }

    private static void strangers(Scenarios all) {
        all.add(PRIVILEGED, "another user has others' permissions", unix -> {
            unix.chmod(".", 0777);
            unix.file("f", "abc");
            unix.chmod("f", 0604);
            unix.file("g", "abc");
            unix.chmod("g", 0640);
            become(unix, 1235, 1234);
            unix.openRead("f");
            unix.openWrite("f");
            unix.openRead("g");
            unix.chmod("f", 0666);
            unix.chmod(".", 0700);
            unix.file("h", "mine");
            unix.chmod("h", 0600);
            unix.contents("h");
        });
        all.linux(PRIVILEGED, "a member of the group has the group's permissions alone", unix -> {
            unix.chmod(".", 0777);
            unix.setgid(1234);
            unix.file("f", "abc");
            unix.chmod("f", 0640);
            unix.file("g", "abc");
            unix.chmod("g", 0606);
            become(unix, 1235, 1234);
            unix.openRead("f");
            unix.openWrite("f");
            unix.openRead("g");
        });
        all.add(PRIVILEGED, "whoever may write a directory may remove another user's file from it", unix -> {
            unix.mkdir("d", 0755);
            unix.file("d/f", "abc");
            unix.chmod(".", 0777);
            unix.file("g", "abc");
            become(unix, 1235, 1234);
            unix.unlink("d/f");
            unix.rename("d/f", "f");
            unix.unlink("g");
            unix.list(".");
        });
        all.add(PRIVILEGED, "a sticky directory protects another user's names", unix -> {
            unix.chmod(".", 01777);
            unix.file("f", "abc");
            become(unix, 1235, 1234);
            unix.unlink("f");
            unix.rename("f", "g");
            unix.file("h", "");
            unix.rename("h", "f");
            unix.rename("h", "i");
            unix.unlink("i");
            unix.list(".");
        });
        all.add(PRIVILEGED, "only a privileged process gives a file to another user", unix -> {
            unix.chmod(".", 0777);
            unix.file("f", "abc");
            unix.chmod("f", 0600);
            unix.chown("f", 1235, 1234);
            unix.chown("missing", 1235, 1234);
            become(unix, 1235, 1234);
            unix.contents("f");
            unix.chown("f", 1235, 1234);
            unix.chown("f", 1236, 1234);
            unix.chown("f", 1235, 1236);
        });
        all.add(PRIVILEGED, "another user's process cannot be signalled", unix -> {
            int[] pipe = unix.pipe();
            int child = unix.spawn(pipe[0], -1, "hold");
            int watch = unix.watchProcess(child);
            become(unix, 1235, 1234);
            unix.kill(child, Signal.TERM);
            unix.kill(child, Signal.CONT);
            unix.signalProcess(watch, Signal.TERM);
            unix.close(pipe[1]);
            unix.waitpid(child);
        });
        all.add(PRIVILEGED, "a child has this process's user", unix -> {
            unix.chmod(".", 0777);
            become(unix, 1235, 1234);
            unix.run("create", "f");
            unix.chmod("f", 0600);
            unix.stat("f");
            int[] pipe = unix.pipe();
            int child = unix.spawn(pipe[0], -1, "hold");
            unix.kill(child, Signal.KILL);
            unix.waitpid(child);
        });
        all.linux(PRIVILEGED, "a file in a directory with the set-group-ID bit has the directory's group", unix -> {
            unix.mkdir("d", 0777);
            unix.chmod("d", 02777);
            unix.stat("d");
            unix.mkdir("d/e", 0755);
            unix.stat("d/e");
        });
    }

    private static void become(Calls unix, long user, long group) {
        unix.setgroups(group);
        unix.setgid(group);
        unix.setuid(user);
    }
}
