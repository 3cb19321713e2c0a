package io.daemontools.simulation.conformance;

import static io.daemontools.simulation.conformance.Scenario.Kind.OWN;

import io.daemontools.posix.Signal;
import io.daemontools.posix.Spawn;

/** Signals: what a process does about them, and what it passes on. */
final class SignalScenarios {
    private static final int MINUTE = 60_000;

    private SignalScenarios() {}

    static void addTo(Scenarios all) {
        actions(all);
        caught(all);
        interruptions(all);
        inherited(all);
        stopping(all);
        targets(all);
    }

    private static void actions(Scenarios all) {
        all.add(OWN, "a signal ends a process that has left it at its default", unix -> {
            unix.kill(unix.getpid(), Signal.ALRM);
            unix.sleep(MINUTE);
        });
        all.add("CONT and CHLD do nothing to a process that has left them at their default", unix -> {
            unix.kill(unix.getpid(), Signal.CONT);
            unix.kill(unix.getpid(), Signal.CHLD);
        });
        all.add(OWN, "an ignored signal does nothing", unix -> {
            unix.ignore(Signal.TERM);
            unix.kill(unix.getpid(), Signal.TERM);
            unix.ignore(Signal.HUP);
            unix.kill(unix.getpid(), Signal.HUP);
        });
        all.add(OWN, "a signal that was ignored ends the process once it has its default again", unix -> {
            unix.ignore(Signal.TERM);
            unix.kill(unix.getpid(), Signal.TERM);
            unix.setDefault(Signal.TERM);
            unix.kill(unix.getpid(), Signal.TERM);
            unix.sleep(MINUTE);
        });
        all.add(OWN, "resetSignals undoes what was ignored", unix -> {
            unix.ignore(Signal.TERM);
            unix.resetSignals();
            unix.kill(unix.getpid(), Signal.TERM);
            unix.sleep(MINUTE);
        });
        all.add(OWN, "resetSignals undoes what was caught", unix -> {
            unix.catchSignals(Signal.TERM);
            unix.resetSignals();
            unix.kill(unix.getpid(), Signal.TERM);
            unix.sleep(MINUTE);
        });
        all.add(OWN, "an ignored signal that is then caught arrives", unix -> {
            unix.ignore(Signal.TERM);
            int caught = unix.catchSignals(Signal.TERM);
            unix.kill(unix.getpid(), Signal.TERM);
            unix.awaitSignal(caught);
        });
        all.add(OWN, "a signal that arrived while it was ignored does not come later", unix -> {
            unix.ignore(Signal.TERM);
            unix.kill(unix.getpid(), Signal.TERM);
            int caught = unix.catchSignals(Signal.TERM);
            unix.poll(5, caught);
            unix.takeSignal();
        });
        all.add(OWN, "KILL and STOP cannot be ignored", unix -> {
            unix.ignore(Signal.KILL);
            unix.ignore(Signal.STOP);
            unix.kill(unix.getpid(), Signal.KILL);
            unix.sleep(MINUTE);
        });
    }

    private static void caught(Scenarios all) {
        all.add(OWN, "a caught signal makes the descriptor readable until it is taken", unix -> {
            int caught = unix.catchSignals(Signal.HUP);
            unix.takeSignal();
            unix.poll(0, caught);
            unix.kill(unix.getpid(), Signal.HUP);
            unix.poll(-1, caught);
            unix.poll(0, caught);
            unix.takeSignal();
            unix.takeSignal();
            unix.poll(0, caught);
        });
        all.add(OWN, "a signal can be caught again and again", unix -> {
            int caught = unix.catchSignals(Signal.HUP);
            for (int i = 0; i < 3; i++) {
                unix.kill(unix.getpid(), Signal.HUP);
                unix.awaitSignal(caught);
                unix.takeSignal();
            }
        });
        all.add(OWN, "catchSignals returns the same descriptor again", unix -> {
            int first = unix.catchSignals(Signal.HUP);
            int second = unix.catchSignals(Signal.TERM, Signal.HUP);
            unix.check("the same", first == second);
            unix.kill(unix.getpid(), Signal.TERM);
            unix.awaitSignal(second);
        });
        all.add(OWN, "each of several signals arrives", unix -> {
            int caught = unix.catchSignals(Signal.HUP, Signal.TERM, Signal.ALRM, Signal.CONT);
            for (Signal signal : new Signal[] {Signal.ALRM, Signal.TERM, Signal.CONT, Signal.HUP}) {
                unix.kill(unix.getpid(), signal);
                unix.awaitSignal(caught);
                unix.takeSignal();
            }
        });
        all.add(OWN, "a caught signal does not end the process, and another one does", unix -> {
            int caught = unix.catchSignals(Signal.HUP);
            unix.kill(unix.getpid(), Signal.HUP);
            unix.awaitSignal(caught);
            unix.kill(unix.getpid(), Signal.TERM);
            unix.sleep(MINUTE);
        });
        all.add(OWN, "CHLD arrives when a child ends", unix -> {
            int caught = unix.catchSignals(Signal.CHLD);
            int child = unix.spawn(-1, -1, "exit", "4");
            unix.awaitSignal(caught);
            unix.waitpid(child);
        });
        all.add(OWN, "CHLD arrives when an orphan ends at its reaper", unix -> {
            unix.becomeReaper();
            int[] in = unix.pipe();
            int[] out = unix.pipe();
            int parent = unix.spawn(in[0], out[1], "orphan", "hold");
            unix.close(in[0], out[1]);
            int orphan = unix.readProcess(out[0]);
            unix.waitpid(parent);
            int caught = unix.catchSignals(Signal.CHLD);
            unix.close(in[1]);
            unix.awaitSignal(caught);
            unix.waitpid(orphan);
        });
        all.add("signals that arrive while a process is stopped arrive once each", unix -> {
            int[] in = unix.pipe();
            int[] out = unix.pipe();
            int child = unix.spawn(in[0], out[1], "trap", "TERM");
            unix.read(out[0], 10);
            unix.kill(child, Signal.STOP);
            unix.awaitStop(child);
            unix.kill(child, Signal.TERM);
            unix.kill(child, Signal.TERM);
            unix.kill(child, Signal.CONT);
            unix.read(out[0], 100);
            unix.close(in[1], out[1]);
            unix.readAll(out[0]);
            unix.waitpid(child);
        });
        all.add("a child catches a signal each time it arrives", unix -> {
            int[] in = unix.pipe();
            int[] out = unix.pipe();
            int child = unix.spawn(in[0], out[1], "trap", "HUP");
            unix.close(in[0], out[1]);
            unix.read(out[0], 10);
            unix.kill(child, Signal.HUP);
            unix.read(out[0], 100);
            unix.kill(child, Signal.HUP);
            unix.read(out[0], 100);
            unix.close(in[1]);
            unix.readAll(out[0]);
            unix.waitpid(child);
        });
    }

    private static void interruptions(Scenarios all) {
        all.add(OWN, "a caught signal ends a blocking read that may be interrupted", unix -> {
            int[] pipe = unix.pipe();
            unix.catchSignals(Signal.ALRM);
            int child = unix.spawn(-1, -1, "kill-later", "ALRM", Integer.toString(unix.getpid()));
            unix.readInterruptibly(pipe[0], 1);
            unix.takeSignal();
            unix.waitpid(child);
        });
        all.add(OWN, "a blocking read that may be interrupted returns what there is", unix -> {
            int[] pipe = unix.pipe();
            unix.catchSignals(Signal.ALRM);
            unix.write(pipe[1], "abc");
            unix.readInterruptibly(pipe[0], 10);
            unix.close(pipe[1]);
            unix.readInterruptibly(pipe[0], 10);
        });
        all.add(OWN, "a read that may not be interrupted goes on after a caught signal", unix -> {
            int[] pipe = unix.pipe();
            int caught = unix.catchSignals(Signal.ALRM);
            unix.spawn(-1, -1, "kill-later", "ALRM", Integer.toString(unix.getpid()));
            unix.spawn(-1, pipe[1], "write-later", "abc");
            unix.read(pipe[0], 10);
            unix.awaitSignal(caught);
        });
        all.add(OWN, "poll ends when a caught signal arrives", unix -> {
            int[] pipe = unix.pipe();
            int caught = unix.catchSignals(Signal.ALRM);
            unix.spawn(-1, -1, "kill-later", "ALRM", Integer.toString(unix.getpid()));
            unix.awaitSignal(pipe[0], caught);
        });
        all.add(OWN, "waitpid goes on after a caught signal", unix -> {
            int caught = unix.catchSignals(Signal.ALRM);
            int child = unix.spawn(-1, -1, "kill-later", "ALRM", Integer.toString(unix.getpid()));
            unix.waitpid(child);
            unix.awaitSignal(caught);
        });
        all.add(OWN, "sleep goes on after a caught signal", unix -> {
            int caught = unix.catchSignals(Signal.ALRM);
            unix.spawn(-1, -1, "kill-later", "ALRM", Integer.toString(unix.getpid()));
            long before = unix.posix.monotonicClock();
            unix.sleep(60);
            unix.check("60 ms have passed", unix.posix.monotonicClock() - before >= 60_000_000);
            unix.awaitSignal(caught);
        });
        all.add(OWN, "lock goes on after a caught signal", unix -> {
            int caught = unix.catchSignals(Signal.ALRM);
            int file = unix.openAppend("f");
            unix.lock(file);
            String self = Integer.toString(unix.getpid());
            unix.spawn(Spawn.program("start: ", "kill-later", "ALRM", self).dup2("move: ", file, 60));
            unix.close(file);
            unix.lock(unix.openAppend("f"));
            unix.awaitSignal(caught);
        });
    }

    private static void inherited(Scenarios all) {
        all.add(OWN, "a child has the default action of a signal that this process catches", unix -> {
            unix.catchSignals(Signal.TERM);
            unix.run("kill-self", "TERM");
        });
        all.add(OWN, "a child has the action of a signal that this process was started with", unix -> {
            unix.ignore(Signal.TERM);
            unix.run("kill-self", "TERM");
            unix.ignore(Signal.PIPE);
            unix.run("kill-self", "PIPE");
        });
        all.add("a program has the signals ignored that were ignored before it was executed", unix -> {
            unix.run("ignoring", "TERM", "kill-self", "TERM");
            unix.run("ignoring", "HUP", "kill-self", "HUP");
            unix.run("ignoring", "HUP", "kill-self", "TERM");
        });
        all.add("a program's children have the signals ignored that it was started with", unix -> {
            int[] out = unix.pipe();
            int child = unix.spawn(-1, out[1], "ignoring", "TERM", "orphan", "kill-self", "TERM");
            unix.close(out[1]);
            unix.waitpid(child);
            unix.lines(out[0], "survived");
        });
        all.add("a program has the default action of signals that were caught before it was executed", unix -> {
            unix.run("catching", "TERM", "kill-self", "TERM");
            unix.run("catching", "HUP", "kill-self", "HUP");
        });
        all.add("a signal that arrives before a child runs its program acts on it", unix -> {
            int[] pipe = unix.pipe();
            int child = unix.spawn(pipe[0], -1, "hold");
            unix.kill(child, Signal.TERM);
            unix.waitpid(child);
        });
        all.add(OWN, "a program that this process executes has ignored signals", unix -> {
            unix.ignore(Signal.TERM);
            unix.execve(unix.program("kill-self"), "kill-self", "TERM");
        });
        all.add(OWN, "a program has the default action of a signal that is ignored no longer", unix -> {
            unix.ignore(Signal.TERM);
            unix.stopIgnoring(Signal.TERM);
            unix.execve(unix.program("kill-self"), "kill-self", "TERM");
        });
        all.add(OWN, "a program that this process executes has the default of caught signals", unix -> {
            unix.catchSignals(Signal.TERM);
            unix.execve(unix.program("kill-self"), "kill-self", "TERM");
        });
    }

    private static void stopping(Scenarios all) {
        all.add("a stopped process does nothing until CONT", unix -> {
            int[] in = unix.pipe();
            int[] out = unix.pipe();
            int child = unix.spawn(in[0], out[1], "cat");
            unix.write(in[1], "a");
            unix.read(out[0], 1);
            unix.kill(child, Signal.STOP);
            unix.write(in[1], "b");
            unix.poll(30, out[0]);
            unix.kill(child, Signal.CONT);
            unix.read(out[0], 1);
            unix.close(in[1]);
            unix.waitpid(child);
        });
        all.add("KILL ends a stopped process", unix -> {
            int[] pipe = unix.pipe();
            int child = unix.spawn(pipe[0], -1, "hold");
            unix.kill(child, Signal.STOP);
            unix.kill(child, Signal.KILL);
            unix.waitpid(child);
        });
        all.add("TERM ends a stopped process after CONT", unix -> {
            int[] in = unix.pipe();
            int[] out = unix.pipe();
            int child = unix.spawn(in[0], out[1], "ready");
            unix.read(out[0], 10);
            unix.kill(child, Signal.STOP);
            unix.awaitStop(child);
            unix.kill(child, Signal.TERM);
            int watch = unix.watchProcess(child);
            unix.poll(30, watch);
            unix.kill(child, Signal.CONT);
            unix.poll(-1, watch);
            unix.waitpid(child);
        });
        all.add("a stopped process has not ended", unix -> {
            int[] in = unix.pipe();
            int[] out = unix.pipe();
            int child = unix.spawn(in[0], out[1], "ready");
            unix.read(out[0], 10);
            unix.kill(child, Signal.STOP);
            unix.reap();
            unix.close(in[1]);
            unix.kill(child, Signal.CONT);
            unix.waitpid(child);
        });
        all.add("CONT undoes STOP, and STOP undoes CONT", unix -> {
            int[] in = unix.pipe();
            int[] out = unix.pipe();
            int child = unix.spawn(in[0], out[1], "cat");
            unix.write(in[1], "a");
            unix.read(out[0], 1);
            unix.kill(child, Signal.STOP);
            unix.kill(child, Signal.CONT);
            unix.kill(child, Signal.STOP);
            unix.kill(child, Signal.STOP);
            unix.kill(child, Signal.CONT);
            unix.write(in[1], "b");
            unix.read(out[0], 1);
            unix.close(in[1]);
            unix.waitpid(child);
        });
        all.add("a stopped process keeps its descriptors and its locks", unix -> {
            int[] in = unix.pipe();
            int file = unix.openAppend("f");
            unix.tryLock(file);
            int child = unix.spawn(Spawn.program("start: ", "hold").dup2("move: ", in[0], 0, file, 60));
            unix.close(in[0], file);
            unix.kill(child, Signal.STOP);
            int other = unix.openAppend("f");
            unix.tryLock(other);
            unix.kill(child, Signal.KILL);
            unix.waitpid(child);
            unix.tryLock(other);
        });
    }

    private static void targets(Scenarios all) {
        all.add("a signal needs a process", unix -> {
            int child = unix.spawn(-1, -1, "true");
            unix.waitpid(child);
            unix.kill(child, Signal.TERM);
            unix.kill(-child, Signal.TERM);
            unix.kill(child, Signal.CONT);
        });
        all.add(OWN, "a child can signal its parent", unix -> {
            int caught = unix.catchSignals(Signal.HUP);
            int child = unix.spawn(-1, -1, "kill", "HUP", Integer.toString(unix.getpid()));
            unix.awaitSignal(caught);
            unix.waitpid(child);
        });
        all.add("one child can signal another", unix -> {
            int[] pipe = unix.pipe();
            int first = unix.spawn(pipe[0], -1, "hold");
            unix.waitpid(unix.spawn(-1, -1, "kill", "TERM", Integer.toString(first)));
            unix.waitpid(first);
        });
    }
}
