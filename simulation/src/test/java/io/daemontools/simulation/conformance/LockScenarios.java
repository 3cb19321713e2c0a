package io.daemontools.simulation.conformance;

import io.daemontools.posix.Signal;
import io.daemontools.posix.Spawn;

/** {@code flock}: locks belong to open files, not to processes or descriptors. {@code lockf}: they belong to processes. */
final class LockScenarios {
    private LockScenarios() {}

    static void addTo(Scenarios all) {
        oneProcess(all);
        inheritance(all);
        kinds(all);
        ofProcesses(all);
    }

    private static void oneProcess(Scenarios all) {
        all.add("another open file cannot have the lock", unix -> {
            int first = unix.openAppend("f");
            int second = unix.openAppend("f");
            unix.tryLock(first);
            unix.tryLock(second);
        });
        all.add("an open file that has the lock can lock again", unix -> {
            int file = unix.openAppend("f");
            unix.tryLock(file);
            unix.tryLock(file);
            unix.lock(file);
        });
        all.add("close releases the lock", unix -> {
            int first = unix.openAppend("f");
            int second = unix.openAppend("f");
            unix.tryLock(first);
            unix.close(first);
            unix.tryLock(second);
        });
        all.add("close of another open file does not release the lock", unix -> {
            int first = unix.openAppend("f");
            unix.tryLock(first);
            unix.close(unix.openAppend("f"));
            unix.tryLock(unix.openAppend("f"));
        });
        all.add("a copy of a descriptor has the lock, too", unix -> {
            int first = unix.openAppend("f");
            int copy = unix.dup(first);
            unix.tryLock(first);
            unix.tryLock(copy);
        });
        all.add("the last copy that is closed releases the lock", unix -> {
            int first = unix.openAppend("f");
            int copy = unix.dup(first);
            int second = unix.openAppend("f");
            unix.tryLock(first);
            unix.close(first);
            unix.tryLock(second);
            unix.close(copy);
            unix.tryLock(second);
        });
        all.add("a moved descriptor keeps the lock", unix -> {
            int first = unix.openAppend("f");
            unix.tryLock(first);
            unix.move(first, 50);
            int second = unix.openAppend("f");
            unix.tryLock(second);
            unix.close(50);
            unix.tryLock(second);
        });
        all.add("a lock is on the file and not on its name", unix -> {
            unix.file("f", "");
            unix.link("f", "g");
            unix.tryLock(unix.openAppend("f"));
            unix.tryLock(unix.openAppend("g"));
            unix.rename("f", "h");
            unix.tryLock(unix.openAppend("f"));
            unix.tryLock(unix.openAppend("h"));
        });
        all.add("a lock outlives the name", unix -> {
            int first = unix.openAppend("f");
            unix.tryLock(first);
            unix.unlink("f");
            unix.tryLock(unix.openAppend("f"));
            unix.tryLock(unix.openAppend("f"));
        });
        all.add("a lock does not prevent reading or writing", unix -> {
            unix.file("f", "abc");
            unix.tryLock(unix.openRead("f"));
            unix.write(unix.openAppend("f"), "def");
            unix.contents("f");
            unix.unlink("f");
        });
        all.add("locks of two files are independent", unix -> {
            unix.tryLock(unix.openAppend("f"));
            unix.tryLock(unix.openAppend("g"));
        });
        all.add("lock does not wait for a lock that nobody has", unix -> {
            int first = unix.openAppend("f");
            unix.lock(first);
            unix.tryLock(unix.openAppend("f"));
        });
    }

    private static void inheritance(Scenarios all) {
        all.add("a child that has inherited an open file has the lock", unix -> {
            int[] pipe = unix.pipe();
            int file = unix.openAppend("f");
            unix.tryLock(file);
            int child = unix.spawn(Spawn.program("start: ", "hold").dup2("move: ", pipe[0], 0, file, 60));
            unix.close(pipe[0], file);
            int other = unix.openAppend("f");
            unix.tryLock(other);
            unix.close(pipe[1]);
            unix.waitpid(child);
            unix.tryLock(other);
        });
        all.add("a child's close does not release the lock of this process", unix -> {
            int file = unix.openAppend("f");
            unix.tryLock(file);
            unix.waitpid(unix.spawn(Spawn.program("start: ", "true").dup2("move: ", file, 60)));
            unix.tryLock(unix.openAppend("f"));
        });
        all.add("a child that did not inherit the open file does not have the lock", unix -> {
            int[] in = unix.pipe();
            int[] out = unix.pipe();
            int file = unix.openAppend("f");
            unix.tryLock(file);
            int child = unix.spawn(in[0], out[1], "cat");
            unix.write(in[1], "a");
            unix.read(out[0], 1);
            unix.close(file);
            unix.tryLock(unix.openAppend("f"));
            unix.close(in[1]);
            unix.waitpid(child);
        });
        all.add("the lock is free when the process that has it was killed", unix -> {
            int[] pipe = unix.pipe();
            int file = unix.openAppend("f");
            unix.tryLock(file);
            int child = unix.spawn(Spawn.program("start: ", "hold").dup2("move: ", pipe[0], 0, file, 60));
            unix.close(file);
            int other = unix.openAppend("f");
            unix.tryLock(other);
            unix.kill(child, Signal.KILL);
            unix.waitpid(child);
            unix.tryLock(other);
        });
        all.add("lock waits until the lock is free", unix -> {
            int file = unix.openAppend("f");
            unix.tryLock(file);
            int child = unix.spawn(Spawn.program("start: ", "sleep", "0.02").dup2("move: ", file, 60));
            unix.close(file);
            int other = unix.openAppend("f");
            unix.tryLock(other);
            unix.lock(other);
            unix.waitpid(child);
        });
        all.add("the lock that a copy took is the descriptor's, too", unix -> {
            int file = unix.openAppend("f");
            int copy = unix.dup(file);
            unix.tryLock(copy);
            unix.close(copy);
            unix.tryLock(unix.openAppend("f"));
            unix.close(file);
            unix.tryLock(unix.openAppend("f"));
        });
    }

    private static void kinds(Scenarios all) {
        all.add("a file that is open for reading can be locked", unix -> {
            unix.file("f", "");
            unix.tryLock(unix.openRead("f"));
            unix.tryLock(unix.openWrite("f"));
        });
        all.add("a directory can be locked", unix -> {
            unix.tryLock(unix.openRead("."));
            unix.tryLock(unix.openRead("."));
        });
        all.linux("a FIFO can be locked", unix -> {
            unix.mkfifo("f", 0600);
            unix.tryLock(unix.openRead("f"));
            unix.tryLock(unix.openWrite("f"));
        });
    }

    private static void ofProcesses(Scenarios all) {
        all.add("a process that has the lock can lock again", unix -> {
            int first = unix.openAppend("f");
            int second = unix.openAppend("f");
            unix.lockf(first);
            unix.lockf(first);
            unix.lockf(second);
        });
        all.add("lockf needs a file that is open for writing", unix -> {
            unix.file("f", "");
            unix.lockf(unix.openRead("f"));
        });
        all.linux("flock and lockf are independent", unix -> {
            int first = unix.openAppend("f");
            int second = unix.openAppend("f");
            unix.tryLock(first);
            unix.lockf(second);
            unix.close(second);
            unix.tryLock(unix.openAppend("f"));
        });
    }
}
