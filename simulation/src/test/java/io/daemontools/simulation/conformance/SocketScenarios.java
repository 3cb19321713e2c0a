package io.daemontools.simulation.conformance;

/** Datagram sockets. */
final class SocketScenarios {
    private static final int TOO_LARGE = 1_000_000;

    private SocketScenarios() {}

    static void addTo(Scenarios all) {
        datagrams(all);
        names(all);
        refusals(all);
        limits(all);
    }

    private static void datagrams(Scenarios all) {
        all.add("a datagram arrives with the process that sent it", unix -> {
            int receiver = unix.bound("s");
            unix.getpid();
            unix.recvmsg(receiver, 100);
            unix.poll(0, receiver);
            unix.sendto(unix.socket(), "abc", "s");
            unix.poll(-1, receiver);
            unix.recvmsg(receiver, 100);
            unix.poll(0, receiver);
            unix.recvmsg(receiver, 100);
        });
        all.add(Scenario.Kind.PRIVILEGED, "a datagram arrives with the user that sent it", unix -> {
            int receiver = unix.socket();
            unix.bind(receiver, "s", 0666);
            int sender = unix.socket();
            unix.sendto(sender, "abc", "s");
            unix.setuid(Scenario.NOBODY);
            unix.sendto(sender, "def", "s");
            unix.check("root", unix.recvmsg(receiver, 100) == 0);
            unix.check("nobody", unix.recvmsg(receiver, 100) == Scenario.NOBODY);
        });
        all.add("datagrams are received one by one, the empty ones, too", unix -> {
            int receiver = unix.bound("s");
            int sender = unix.socket();
            unix.sendto(sender, "abc", "s");
            unix.sendto(sender, "", "s");
            unix.sendto(unix.socket(), "d\0f\n", "s");
            unix.recvmsg(receiver, 100);
            unix.poll(0, receiver);
            unix.recvmsg(receiver, 100);
            unix.recvmsg(receiver, 100);
            unix.recvmsg(receiver, 100);
        });
        all.add("what a receiver has no room for is lost", unix -> {
            int receiver = unix.bound("s");
            int sender = unix.socket();
            unix.sendto(sender, "abc", "s");
            unix.sendto(sender, "abc", "s");
            unix.sendto(sender, "abc", "s");
            unix.recvmsg(receiver, 2);
            unix.recvmsg(receiver, 3);
            unix.recvmsg(receiver, 0);
            unix.recvmsg(receiver, 100);
        });
        all.add("a socket may send to itself and to another one", unix -> {
            int first = unix.bound("s");
            int second = unix.bound("t");
            unix.sendto(first, "abc", "s");
            unix.sendto(first, "def", "t");
            unix.recvmsg(first, 100);
            unix.recvmsg(second, 100);
        });
        all.add("a copy of a descriptor keeps a socket open", unix -> {
            int receiver = unix.bound("s");
            int copy = unix.dup(receiver);
            int sender = unix.socket();
            unix.sendto(sender, "abc", "s");
            unix.close(receiver);
            unix.sendto(sender, "def", "s");
            unix.recvmsg(copy, 100);
            unix.recvmsg(copy, 100);
            unix.close(copy);
            unix.sendto(sender, "ghi", "s");
        });
    }

    private static void names(Scenarios all) {
        all.add("a socket has a file of the mode that was asked for, whatever the umask", unix -> {
            unix.umask(077);
            int socket = unix.socket();
            unix.stat(socket);
            unix.bind(socket, "s", 0622);
            unix.stat("s");
            unix.stat(socket);
            unix.file("f", "");
            unix.stat("f");
        });
        all.add("a socket cannot have the name of a file", unix -> {
            unix.file("f", "abc");
            unix.mkdir("d", 0755);
            unix.mkfifo("p", 0600);
            unix.symlink("missing", "dangling");
            unix.bound("s");
            int socket = unix.socket();
            unix.bind(socket, "f", 0600);
            unix.bind(socket, "d", 0600);
            unix.bind(socket, "p", 0600);
            unix.bind(socket, "s", 0600);
            unix.bind(socket, "dangling", 0600);
            unix.bind(socket, ".", 0600);
            unix.bind(socket, "missing/s", 0600);
            unix.bind(socket, "f/s", 0600);
            unix.bind(socket, "", 0600);
            unix.bind(socket, "t", 0600);
            unix.contents("f");
        });
        all.add("a socket has one name at most", unix -> {
            int socket = unix.bound("s");
            unix.bind(socket, "t", 0600);
            unix.stat("t");
        });
        all.add("a socket without its file goes on, and its name is free", unix -> {
            int first = unix.bound("s");
            int sender = unix.socket();
            unix.sendto(sender, "abc", "s");
            unix.unlink("s");
            unix.sendto(sender, "def", "s");
            unix.recvmsg(first, 100);
            int second = unix.bound("s");
            unix.sendto(sender, "ghi", "s");
            unix.recvmsg(first, 100);
            unix.recvmsg(second, 100);
        });
        all.add("a socket is found by each name of its file", unix -> {
            int socket = unix.bound("s");
            int sender = unix.socket();
            unix.link("s", "l");
            unix.symlink("s", "link");
            unix.mkdir("d", 0755);
            unix.rename("s", "d/t");
            unix.sendto(sender, "abc", "l");
            unix.sendto(sender, "def", "d/t");
            unix.sendto(sender, "ghi", "link");
            unix.sendto(sender, "ghi", "s");
            unix.recvmsg(socket, 100);
            unix.recvmsg(socket, 100);
            unix.recvmsg(socket, 100);
        });
        all.add("the working directory has an absolute path", unix -> {
            unix.mkdir("d", 0755);
            unix.symlink("d", "s");
            unix.chdir("s");
            String path = unix.getcwd();
            unix.check("absolute", path.startsWith("/") && path.endsWith("/d"));
            unix.rename("../d", "../e");
            unix.check("renamed", unix.getcwd().equals(path.substring(0, path.length() - 1) + "e"));
            unix.rmdir("e");
            unix.getcwd();
            unix.chdir("/");
            unix.check("root", unix.getcwd().equals("/"));
        });
    }

    private static void refusals(Scenarios all) {
        all.add("a socket that was closed leaves its file, which takes no datagrams", unix -> {
            int socket = unix.bound("s");
            unix.close(socket);
            unix.stat("s");
            unix.sendto(unix.socket(), "abc", "s");
            unix.bind(unix.socket(), "s", 0600);
            unix.unlink("s");
            unix.bound("s");
        });
        all.linux("a file that is no socket takes no datagrams", unix -> {
            int sender = unix.socket();
            unix.file("f", "");
            unix.mkfifo("p", 0600);
            unix.mkdir("d", 0755);
            unix.sendto(sender, "abc", "f");
            unix.sendto(sender, "abc", "p");
            unix.sendto(sender, "abc", "d");
            unix.sendto(sender, "abc", "missing");
            unix.sendto(sender, "abc", "f/s");
            unix.sendto(sender, "abc", "");
        });
        all.linux("a socket file cannot be opened", unix -> {
            unix.bound("s");
            unix.openRead("s");
            unix.openWrite("s");
            unix.openAppend("s");
            unix.openReadWrite("s");
        });
        all.add(Scenario.Kind.UNPRIVILEGED, "a sender needs the permission to write", unix -> {
            int receiver = unix.socket();
            unix.bind(receiver, "s", 0400);
            int sender = unix.socket();
            unix.sendto(sender, "abc", "s");
            unix.chmod("s", 0200);
            unix.sendto(sender, "abc", "s");
            unix.chmod("s", 0477);
            unix.sendto(sender, "abc", "s");
            unix.recvmsg(receiver, 100);
        });
        all.add("what is no socket is no socket", unix -> {
            int[] pipe = unix.pipe();
            unix.recvmsg(pipe[0], 100);
            unix.bound("s");
            unix.sendto(pipe[1], "abc", "s");
            unix.bind(pipe[0], "t", 0600);
            unix.stat("t");
        });
    }

    private static void limits(Scenarios all) {
        all.add("the path of a socket has a limit", unix -> {
            int longest = unix.longestSocketPath();
            String path = "./".repeat(longest / 2 - 1) + "s".repeat(2 + longest % 2);
            String directory = "d".repeat(200);
            unix.mkdir(directory, 0755);
            int receiver = unix.socket();
            int sender = unix.socket();
            unix.bind(receiver, directory + "/s", 0600);
            unix.sendto(sender, "abc", directory + "/s");
            unix.check("one byte more", !unix.binds(receiver, "s" + path));
            unix.check("the longest", unix.binds(receiver, path));
        });
        all.linux("a receiver that has too many datagrams takes no other one", unix -> {
            int receiver = unix.bound("s");
            int sender = unix.socket();
            unix.sendUntilFull(sender, "abc", "s");
            unix.recvmsg(receiver, 100);
            unix.sendto(sender, "abc", "s");
        });
        all.add("a datagram has a limit", unix -> {
            int receiver = unix.bound("s");
            unix.sendto(unix.socket(), "x".repeat(TOO_LARGE), "s");
            unix.recvmsg(receiver, 100);
        });
        all.add(Scenario.Kind.FEW_DESCRIPTORS, "a socket needs a descriptor", unix -> {
            unix.file("f", "");
            unix.openUntilFailure("f");
            unix.socket();
        });
    }
}
