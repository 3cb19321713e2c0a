package io.daemontools.simulation.conformance;

/** {@code rename}. */
final class RenameScenarios {
    private RenameScenarios() {}

    static void addTo(Scenarios all) {
        files(all);
        directories(all);
        links(all);
        failures(all);
    }

    private static void files(Scenarios all) {
        all.add("rename gives a file another name", unix -> {
            unix.file("f", "abc");
            unix.rename("f", "g");
            unix.contents("g");
            unix.stat("f");
            unix.stat("g");
        });
        all.add("rename replaces a file", unix -> {
            unix.file("f", "abc");
            unix.file("g", "def");
            unix.rename("f", "g");
            unix.contents("g");
            unix.list(".");
        });
        all.add("a file that rename replaces can still be read where it is open", unix -> {
            unix.file("f", "abc");
            unix.file("g", "def");
            int old = unix.openRead("g");
            unix.rename("f", "g");
            unix.read(old, 10);
            unix.stat(old);
            unix.sameFile(old, "g");
        });
        all.add("a file that is renamed while it is open can be written", unix -> {
            int file = unix.openAppend("f");
            unix.rename("f", "g");
            unix.write(file, "abc");
            unix.contents("g");
            unix.sameFile(file, "g");
        });
        all.add("rename of a file to itself changes nothing", unix -> {
            unix.file("f", "abc");
            unix.rename("f", "f");
            unix.contents("f");
        });
        all.add("rename of two names of one file changes nothing", unix -> {
            unix.file("f", "abc");
            unix.link("f", "g");
            unix.rename("f", "g");
            unix.list(".");
            unix.stat("f");
        });
        all.add("rename to one of two names leaves the other", unix -> {
            unix.file("f", "abc");
            unix.file("g", "def");
            unix.link("g", "h");
            unix.stat("h");
            unix.rename("f", "g");
            unix.contents("h");
            unix.stat("h");
        });
        all.add("rename moves a file to another directory", unix -> {
            unix.mkdir("d", 0755);
            unix.file("f", "abc");
            unix.rename("f", "d/g");
            unix.contents("d/g");
            unix.list(".");
            unix.rename("d/g", "h");
            unix.contents("h");
        });
        all.add("rename replaces a read-only file", unix -> {
            unix.file("f", "abc");
            unix.file("g", "def");
            unix.chmod("g", 0);
            unix.rename("f", "g");
            unix.contents("g");
        });
        all.add("rename works on FIFOs as on files", unix -> {
            unix.mkfifo("f", 0600);
            unix.file("g", "def");
            unix.rename("f", "g");
            unix.openWrite("g");
            unix.file("h", "abc");
            unix.rename("h", "g");
            unix.contents("g");
        });
    }

    private static void directories(Scenarios all) {
        all.add("rename moves a directory with what is in it", unix -> {
            unix.mkdir("d", 0755);
            unix.file("d/f", "abc");
            unix.mkdir("e", 0755);
            unix.rename("d", "e/g");
            unix.contents("e/g/f");
            unix.sameFile("e", "e/g/..");
            unix.stat("d");
        });
        all.add("rename replaces an empty directory by a directory", unix -> {
            unix.mkdir("d", 0755);
            unix.file("d/f", "abc");
            unix.mkdir("e", 0755);
            unix.rename("d", "e");
            unix.contents("e/f");
            unix.list(".");
        });
        all.linux("rename does not replace a directory that is not empty", unix -> {
            unix.mkdir("d", 0755);
            unix.mkdir("e", 0755);
            unix.file("e/f", "abc");
            unix.rename("d", "e");
            unix.list(".");
        });
        all.add("rename does not replace a file by a directory", unix -> {
            unix.mkdir("d", 0755);
            unix.file("f", "abc");
            unix.rename("d", "f");
            unix.contents("f");
        });
        all.add("rename does not replace a directory by a file", unix -> {
            unix.mkdir("d", 0755);
            unix.file("f", "abc");
            unix.rename("f", "d");
            unix.contents("f");
            unix.list("d");
        });
        all.add("rename does not move a directory into itself", unix -> {
            unix.mkdir("d", 0755);
            unix.mkdir("d/e", 0755);
            unix.rename("d", "d/f");
            unix.rename("d", "d/e");
            unix.rename("d", "d/e/f");
            unix.rename("d", "d");
            unix.list("d");
        });
        all.linux("rename does not move a directory over its parent", unix -> {
            unix.mkdir("d", 0755);
            unix.mkdir("d/e", 0755);
            unix.rename("d/e", "d");
            unix.list("d");
        });
        all.linux("rename does not work on dots", unix -> {
            unix.mkdir("d", 0755);
            unix.rename(".", "e");
            unix.rename("d/.", "e");
            unix.rename("d", ".");
            unix.rename("d", "..");
            unix.rename("..", "e");
            unix.list(".");
        });
        all.add("rename takes a directory's name with a slash", unix -> {
            unix.mkdir("d", 0755);
            unix.rename("d/", "e/");
            unix.list(".");
        });
        all.add("the directory that rename replaces has no names any more", unix -> {
            unix.mkdir("d", 0755);
            unix.mkdir("e", 0755);
            int old = unix.openRead("e");
            unix.rename("d", "e");
            unix.chdir(old);
            unix.openTruncate("f");
        });
    }

    private static void links(Scenarios all) {
        all.add("rename moves a symbolic link and not its target", unix -> {
            unix.file("f", "abc");
            unix.symlink("f", "s");
            unix.rename("s", "t");
            unix.readlink("t");
            unix.contents("f");
            unix.stat("s");
        });
        all.add("rename replaces a symbolic link and not its target", unix -> {
            unix.file("f", "abc");
            unix.file("g", "def");
            unix.symlink("f", "s");
            unix.rename("g", "s");
            unix.contents("s");
            unix.contents("f");
            unix.readlink("s");
        });
        all.add("rename of a symbolic link to its target replaces the target", unix -> {
            unix.file("f", "abc");
            unix.symlink("f", "s");
            unix.rename("s", "f");
            unix.readlink("f");
            unix.stat("f");
        });
        all.add("rename replaces a symbolic link to a directory", unix -> {
            unix.mkdir("d", 0755);
            unix.symlink("d", "s");
            unix.file("f", "abc");
            unix.rename("f", "s");
            unix.contents("s");
            unix.list("d");
        });
        all.add("rename moves a symbolic link to nothing", unix -> {
            unix.symlink("missing", "s");
            unix.rename("s", "t");
            unix.readlink("t");
        });
        all.add("rename does not replace a symbolic link to a directory by a directory", unix -> {
            unix.mkdir("d", 0755);
            unix.mkdir("e", 0755);
            unix.symlink("d", "s");
            unix.rename("e", "s");
            unix.list(".");
        });
    }

    private static void failures(Scenarios all) {
        all.add("rename needs a file", unix -> {
            unix.rename("f", "g");
            unix.file("g", "abc");
            unix.rename("f", "g");
            unix.contents("g");
            unix.rename("d/f", "g");
        });
        all.add("rename needs the new directory", unix -> {
            unix.file("f", "abc");
            unix.rename("f", "d/f");
            unix.file("g", "");
            unix.rename("f", "g/f");
            unix.rename("g/f", "f");
            unix.contents("f");
        });
        all.add("rename does not take a file's name with a slash", unix -> {
            unix.file("f", "abc");
            unix.rename("f/", "g");
            unix.rename("f", "g/");
            unix.list(".");
        });
        all.add("a new name does not end in a slash, unless it is a directory's", unix -> {
            unix.file("f", "abc");
            unix.mkdir("d", 0755);
            unix.mkfifo("p/", 0600);
            unix.link("f", "p/");
            unix.rename("f", "p/");
            unix.rename("d", "p/");
            unix.rename("f", "p/");
            unix.list(".");
        });
        all.add("a new name has at most 255 bytes", unix -> {
            unix.file("f", "abc");
            unix.rename("f", "x".repeat(256));
            unix.link("f", "x".repeat(256));
            unix.list(".");
        });
    }
}
