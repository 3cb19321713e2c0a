package io.daemontools.simulation.conformance;

import io.daemontools.posix.DirectoryListing;
import io.daemontools.posix.FileStatus;
import io.daemontools.posix.Spawn;

/** Directories and working directories. */
final class DirectoryScenarios {
    private DirectoryScenarios() {}

    static void addTo(Scenarios all) {
        making(all);
        listing(all);
        working(all);
        removed(all);
    }

    private static void making(Scenarios all) {
        all.add("a new directory is empty", unix -> {
            unix.mkdir("d", 0755);
            unix.stat("d");
            unix.list("d");
        });
        all.add("a name is given to one directory", unix -> {
            unix.mkdir("d", 0755);
            unix.mkdir("d", 0700);
            unix.stat("d");
            unix.file("f", "");
            unix.mkdir("f", 0755);
            unix.mkdir(".", 0755);
            unix.mkdir("..", 0755);
            unix.mkdir("/", 0755);
        });
        all.add("a directory needs its parent", unix -> {
            unix.mkdir("d/e", 0755);
            unix.file("f", "");
            unix.mkdir("f/e", 0755);
            unix.mkdir("d", 0755);
            unix.mkdir("d/e", 0755);
            unix.list("d");
        });
        all.add("a directory's name may end in a slash", unix -> {
            unix.mkdir("d/", 0755);
            unix.stat("d");
            unix.stat("d/");
        });
        all.add("a directory's mode is subject to the umask", unix -> {
            unix.umask(027);
            unix.mkdir("d", 0777);
            unix.mkdir("e", 0700);
            unix.stat("d");
            unix.stat("e");
        });
        all.add("only an empty directory is removed by rmdir", unix -> {
            unix.mkdir("d", 0755);
            unix.mkdir("d/e", 0755);
            unix.file("f", "");
            unix.removeDirectory("d");
            unix.removeDirectory("d/e");
            unix.removeDirectory("d");
            unix.removeDirectory("d");
            unix.removeDirectory("f");
            unix.removeDirectory(".");
            unix.list(".");
        });
        all.add("two dots are the parent", unix -> {
            unix.mkdir("d", 0755);
            unix.mkdir("d/e", 0755);
            unix.file("f", "abc");
            unix.contents("d/e/../../f");
            unix.sameFile("d", "d/e/..");
            unix.contents("missing/../f");
        });
    }

    private static void listing(Scenarios all) {
        all.add("a listing has all names, with the two dots", unix -> {
            unix.file("b", "");
            unix.file(".a", "");
            unix.mkfifo("c", 0600);
            unix.mkdir("d", 0755);
            unix.symlink("missing", "e");
            unix.list(".");
        });
        all.add("a listing needs its directory", unix -> {
            unix.list("d");
            unix.list("");
            unix.file("f", "");
            unix.list("f");
            unix.list("f/");
        });
        all.add("a listing has no name that was removed, and has a new one", unix -> {
            unix.file("a", "");
            unix.file("b", "");
            unix.rename("a", "c");
            unix.unlink("b");
            unix.list(".");
        });
        all.add("a name begins with a dot or it does not", unix -> {
            unix.file(".hidden", "");
            unix.file("shown", "");
            DirectoryListing listing = unix.listWorkingDirectory();
            int hidden = 0;
            int shown = 0;
            while (listing.next()) {
                hidden += listing.hidden() ? 1 : 0;
                shown += listing.hidden() ? 0 : 1;
            }
            listing.close();
            unix.check("three hidden, one shown", hidden == 3 && shown == 1);
        });
        all.add("an entry's status follows symbolic links", unix -> {
            unix.mkdir("d", 0755);
            unix.symlink("d", "e");
            unix.symlink("missing", "g");
            DirectoryListing listing = unix.listWorkingDirectory();
            FileStatus status = new FileStatus();
            StringBuilder name = new StringBuilder();
            int directories = 0;
            while (listing.next()) {
                listing.name(name);
                if (name.toString().equals("g")) {
                    unix.check("the target exists", listing.stat(status));
                } else if (!listing.hidden()) {
                    directories += listing.stat(status) && status.directory() ? 1 : 0;
                }
            }
            listing.close();
            unix.check("two directories", directories == 2);
        });
        all.add("a listing goes on when what it has listed is removed", unix -> {
            for (int i = 0; i < 20; i++) {
                unix.file("f" + i, "");
            }
            DirectoryListing listing = unix.listWorkingDirectory();
            int count = 0;
            while (listing.next()) {
                if (!listing.hidden()) {
                    unix.posix.unlink(listing.name());
                    count++;
                }
            }
            listing.close();
            unix.check("each once", count == 20);
            unix.list(".");
        });
    }

    private static void working(Scenarios all) {
        all.add("names are relative to the working directory", unix -> {
            unix.mkdir("d", 0755);
            unix.file("d/f", "abc");
            unix.chdir("d");
            unix.contents("f");
            unix.list(".");
            unix.chdir("..");
            unix.contents("f");
            unix.contents("d/f");
        });
        all.add("a working directory must be a directory that exists", unix -> {
            unix.chdir("d");
            unix.file("f", "");
            unix.chdir("f");
            unix.chdir("f/d");
            unix.list(".");
        });
        all.add("an open directory can become the working directory", unix -> {
            unix.mkdir("d", 0755);
            unix.file("d/f", "abc");
            int here = unix.openRead(".");
            int there = unix.openRead("d");
            unix.chdir(there);
            unix.list(".");
            unix.chdir(here);
            unix.list(".");
            unix.chdir(unix.openRead("d/f"));
        });
        all.add("a working directory can be renamed", unix -> {
            unix.mkdir("d", 0755);
            unix.file("d/f", "abc");
            unix.chdir("d");
            unix.rename("../d", "../e");
            unix.contents("f");
            unix.contents("../e/f");
            unix.contents("../d/f");
        });
        all.add("two dots of a directory that was moved are its new parent", unix -> {
            unix.mkdir("d", 0755);
            unix.mkdir("e", 0755);
            unix.file("e/f", "abc");
            unix.mkdir("d/g", 0755);
            unix.chdir("d/g");
            unix.rename("../../d/g", "../../e/g");
            unix.contents("../f");
        });
        all.add("a child starts in the working directory", unix -> {
            unix.mkdir("d", 0755);
            unix.file("d/f", "");
            unix.chdir("d");
            unix.run("list");
        });
        all.add("a child can start in another directory", unix -> {
            unix.mkdir("d", 0755);
            unix.file("d/f", "");
            unix.run(Spawn.program("start: ", "list").chdir("d", "chdir: "));
            unix.list(".");
        });
        all.add(
                "a child without its directory does not run",
                unix -> unix.run(Spawn.program("start: ", "list").chdir("d", "chdir: ")));
        all.add("a child does not start in a file", unix -> {
            unix.file("f", "");
            unix.run(Spawn.program("start: ", "list").chdir("f", "chdir: "));
        });
    }

    private static void removed(Scenarios all) {
        all.add("a working directory that was removed has no names and takes none", unix -> {
            unix.mkdir("d", 0755);
            unix.chdir("d");
            unix.rmdir("d");
            unix.openTruncate("f");
            unix.mkdir("e", 0755);
            unix.mkfifo("g", 0600);
            unix.openRead("f");
            unix.stat(".");
            unix.sameFile(".", "./.");
        });
        all.linux("the parent of a working directory that was removed can be entered", unix -> {
            unix.mkdir("d", 0755);
            unix.file("f", "abc");
            unix.chdir("d");
            unix.rmdir("d");
            unix.contents("../f");
            unix.chdir("..");
            unix.list(".");
        });
        all.linux("a listing of a directory that was removed has no names", unix -> {
            unix.mkdir("d", 0755);
            unix.chdir("d");
            unix.rmdir("d");
            unix.list(".");
        });
        all.add("a name cannot be moved into a directory that was removed", unix -> {
            unix.mkdir("d", 0755);
            unix.file("f", "abc");
            unix.chdir("d");
            unix.rmdir("d");
            unix.rename("../f", "f");
            unix.link("../f", "f");
            unix.contents("../f");
        });
        all.add("a directory of the same name as one that was removed is another", unix -> {
            unix.mkdir("d", 0755);
            int old = unix.openRead("d");
            unix.rmdir("d");
            unix.mkdir("d", 0755);
            unix.sameFile(old, "d");
            unix.file("d/f", "");
            unix.chdir(old);
            unix.stat("f");
        });
        all.add("an open directory that was removed can be the working directory", unix -> {
            unix.mkdir("d", 0755);
            int directory = unix.openRead("d");
            unix.rmdir("d");
            unix.chdir(directory);
            unix.openTruncate("f");
        });
    }
}
