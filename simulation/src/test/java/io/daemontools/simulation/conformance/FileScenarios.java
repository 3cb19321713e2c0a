package io.daemontools.simulation.conformance;

/** Regular files. */
final class FileScenarios {
    private FileScenarios() {}

    static void addTo(Scenarios all) {
        opening(all);
        content(all);
        status(all);
        unlinked(all);
    }

    private static void opening(Scenarios all) {
        all.add("a file that does not exist cannot be opened for reading or writing", unix -> {
            unix.openRead("f");
            unix.openWrite("f");
            unix.openAppendExisting("f");
            unix.stat("f");
        });
        all.add("openTruncate creates a file", unix -> {
            unix.openTruncate("f");
            unix.stat("f");
        });
        all.add("openAppend creates a file for its owner alone", unix -> {
            unix.openAppend("f");
            unix.stat("f");
        });
        all.add("openTruncate empties a file and keeps its mode", unix -> {
            unix.file("f", "abc");
            unix.chmod("f", 0600);
            unix.openTruncate("f");
            unix.stat("f");
        });
        all.add("openAppend and openWrite keep the content", unix -> {
            unix.file("f", "abc");
            unix.openAppend("f");
            unix.openWrite("f");
            unix.contents("f");
        });
        all.add("a file needs its directory", unix -> {
            unix.openTruncate("d/f");
            unix.openAppend("d/f");
            unix.openRead("d/f");
            unix.mkdir("d", 0755);
            unix.openTruncate("d/f");
        });
        all.add("a file is no directory", unix -> {
            unix.file("f", "abc");
            unix.openRead("f/g");
            unix.openTruncate("f/g");
            unix.openRead("f/");
            unix.openRead("f/.");
            unix.stat("f/");
            unix.stat("f/g");
            unix.chdir("f");
            unix.list("f");
        });
        all.add("a name that ends in a slash does not create a file", unix -> {
            unix.openTruncate("f/");
            unix.openAppend("f/");
            unix.stat("f");
        });
        all.add("an empty name is of no file", unix -> {
            unix.openRead("");
            unix.openTruncate("");
            unix.stat("");
            unix.chdir("");
            unix.mkdir("", 0755);
            unix.mkfifo("", 0600);
            unix.unlink("");
            unix.chmod("", 0600);
            unix.file("f", "");
            unix.rename("", "g");
            unix.rename("f", "");
            unix.link("", "g");
            unix.link("f", "");
            unix.readlink("");
        });
        all.add("a directory can be opened for reading alone", unix -> {
            unix.mkdir("d", 0755);
            unix.read(unix.openRead("d"), 10);
            unix.openWrite("d");
            unix.openAppend("d");
            unix.openAppendExisting("d");
            unix.openTruncate("d");
        });
        all.add("a name has at most 255 bytes", unix -> {
            unix.openTruncate("x".repeat(255));
            unix.openTruncate("x".repeat(256));
            unix.stat("x".repeat(255));
            unix.stat("x".repeat(256));
            unix.mkdir("y".repeat(256), 0755);
        });
        all.linux("a path has less than 4096 bytes", unix -> {
            unix.file("f", "abc");
            unix.stat("./".repeat(2047) + "f");
            unix.stat("./".repeat(2048) + "f");
        });
        all.add("slashes may be repeated, and dots are directories", unix -> {
            unix.mkdir("d", 0755);
            unix.file("d//f", "abc");
            unix.contents("./d/./f");
            unix.contents("d/../d///f");
            unix.sameFile("d", "d/.");
            unix.sameFile(".", "d/..");
            unix.sameFile("/", "/..");
        });
        all.add("names are bytes", unix -> {
            unix.file("\u00ff \u0001", "abc");
            unix.contents("\u00ff \u0001");
            unix.stat("\u00fe \u0001");
        });
    }

    private static void content(Scenarios all) {
        all.add("a file is read from its start to its end", unix -> {
            unix.file("f", "abcdef");
            int file = unix.openRead("f");
            unix.read(file, 4);
            unix.read(file, 4);
            unix.read(file, 4);
        });
        all.add("what is appended after the end was read can be read", unix -> {
            unix.file("f", "abc");
            int file = unix.openRead("f");
            unix.read(file, 10);
            unix.read(file, 10);
            unix.write(unix.openAppend("f"), "def");
            unix.read(file, 10);
        });
        all.add("a write replaces bytes at its offset", unix -> {
            unix.file("f", "abcdef");
            int file = unix.openWrite("f");
            unix.write(file, "xy");
            unix.write(file, "z");
            unix.contents("f");
        });
        all.add("an append goes to the end, wherever the offset is", unix -> {
            unix.file("f", "abc");
            int file = unix.openAppend("f");
            unix.lseek(file, 1);
            unix.write(file, "def");
            unix.contents("f");
        });
        all.add("two appenders do not overwrite each other", unix -> {
            int first = unix.openAppend("f");
            int second = unix.openAppend("f");
            unix.write(first, "a");
            unix.write(second, "b");
            unix.write(first, "c");
            unix.contents("f");
        });
        all.add("two writers overwrite each other", unix -> {
            int first = unix.openTruncate("f");
            int second = unix.openWrite("f");
            unix.write(first, "abc");
            unix.write(second, "x");
            unix.contents("f");
        });
        all.add("a child appends to the file that this process appends to", unix -> {
            int file = unix.openAppend("f");
            unix.write(file, "abc");
            unix.run("append", "f", "def");
            unix.write(file, "ghi");
            unix.contents("f");
        });
        all.add("a write beyond the end leaves zeros between", unix -> {
            int file = unix.openTruncate("f");
            unix.write(file, "a");
            unix.lseek(file, 3);
            unix.stat("f");
            unix.write(file, "b");
            unix.contents("f");
            unix.stat("f");
        });
        all.add("a truncated file leaves zeros before the offset of another writer", unix -> {
            int file = unix.openTruncate("f");
            unix.write(file, "abc");
            unix.close(unix.openTruncate("f"));
            unix.write(file, "def");
            unix.contents("f");
        });
        all.add("an appender goes on at the start of a truncated file", unix -> {
            int file = unix.openAppend("f");
            unix.write(file, "abc");
            unix.close(unix.openTruncate("f"));
            unix.write(file, "def");
            unix.contents("f");
        });
        all.add("a reader beyond the end of a truncated file is at its end", unix -> {
            unix.file("f", "abcdef");
            int file = unix.openRead("f");
            unix.read(file, 4);
            unix.close(unix.openTruncate("f"));
            unix.read(file, 4);
            unix.file("f", "123456");
            unix.read(file, 4);
        });
        all.add("an offset is not negative", unix -> {
            unix.file("f", "abc");
            int file = unix.openRead("f");
            unix.read(file, 1);
            unix.lseek(file, -1);
            unix.read(file, 1);
        });
        all.add("a read after an offset beyond the end returns nothing", unix -> {
            unix.file("f", "abc");
            int file = unix.openRead("f");
            unix.lseek(file, 100);
            unix.read(file, 1);
            unix.stat(file);
        });
        all.add("a descriptor has the direction that it was opened in", unix -> {
            unix.file("f", "abc");
            unix.write(unix.openRead("f"), "x");
            unix.read(unix.openWrite("f"), 1);
            unix.read(unix.openAppend("f"), 1);
            unix.read(unix.openTruncate("f"), 1);
        });
        all.add("a file is always ready", unix -> {
            unix.file("f", "");
            int reader = unix.openRead("f");
            int writer = unix.openWrite("f");
            unix.read(reader, 1);
            unix.poll(-1, reader, writer);
        });
        all.linux("a directory is always ready", unix -> unix.poll(0, unix.openRead(".")));
        all.add("a file can be synchronized, also by a reader and when it is empty", unix -> {
            int file = unix.openTruncate("f");
            unix.fsync(file);
            unix.write(file, "abc");
            unix.fsync(file);
            unix.fsync(unix.openRead("f"));
        });
        all.add("a directory can be synchronized", unix -> unix.fsync(unix.openRead(".")));
        all.add("setBlocking works on a file", unix -> {
            unix.file("f", "abc");
            int file = unix.openRead("f");
            unix.setBlocking(file, true);
            unix.read(file, 10);
        });
    }

    private static void status(Scenarios all) {
        all.add("a status has the mode, the size and the links", unix -> {
            unix.file("f", "abc");
            unix.stat("f");
            int file = unix.openAppend("f");
            unix.stat(file);
            unix.write(file, "def");
            unix.stat(file);
            unix.stat("f");
        });
        all.add("a descriptor and a name are of the same file", unix -> {
            unix.file("f", "abc");
            unix.file("g", "abc");
            int file = unix.openRead("f");
            unix.sameFile(file, "f");
            unix.sameFile(file, "g");
            unix.sameFile("f", "g");
        });
        all.add("chmod sets all permission bits, whatever the umask", unix -> {
            unix.umask(077);
            unix.file("f", "abc");
            unix.chmod("f", 0777);
            unix.stat("f");
            unix.chmod("f", 01640);
            unix.stat("f");
            unix.chmod("f", 0);
            unix.stat("f");
        });
        all.add("chmod works by descriptor, also one for reading", unix -> {
            unix.file("f", "abc");
            unix.chmod(unix.openRead("f"), 0640);
            unix.stat("f");
            unix.mkdir("d", 0755);
            unix.chmod(unix.openRead("d"), 0700);
            unix.stat("d");
        });
        all.add("chmod needs the file", unix -> {
            unix.chmod("f", 0600);
            unix.file("f", "");
            unix.chmod("f/g", 0600);
        });
        all.add("the umask applies to each new file", unix -> {
            unix.umask(0);
            unix.openTruncate("a");
            unix.mkdir("b", 0777);
            unix.umask(027);
            unix.openTruncate("c");
            unix.openAppend("d");
            unix.mkdir("e", 0777);
            unix.umask(0777);
            unix.openTruncate("f");
            unix.stat("a");
            unix.stat("b");
            unix.stat("c");
            unix.stat("d");
            unix.stat("e");
            unix.stat("f");
        });
        all.add("a child has the umask", unix -> {
            unix.umask(027);
            unix.run("create", "f");
            unix.stat("f");
        });
        all.add("a child's umask is its own", unix -> {
            unix.umask(077);
            unix.run("create", "f");
            unix.stat("f");
            unix.umask(022);
            unix.run("create", "g");
            unix.stat("g");
        });
        all.add("the time of creation stays, and goes with the file", unix -> {
            unix.file("f", "");
            long birth = unix.birth("f");
            unix.sleep(20);
            unix.file("f", "abc");
            unix.chmod("f", 0600);
            unix.link("f", "g");
            unix.check("unchanged", unix.birth("f") == birth);
            unix.check("the same by another name", unix.birth("g") == birth);
            unix.rename("f", "h");
            unix.check("the same by a new name", unix.birth("h") == birth);
            unix.file("f", "");
            unix.check("a new file is not older", unix.birth("f") >= birth);
            unix.check("unknown for no file", unix.birth("missing") == 0);
        });
        all.add("the free space is that of the file system of a file", unix -> {
            unix.file("f", "");
            unix.check("of a directory", unix.statvfs(".") > 0);
            unix.check("of a file", unix.statvfs("f") > 0);
            unix.check("in blocks", unix.statvfs("f") % 512 == 0 || unix.statvfs("f") == Long.MAX_VALUE);
            unix.check("unknown for no file", unix.statvfs("missing") == -1);
            unix.check("the free files, if they are known", unix.statvfsFiles("f") == -1 || unix.statvfsFiles("f") > 0);
            unix.check("unknown free files for no file", unix.statvfsFiles("missing") == -1);
        });
    }

    private static void unlinked(Scenarios all) {
        all.add("a file that is unlinked while it is open can still be used", unix -> {
            unix.file("f", "abc");
            int reader = unix.openRead("f");
            int writer = unix.openAppend("f");
            unix.unlink("f");
            unix.write(writer, "def");
            unix.read(reader, 10);
            unix.stat(reader);
            unix.openRead("f");
        });
        all.add("a file of the same name as one that was unlinked is another file", unix -> {
            unix.file("f", "abc");
            int old = unix.openRead("f");
            unix.unlink("f");
            unix.file("f", "new");
            unix.sameFile(old, "f");
            unix.read(old, 10);
        });
        all.add("unlink removes one name", unix -> {
            unix.file("f", "abc");
            unix.link("f", "g");
            unix.unlink("f");
            unix.contents("g");
            unix.stat("g");
            unix.unlink("f");
        });
        all.add("unlink needs the file, and does not remove a directory", unix -> {
            unix.unlink("f");
            unix.unlink("d/f");
            unix.file("f", "");
            unix.unlink("f/g");
            unix.unlink("f/");
            unix.stat("f");
        });
        all.linux("unlink of a directory fails", unix -> {
            unix.mkdir("d", 0755);
            unix.unlink("d");
            unix.unlink("d/");
            unix.unlink(".");
            unix.unlink("d/..");
            unix.list("d");
        });
        all.add("a read-only file can be unlinked by the owner of its directory", unix -> {
            unix.file("f", "abc");
            unix.chmod("f", 0);
            unix.unlink("f");
            unix.stat("f");
        });
    }
}
