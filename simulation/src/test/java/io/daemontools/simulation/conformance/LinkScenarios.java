package io.daemontools.simulation.conformance;

/** Hard and symbolic links. */
final class LinkScenarios {
    private LinkScenarios() {}

    static void addTo(Scenarios all) {
        hard(all);
        symbolic(all);
        directories(all);
        loops(all);
    }

    private static void hard(Scenarios all) {
        all.add("a link is another name of the same file", unix -> {
            unix.file("f", "abc");
            unix.link("f", "g");
            unix.sameFile("f", "g");
            unix.stat("f");
            unix.close(unix.openAppend("g"));
            unix.file("g", "def");
            unix.contents("f");
            unix.chmod("g", 0600);
            unix.stat("f");
        });
        all.add("a link does not replace a name", unix -> {
            unix.file("f", "abc");
            unix.file("g", "def");
            unix.link("f", "g");
            unix.link("f", "f");
            unix.mkdir("d", 0755);
            unix.link("f", "d");
            unix.contents("g");
        });
        all.add("a link needs the file and the directory", unix -> {
            unix.link("f", "g");
            unix.file("f", "abc");
            unix.link("f", "d/g");
            unix.link("f/x", "g");
            unix.link("f", "f/g");
            unix.link("f", "g/");
            unix.list(".");
        });
        all.add("a directory has no other name", unix -> {
            unix.mkdir("d", 0755);
            unix.link("d", "e");
            unix.link(".", "e");
            unix.list(".");
        });
        all.add("a link in another directory is the same file", unix -> {
            unix.mkdir("d", 0755);
            unix.file("f", "abc");
            unix.link("f", "d/f");
            unix.unlink("f");
            unix.contents("d/f");
            unix.stat("d/f");
        });
        all.linux("a link to a symbolic link is the symbolic link", unix -> {
            unix.file("f", "abc");
            unix.symlink("f", "s");
            unix.link("s", "t");
            unix.readlink("t");
            unix.stat("f");
        });
        all.add("a link's new name is not resolved as a symbolic link", unix -> {
            unix.file("f", "abc");
            unix.symlink("missing", "s");
            unix.link("f", "s");
            unix.stat("missing");
        });
    }

    private static void symbolic(Scenarios all) {
        all.add("a symbolic link is followed", unix -> {
            unix.file("f", "abc");
            unix.symlink("f", "s");
            unix.contents("s");
            unix.stat("s");
            unix.sameFile("f", "s");
            unix.file("s", "def");
            unix.contents("f");
            unix.chmod("s", 0600);
            unix.stat("f");
        });
        all.add("readlink returns what was given", unix -> {
            unix.symlink("a/b/../c", "s");
            unix.readlink("s");
            unix.file("f", "");
            unix.readlink("f");
            unix.readlink("missing");
            unix.readlink(".");
            unix.readlink("f/x");
        });
        all.add("a symbolic link to nothing is no file", unix -> {
            unix.symlink("missing", "s");
            unix.stat("s");
            unix.openRead("s");
            unix.openWrite("s");
            unix.chmod("s", 0600);
            unix.chdir("s");
        });
        all.add("a file is created through a symbolic link to nothing", unix -> {
            unix.symlink("f", "s");
            unix.file("s", "abc");
            unix.contents("f");
            unix.readlink("s");
            unix.symlink("d/f", "t");
            unix.openTruncate("t");
        });
        all.add("a symbolic link takes its name", unix -> {
            unix.symlink("missing", "s");
            unix.mkdir("s", 0755);
            unix.mkfifo("s", 0600);
            unix.stat("missing");
        });
        all.add("unlink removes a symbolic link and not its target", unix -> {
            unix.file("f", "abc");
            unix.symlink("f", "s");
            unix.unlink("s");
            unix.contents("f");
            unix.symlink("missing", "t");
            unix.unlink("t");
            unix.mkdir("d", 0755);
            unix.symlink("d", "u");
            unix.unlink("u");
            unix.list(".");
        });
        all.add("a symbolic link is relative to its directory", unix -> {
            unix.mkdir("d", 0755);
            unix.file("f", "abc");
            unix.file("d/f", "def");
            unix.symlink("f", "d/s");
            unix.symlink("../f", "d/t");
            unix.contents("d/s");
            unix.contents("d/t");
            unix.chdir("d");
            unix.contents("s");
            unix.contents("t");
        });
        all.add("a symbolic link may begin at the root", unix -> {
            unix.symlink("/", "root");
            unix.sameFile("root", "/");
            unix.sameFile("root/.", "/");
            unix.stat("root/there-is-no-such-name");
            unix.unlink("root");
        });
        all.add("a symbolic link may lead to another", unix -> {
            unix.file("f", "abc");
            unix.symlink("f", "s");
            unix.symlink("s", "t");
            unix.symlink("t", "u");
            unix.contents("u");
            unix.readlink("u");
        });
        all.add("a symbolic link to a file is no directory", unix -> {
            unix.file("f", "abc");
            unix.symlink("f", "s");
            unix.openRead("s/");
            unix.stat("s/x");
            unix.chdir("s");
            unix.list("s");
        });
        all.add("a FIFO is opened through a symbolic link", unix -> {
            unix.mkfifo("f", 0600);
            unix.symlink("f", "s");
            unix.openWrite("s");
            int reader = unix.openRead("s");
            unix.write(unix.openWrite("f"), "abc");
            unix.read(reader, 10);
        });
    }

    private static void directories(Scenarios all) {
        all.add("a symbolic link to a directory is followed on the way", unix -> {
            unix.mkdir("d", 0755);
            unix.file("d/f", "abc");
            unix.symlink("d", "s");
            unix.contents("s/f");
            unix.file("s/g", "def");
            unix.contents("d/g");
            unix.list("s");
            unix.stat("s");
            unix.stat("s/");
            unix.sameFile("d", "s/");
        });
        all.add("two dots after a symbolic link are the target's parent", unix -> {
            unix.mkdir("d", 0755);
            unix.mkdir("d/e", 0755);
            unix.file("d/f", "abc");
            unix.symlink("d/e", "s");
            unix.contents("s/../f");
            unix.chdir("s");
            unix.contents("../f");
        });
        all.add("a directory cannot be made through a symbolic link to nothing", unix -> {
            unix.symlink("d", "s");
            unix.mkdir("s", 0755);
            unix.mkdir("s/e", 0755);
        });
        all.add("unlink of a symbolic link with a slash does not remove it", unix -> {
            unix.file("f", "");
            unix.symlink("f", "s");
            unix.unlink("s/");
            unix.readlink("s");
            unix.readlink("s/");
        });
        all.add("a directory is watched through a symbolic link", unix -> {
            unix.mkdir("d", 0755);
            unix.symlink("d", "s");
            int watch = unix.watchDirectory("s");
            unix.file("d/f", "");
            unix.poll(-1, watch);
        });
    }

    private static void loops(Scenarios all) {
        all.add("symbolic links to each other lead nowhere", unix -> {
            unix.symlink("b", "a");
            unix.symlink("a", "b");
            unix.stat("a");
            unix.openRead("a");
            unix.openTruncate("a");
            unix.chdir("a");
            unix.stat("a/x");
            unix.mkdir("a/x", 0755);
            unix.chmod("a", 0600);
            unix.list("a");
            unix.readlink("a");
            unix.unlink("a");
            unix.stat("b");
        });
        all.add("a symbolic link to itself leads nowhere", unix -> {
            unix.symlink("s", "s");
            unix.stat("s");
            unix.stat("s/x");
            unix.readlink("s");
            unix.rename("s", "t");
            unix.stat("t");
        });
        all.linux("a path has at most 40 symbolic links", unix -> {
            unix.file("f", "abc");
            unix.symlink("f", "s1");
            for (int i = 2; i <= 41; i++) {
                unix.symlink("s" + (i - 1), "s" + i);
            }
            unix.stat("s40");
            unix.stat("s41");
            unix.readlink("s41");
        });
        all.linux("symbolic links on the way count, too", unix -> {
            unix.mkdir("d", 0755);
            unix.file("d/f", "abc");
            unix.symlink("../d", "d/s");
            unix.stat("d/" + "s/".repeat(40) + "f");
            unix.stat("d/" + "s/".repeat(41) + "f");
        });
    }
}
