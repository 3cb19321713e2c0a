package io.daemontools.simulation.conformance;

import static io.daemontools.simulation.conformance.Scenario.Kind.OWN;

import io.daemontools.posix.Posix;
import io.daemontools.posix.Signal;
import io.daemontools.posix.Spawn;

/** Children, how they end, and those whose parent has ended. */
final class ProcessScenarios {
    private ProcessScenarios() {}

    static void addTo(Scenarios all) {
        waiting(all);
        zombies(all);
        orphans(all);
        groups(all);
        ends(all);
    }

    private static void waiting(Scenarios all) {
        all.add("a child's exit code is reported", unix -> {
            unix.waitpid(unix.spawn(-1, -1, "true"));
            unix.waitpid(unix.spawn(-1, -1, "false"));
            unix.waitpid(unix.spawn(-1, -1, "exit", "111"));
            unix.waitpid(unix.spawn(-1, -1, "exit", "255"));
        });
        all.add("a child that was waited for is gone", unix -> {
            int child = unix.spawn(-1, -1, "true");
            unix.waitpid(child);
            unix.waitpid(child);
            unix.kill(child, Signal.TERM);
        });
        all.add("there is nothing to wait for without a child", unix -> {
            unix.waitpid(Posix.ANY_CHILD);
            unix.reap();
            unix.waitpid(unix.getpid());
        });
        all.add("another process's child is not waited for", unix -> {
            int[] in = unix.pipe();
            int[] out = unix.pipe();
            int parent = unix.spawn(in[0], out[1], "orphan", "hold");
            unix.close(in[0], out[1]);
            int orphan = unix.readProcess(out[0]);
            unix.waitpid(parent);
            unix.waitpid(orphan);
            unix.close(in[1]);
        });
        all.add("waitpid for any child returns the one that ends", unix -> {
            int[] pipe = unix.pipe();
            int first = unix.spawn(pipe[0], -1, "hold");
            unix.spawn(-1, -1, "exit", "2");
            unix.waitpid(Posix.ANY_CHILD);
            unix.close(pipe[1]);
            unix.waitpid(first);
            unix.waitpid(Posix.ANY_CHILD);
        });
        all.add("waitpid for one child leaves the others", unix -> {
            int first = unix.spawn(-1, -1, "exit", "1");
            int second = unix.spawn(-1, -1, "exit", "2");
            unix.waitpid(second);
            unix.waitpid(first);
        });
        all.add("reap does not wait for a child that runs", unix -> {
            int[] pipe = unix.pipe();
            int child = unix.spawn(pipe[0], -1, "hold");
            unix.reap();
            unix.close(pipe[1]);
            unix.awaitEnd(child);
            unix.reap();
            unix.reap();
        });
        all.add("waitpid waits for a child to end", unix -> {
            int child = unix.spawn(-1, -1, "sleep", "0.01");
            unix.waitpid(child);
        });
        all.add("a signal that ends a child is reported", unix -> {
            unix.waitpid(unix.spawn(-1, -1, "kill-self", "KILL"));
            unix.waitpid(unix.spawn(-1, -1, "kill-self", "TERM"));
            unix.waitpid(unix.spawn(-1, -1, "kill-self", "HUP"));
            unix.waitpid(unix.spawn(-1, -1, "kill-self", "INT"));
            unix.waitpid(unix.spawn(-1, -1, "kill-self", "ALRM"));
            unix.waitpid(unix.spawn(-1, -1, "kill-self", "PIPE"));
        });
        all.add("process ids of running processes differ", unix -> {
            int[] pipe = unix.pipe();
            int first = unix.spawn(pipe[0], -1, "hold");
            int second = unix.spawn(pipe[0], -1, "hold");
            unix.check("differ", first != second && first != unix.getpid() && second != unix.getpid());
            unix.close(pipe[1]);
            unix.waitpid(first);
            unix.waitpid(second);
        });
    }

    private static void zombies(Scenarios all) {
        all.add("a child that has ended stays until it is waited for", unix -> {
            int child = unix.spawn(-1, -1, "exit", "3");
            unix.awaitEnd(child);
            unix.kill(child, Signal.TERM);
            unix.kill(child, Signal.KILL);
            unix.waitpid(child);
            unix.kill(child, Signal.KILL);
        });
        all.add("a signal to a child that has ended does not change how it ended", unix -> {
            int child = unix.spawn(-1, -1, "true");
            unix.awaitEnd(child);
            unix.kill(child, Signal.KILL);
            unix.waitpid(child);
        });
        all.add("a process that has ended has closed its descriptors", unix -> {
            int[] pipe = unix.pipe();
            int child = unix.spawn(-1, pipe[1], "true");
            unix.close(pipe[1]);
            unix.awaitEnd(child);
            unix.read(pipe[0], 1);
            unix.waitpid(child);
        });
        all.add(OWN, "children are reaped by the system while CHLD is ignored", unix -> {
            unix.ignore(Signal.CHLD);
            int child = unix.spawn(-1, -1, "exit", "3");
            unix.waitpid(child);
            unix.kill(child, Signal.TERM);
        });
        all.add(OWN, "waitpid waits until all children have ended while CHLD is ignored", unix -> {
            int[] pipe = unix.pipe();
            unix.ignore(Signal.CHLD);
            unix.spawn(-1, pipe[1], "sleep", "0.02");
            unix.close(pipe[1]);
            unix.waitpid(Posix.ANY_CHILD);
            unix.setBlocking(pipe[0], false);
            unix.read(pipe[0], 1);
        });
        all.add(OWN, "a child that has ended before CHLD was ignored stays", unix -> {
            int child = unix.spawn(-1, -1, "exit", "3");
            unix.awaitEnd(child);
            unix.ignore(Signal.CHLD);
            unix.kill(child, Signal.TERM);
            unix.waitpid(child);
        });
    }

    private static void orphans(Scenarios all) {
        all.add(OWN, "a reaper gets the orphans among its descendants", unix -> {
            unix.becomeReaper();
            int[] in = unix.pipe();
            int[] out = unix.pipe();
            int parent = unix.spawn(in[0], out[1], "orphan", "hold-then-exit", "5");
            unix.close(in[0], out[1]);
            int orphan = unix.readProcess(out[0]);
            unix.waitpid(parent);
            unix.close(in[1]);
            unix.waitpid(orphan);
            unix.waitpid(Posix.ANY_CHILD);
        });
        all.add(OWN, "a reaper gets the children of a child that is killed", unix -> {
            unix.becomeReaper();
            int[] in = unix.pipe();
            int[] out = unix.pipe();
            int parent = unix.spawn(in[0], out[1], "parent", "hold");
            unix.close(in[0], out[1]);
            int orphan = unix.readProcess(out[0]);
            unix.kill(parent, Signal.KILL);
            unix.waitpid(parent);
            unix.kill(orphan, Signal.TERM);
            unix.waitpid(orphan);
            unix.waitpid(Posix.ANY_CHILD);
        });
        all.add(OWN, "a reaper gets the orphans of its grandchildren", unix -> {
            unix.becomeReaper();
            int[] in = unix.pipe();
            int[] out = unix.pipe();
            int parent =
                    unix.spawn(in[0], out[1], "ignoring", "HUP", "orphan", "ignoring", "HUP", "hold-then-exit", "6");
            unix.close(in[0], out[1]);
            int orphan = unix.readProcess(out[0]);
            unix.waitpid(parent);
            unix.close(in[1]);
            unix.waitpid(orphan);
        });
        all.add(OWN, "a reaper is not inherited", unix -> {
            unix.becomeReaper();
            unix.becomeReaper();
            int[] in = unix.pipe();
            int[] out = unix.pipe();
            int parent = unix.spawn(in[0], out[1], "orphan", "hold");
            int orphan = unix.readProcess(out[0]);
            unix.waitpid(parent);
            unix.reap();
            unix.close(in[1], in[0]);
            unix.waitpid(orphan);
        });
        all.add("an orphan keeps its descriptors", unix -> {
            int[] in = unix.pipe();
            int[] out = unix.pipe();
            int parent = unix.spawn(in[0], out[1], "orphan", "cat");
            unix.close(in[0], out[1]);
            unix.readProcess(out[0]);
            unix.waitpid(parent);
            unix.write(in[1], "abc");
            unix.read(out[0], 10);
            unix.close(in[1]);
            unix.read(out[0], 10);
        });
        all.add("an orphan can be signalled", unix -> {
            int[] in = unix.pipe();
            int[] out = unix.pipe();
            int parent = unix.spawn(in[0], out[1], "orphan", "cat");
            unix.close(in[0], out[1]);
            int orphan = unix.readProcess(out[0]);
            unix.waitpid(parent);
            unix.kill(orphan, Signal.KILL);
            unix.read(out[0], 10);
        });
    }

    private static void groups(Scenarios all) {
        all.add("a new session's leader leads a process group", unix -> {
            int[] in = unix.pipe();
            int[] out = unix.pipe();
            int child = unix.spawn(Spawn.program("start: ", "ready")
                    .dup2("move: ", in[0], 0, out[1], 1)
                    .setsid());
            unix.read(out[0], 10);
            unix.kill(-child, Signal.KILL);
            unix.waitpid(child);
        });
        all.add("a child without a session of its own leads no group", unix -> {
            int[] pipe = unix.pipe();
            int child = unix.spawn(pipe[0], -1, "hold");
            unix.kill(-child, Signal.KILL);
            unix.close(pipe[1]);
            unix.waitpid(child);
        });
        all.add("a signal to a group reaches all its processes", unix -> {
            int[] in = unix.pipe();
            int[] out = unix.pipe();
            int leader = unix.spawn(Spawn.program("start: ", "orphan", "hold")
                    .dup2("move: ", in[0], 0, out[1], 1)
                    .setsid());
            unix.close(in[0], out[1]);
            unix.readProcess(out[0]);
            unix.waitpid(leader);
            unix.kill(-leader, Signal.KILL);
            unix.read(out[0], 1);
        });
        all.add("a group exists while a process is in it", unix -> {
            int[] in = unix.pipe();
            int[] out = unix.pipe();
            int leader = unix.spawn(Spawn.program("start: ", "orphan", "hold")
                    .dup2("move: ", in[0], 0, out[1], 1)
                    .setsid());
            unix.close(in[0], out[1]);
            unix.readProcess(out[0]);
            unix.waitpid(leader);
            unix.kill(leader, Signal.TERM);
            unix.kill(-leader, Signal.CONT);
            unix.close(in[1]);
            unix.read(out[0], 1);
        });
        all.add("a group whose processes were waited for is gone", unix -> {
            int child = unix.spawn(Spawn.program("start: ", "true").setsid());
            unix.awaitEnd(child);
            unix.kill(-child, Signal.TERM);
            unix.waitpid(child);
            unix.kill(-child, Signal.TERM);
        });
        all.add(OWN, "a process that leads no group leads a session after setsid, once", unix -> {
            unix.setsid();
            unix.setsid();
            unix.kill(-unix.getpid(), Signal.CONT);
        });
        all.add(OWN, "a signal to its own group ends this process", unix -> {
            unix.setsid();
            unix.kill(-unix.getpid(), Signal.TERM);
            unix.sleep(60_000);
        });
        all.add(OWN, "a child is in the group of this process", unix -> {
            unix.setsid();
            int[] pipe = unix.pipe();
            int caught = unix.catchSignals(Signal.HUP);
            int child = unix.spawn(pipe[0], -1, "hold");
            unix.kill(-unix.getpid(), Signal.HUP);
            unix.waitpid(child);
            unix.awaitSignal(caught);
        });
        all.add(OWN, "a child in a session of its own is not in the group of this process", unix -> {
            unix.setsid();
            int[] in = unix.pipe();
            int[] out = unix.pipe();
            int caught = unix.catchSignals(Signal.HUP);
            int child = unix.spawn(Spawn.program("start: ", "cat")
                    .dup2("move: ", in[0], 0, out[1], 1)
                    .setsid());
            unix.close(in[0], out[1]);
            unix.write(in[1], "abc");
            unix.read(out[0], 10);
            unix.kill(-unix.getpid(), Signal.HUP);
            unix.awaitSignal(caught);
            unix.write(in[1], "abc");
            unix.read(out[0], 10);
            unix.close(in[1]);
            unix.waitpid(child);
        });
    }

    private static void ends(Scenarios all) {
        all.add(OWN, "exit ends the process with a code", unix -> unix.exit(3));
        all.add(OWN, "an exit code has eight bits", unix -> unix.exit(256 + 7));
        all.add(OWN, "an exit leaves children alone", unix -> {
            int[] pipe = unix.pipe();
            unix.spawn(-1, pipe[1], "sleep", "0.01");
            unix.exit(0);
        });
        all.add(OWN, "a process may end with its descriptors open", unix -> {
            unix.write(unix.openTruncate("f"), "abc");
            unix.pipe();
            unix.exit(0);
        });
        all.add(OWN, "KILL ends this process", unix -> {
            unix.kill(unix.getpid(), Signal.KILL);
            unix.sleep(60_000);
        });
    }
}
