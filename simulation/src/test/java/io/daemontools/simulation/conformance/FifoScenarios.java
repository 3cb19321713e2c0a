package io.daemontools.simulation.conformance;

import io.daemontools.posix.Signal;

/** FIFOs. */
final class FifoScenarios {
    private FifoScenarios() {}

    static void addTo(Scenarios all) {
        opening(all);
        reading(all);
        polling(all);
        writing(all);
    }

    private static void opening(Scenarios all) {
        all.add("a FIFO without a reader cannot be opened for writing", unix -> {
            unix.mkfifo("f", 0600);
            unix.openWrite("f");
        });
        all.add("a FIFO with a reader can be opened for writing", unix -> {
            unix.mkfifo("f", 0600);
            unix.openRead("f");
            unix.openWrite("f");
        });
        all.add("a FIFO whose reader has closed cannot be opened for writing", unix -> {
            unix.mkfifo("f", 0600);
            unix.close(unix.openRead("f"));
            unix.openWrite("f");
        });
        all.add("a FIFO whose only holder is a writer cannot be opened for writing", unix -> {
            unix.mkfifo("f", 0600);
            int reader = unix.openRead("f");
            int writer = unix.openWrite("f");
            unix.close(reader);
            unix.openWrite("f");
            unix.openRead("f");
            unix.openWrite("f");
            unix.close(writer);
        });
        all.linux("a FIFO without a writer can be opened for reading", unix -> {
            unix.mkfifo("f", 0600);
            unix.read(unix.openRead("f"), 10);
        });
        all.add("a FIFO is not truncated or created anew by an open for writing", unix -> {
            unix.mkfifo("f", 0600);
            int reader = unix.openRead("f");
            unix.write(unix.openWrite("f"), "abc");
            unix.openTruncate("f");
            unix.openAppend("f");
            unix.read(reader, 10);
        });
        all.add("a FIFO without a reader cannot be opened for appending or truncating", unix -> {
            unix.mkfifo("f", 0600);
            unix.openAppend("f");
            unix.openAppendExisting("f");
            unix.openTruncate("f");
        });
        all.add("a FIFO that is opened for both has a reader and a writer", unix -> {
            unix.mkfifo("f", 0600);
            int both = unix.openReadWriteExisting("f");
            unix.stat(both);
            unix.write(both, "abc");
            int reader = unix.openRead("f");
            unix.read(reader, 2);
            unix.close(unix.openWrite("f"));
            unix.read(reader, 10);
            unix.read(reader, 10);
            unix.write(both, "def");
            unix.close(reader);
            unix.write(both, "ghi");
            unix.read(both, 10);
        });
        all.add("what is in a FIFO stays while one descriptor of it is open", unix -> {
            unix.mkfifo("f", 0600);
            int both = unix.openReadWriteExisting("f");
            int second = unix.openReadWriteExisting("f");
            unix.write(both, "abc");
            unix.close(both);
            unix.read(unix.openRead("f"), 10);
            unix.close(second);
        });
        all.add("two names of a FIFO are one FIFO", unix -> {
            unix.mkfifo("f", 0600);
            unix.link("f", "g");
            int reader = unix.openRead("f");
            unix.write(unix.openWrite("g"), "abc");
            unix.read(reader, 10);
        });
        all.add("a FIFO that is renamed while it is open stays the same FIFO", unix -> {
            unix.mkfifo("f", 0600);
            int reader = unix.openRead("f");
            unix.rename("f", "g");
            unix.openWrite("f");
            unix.write(unix.openWrite("g"), "abc");
            unix.read(reader, 10);
        });
        all.add("a FIFO that is unlinked while it is open can still be used", unix -> {
            unix.mkfifo("f", 0600);
            int reader = unix.openRead("f");
            int writer = unix.openWrite("f");
            unix.unlink("f");
            unix.write(writer, "abc");
            unix.read(reader, 10);
            unix.mkfifo("f", 0600);
            unix.openWrite("f");
        });
        all.add("a name that a FIFO has cannot be given to another", unix -> {
            unix.mkfifo("f", 0600);
            unix.mkfifo("f", 0600);
            unix.file("g", "");
            unix.mkfifo("g", 0600);
            unix.mkfifo("missing/f", 0600);
            unix.mkfifo("g/f", 0600);
        });
        all.add("a FIFO's mode is subject to the umask", unix -> {
            unix.umask(027);
            unix.mkfifo("f", 0666);
            unix.stat("f");
        });
        all.add("a FIFO has no offset", unix -> {
            unix.mkfifo("f", 0600);
            unix.lseek(unix.openRead("f"), 0);
        });
    }

    private static void reading(Scenarios all) {
        all.add("a FIFO that is empty has nothing to read while it has a writer", unix -> {
            unix.mkfifo("f", 0600);
            int reader = unix.openRead("f");
            unix.openWrite("f");
            unix.read(reader, 10);
        });
        all.add("a FIFO ends when its last writer has closed", unix -> {
            unix.mkfifo("f", 0600);
            int reader = unix.openRead("f");
            int first = unix.openWrite("f");
            int second = unix.openWrite("f");
            unix.write(first, "abc");
            unix.close(first);
            unix.read(reader, 10);
            unix.read(reader, 10);
            unix.close(second);
            unix.read(reader, 10);
        });
        all.add("a FIFO that has ended goes on with the next writer", unix -> {
            unix.mkfifo("f", 0600);
            int reader = unix.openRead("f");
            unix.close(unix.openWrite("f"));
            unix.read(reader, 10);
            int writer = unix.openWrite("f");
            unix.read(reader, 10);
            unix.write(writer, "abc");
            unix.read(reader, 10);
        });
        all.add("what is in a FIFO that its writer has closed can still be read", unix -> {
            unix.mkfifo("f", 0600);
            int reader = unix.openRead("f");
            int writer = unix.openWrite("f");
            unix.write(writer, "abc");
            unix.close(writer);
            unix.read(reader, 2);
            unix.read(reader, 10);
            unix.read(reader, 10);
        });
        all.linux("what is in a FIFO that nobody holds is gone", unix -> {
            unix.mkfifo("f", 0600);
            int reader = unix.openRead("f");
            int writer = unix.openWrite("f");
            unix.write(writer, "abc");
            unix.close(reader, writer);
            int next = unix.openRead("f");
            unix.read(next, 10);
            unix.openWrite("f");
            unix.read(next, 10);
        });
        all.add("what is in a FIFO stays while a writer holds it without a reader", unix -> {
            unix.mkfifo("f", 0600);
            int reader = unix.openRead("f");
            int writer = unix.openWrite("f");
            unix.write(writer, "abc");
            unix.close(reader);
            unix.read(unix.openRead("f"), 10);
        });
        all.add("two readers share what is in a FIFO", unix -> {
            unix.mkfifo("f", 0600);
            int first = unix.openRead("f");
            int second = unix.openRead("f");
            unix.write(unix.openWrite("f"), "abcdef");
            unix.read(first, 3);
            unix.read(second, 10);
            unix.read(first, 3);
        });
    }

    private static void polling(Scenarios all) {
        all.add("a FIFO that never had a writer is not ready", unix -> {
            unix.mkfifo("f", 0600);
            unix.poll(0, unix.openRead("f"));
        });
        all.add("a FIFO whose last writer has closed stays ready", unix -> {
            unix.mkfifo("f", 0600);
            int reader = unix.openRead("f");
            unix.close(unix.openWrite("f"));
            unix.poll(-1, reader);
            unix.read(reader, 10);
            unix.poll(0, reader);
        });
        all.add("a FIFO that has ended is not ready once it has another writer", unix -> {
            unix.mkfifo("f", 0600);
            int reader = unix.openRead("f");
            unix.close(unix.openWrite("f"));
            unix.poll(0, reader);
            unix.openWrite("f");
            unix.poll(0, reader);
        });
        all.linux("a FIFO opened after its writers have closed is not ready", unix -> {
            unix.mkfifo("f", 0600);
            int reader = unix.openRead("f");
            unix.close(unix.openWrite("f"));
            unix.poll(0, unix.openRead("f"), reader);
        });
        all.add("a FIFO with data is ready, and not once it was read", unix -> {
            unix.mkfifo("f", 0600);
            int reader = unix.openRead("f");
            int writer = unix.openWrite("f");
            unix.poll(0, reader);
            unix.write(writer, "abc");
            unix.poll(0, reader);
            unix.read(reader, 10);
            unix.poll(0, reader);
        });
        all.add("a reader sees the end of a writer that was there before it", unix -> {
            unix.mkfifo("f", 0600);
            int first = unix.openRead("f");
            int writer = unix.openWrite("f");
            int second = unix.openRead("f");
            unix.poll(0, first, second);
            unix.close(writer);
            unix.poll(0, first, second);
            unix.read(second, 10);
        });
        all.add("a reader does not see the end before another writer comes and goes", unix -> {
            unix.mkfifo("f", 0600);
            unix.close(unix.openWrite("f"), unix.openRead("f"));
            int reader = unix.openRead("f");
            unix.poll(0, reader);
            int writer = unix.openWrite("f");
            unix.poll(0, reader);
            unix.close(writer);
            unix.poll(0, reader);
        });
        all.linux("a writer of a FIFO is ready for poll once there is no reader", unix -> {
            unix.mkfifo("f", 0600);
            int reader = unix.openRead("f");
            int writer = unix.openWrite("f");
            unix.poll(0, writer);
            unix.close(reader);
            unix.poll(0, writer);
            unix.openRead("f");
            unix.poll(0, writer);
        });
    }

    private static void writing(Scenarios all) {
        all.add("a write to a FIFO whose reader has closed fails", unix -> {
            unix.ignore(Signal.PIPE);
            unix.mkfifo("f", 0600);
            int reader = unix.openRead("f");
            int writer = unix.openWrite("f");
            unix.close(reader);
            unix.write(writer, "abc");
            unix.openRead("f");
            unix.write(writer, "abc");
        });
        all.linux("a full FIFO takes nothing", unix -> {
            unix.mkfifo("f", 0600);
            int reader = unix.openRead("f");
            int writer = unix.openWrite("f");
            unix.write(writer, "x".repeat(65536));
            unix.write(writer, "y");
            unix.read(reader, 10);
            unix.write(writer, "y");
        });
        all.add("two processes that hold a FIFO are needed for no message to be lost", unix -> {
            unix.mkfifo("f", 0600);
            int reader = unix.openRead("f");
            int keeper = unix.openWrite("f");
            unix.setBlocking(keeper, true);
            int child = unix.spawn(-1, keeper, "write", "abc");
            unix.waitpid(child);
            unix.read(reader, 10);
            unix.read(reader, 10);
        });
        all.add("a child that holds the reading end keeps a FIFO open for writing", unix -> {
            unix.mkfifo("f", 0600);
            int[] ready = unix.pipe();
            int reader = unix.openRead("f");
            unix.setBlocking(reader, true);
            int writer = unix.openWrite("f");
            int child = unix.spawn(reader, ready[1], "cat");
            unix.close(reader, ready[1]);
            unix.write(unix.openWrite("f"), "abc");
            unix.read(ready[0], 10);
            unix.closeAll();
            unix.waitpid(child);
            unix.openWrite("f");
            unix.check("the writer was open", writer >= 0);
        });
    }
}
