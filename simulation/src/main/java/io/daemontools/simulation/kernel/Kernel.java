package io.daemontools.simulation.kernel;

import io.daemontools.posix.Account;
import io.daemontools.posix.Bytes;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.Signal;
import io.daemontools.simulation.file.Disk;
import io.daemontools.simulation.file.FileSystem;
import io.daemontools.simulation.os.OperatingSystem;
import io.daemontools.simulation.program.Program;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * A Unix kernel and its machine, for processes that are {@link Program}s. One process runs at a time; at each call the {@link
 * Scheduler} may have another one run, and the {@link Faults} may kill, fail the call, or cut the power. All is determined by these
 * two, so that the same seed gives the same history.
 *
 * <p>The caller of {@link #run} is the world outside: it installs programs, starts processes and plans events before, and looks at
 * the result after.
 */
public final class Kernel implements AutoCloseable {
    private final Coroutines coroutines =
            ContinuationCoroutines.available() ? new ContinuationCoroutines() : new ThreadCoroutines();
    private final Coroutines.Coroutine host = coroutines.host();
    private final Timeline timeline;
    private final FileSystem files;
    private final ProcessTable processes;
    private final Signals signals = new Signals(this);
    private final Lifecycle lifecycle = new Lifecycle(this);
    private final Map<String, Account> accounts = new HashMap<>();
    private final List<Observer> observers = new ArrayList<>();
    final Scheduler scheduler;
    final Faults faults;
    private final byte[] bootId;
    private Trace trace = new Trace();
    private ZoneId zone = ZoneOffset.UTC;
    private Coroutines.Coroutine running = host;
    private Coroutines.Coroutine unwindingFor;
    private SimulatedProcess hosted;
    private Throwable failure;
    private boolean halted;
    private boolean paused;
    private boolean powerCut;
    private long calls;

    /** A machine with Linux, without files and processes. */
    public Kernel(Scheduler scheduler, Faults faults, Disk disk) {
        this(scheduler, faults, disk, OperatingSystem.LINUX);
    }

    /** A machine without files and processes. */
    public Kernel(Scheduler scheduler, Faults faults, Disk disk, OperatingSystem system) {
        this(scheduler, faults, new Timeline(), clock -> new FileSystem(disk, system, clock), new ProcessTable(), 0);
    }

    /** A machine with the files that are made for its wall clock. */
    Kernel(
            Scheduler scheduler,
            Faults faults,
            Timeline timeline,
            Function<LongSupplier, FileSystem> disk,
            ProcessTable processes,
            long calls) {
        this.scheduler = scheduler;
        this.faults = faults;
        this.timeline = timeline;
        this.files = disk.apply(timeline::wallClock);
        this.processes = processes;
        this.calls = calls;
        bootId = Bytes.of("boot-" + calls);
        files.disk().attach(files.root(), timeline::passed);
    }

    /** Whose rules it follows. */
    public OperatingSystem system() {
        return files.system();
    }

    /** The file system. */
    public FileSystem files() {
        return files;
    }

    /** The processes. */
    public ProcessTable processes() {
        return processes;
    }

    /** The clocks and what is planned. */
    public Timeline timeline() {
        return timeline;
    }

    /** The calls made so far. */
    public Trace trace() {
        return trace;
    }

    /** Replaces the trace, for one that keeps lines. */
    public void setTrace(Trace kept) {
        trace = kept;
    }

    /** Adds an observer. */
    public void observe(Observer added) {
        observers.add(added);
    }

    List<Observer> observers() {
        return observers;
    }

    Signals signals() {
        return signals;
    }

    Lifecycle lifecycle() {
        return lifecycle;
    }

    /** What distinguishes this machine since it was started from the one before. */
    byte[] bootId() {
        return bootId;
    }

    /** The accounts by name. */
    public Map<String, Account> accounts() {
        return accounts;
    }

    ZoneId zone() {
        return zone;
    }

    /** Sets the local time zone. */
    public void setZone(ZoneId local) {
        zone = local;
    }

    /** How many calls have been made. */
    public long calls() {
        return calls;
    }

    /** Whether the machine has stopped: process 1 ended, the power was cut, or {@link #halt} was called. */
    public boolean halted() {
        return halted;
    }

    /** Whether the power was cut. */
    public boolean powerCut() {
        return powerCut;
    }

    /** Makes an executable that holds a program, and the directories above it. */
    public void install(String path, Program program) {
        files.install(path, program);
    }

    /** Starts a process without a parent; its program is {@code arguments[0]}. The first one is process 1. */
    public SimulatedProcess start(List<String> arguments, String... environment) {
        return lifecycle.start(arguments, environment);
    }

    /** The coroutine of a process whose program is the code of the calling thread. */
    Coroutines.Coroutine host(SimulatedProcess process) {
        hosted = process;
        return coroutines.host();
    }

    /** Lets processes run until no process can, nothing is planned, or the machine stops. */
    public void run() {
        if (!halted) {
            coroutines.host();
            Coroutines.Coroutine next = next();
            if (next != host) {
                running = next;
                coroutines.transfer(host, next);
                running = host;
            }
        }
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
    }

    /** Lets processes run until a moment, in nanoseconds after the beginning. */
    public void runUntil(long moment) {
        boolean[] reached = {false};
        timeline.at(moment, () -> {
            reached[0] = true;
            paused = true;
        });
        while (!reached[0] && !halted) {
            paused = false;
            run();
        }
        paused = false;
    }

    /** Stops the machine: no process makes another call. */
    public void halt() {
        halted = true;
    }

    /** Cuts the power: all stops. {@link Restart} makes the machine that starts again. */
    public void cutPower() {
        powerCut = true;
        halt();
        observers.forEach(Observer::powerCut);
    }

    /** Sends a signal from outside, as an administrator does. */
    public void kill(SimulatedProcess process, Signal signal) {
        signals.send(process, signal);
    }

    /** Ends all processes. */
    @Override
    public void close() {
        halted = true;
        List.copyOf(processes.all()).forEach(this::unwind);
    }

    /** Makes a call: counts it, lets others run, lets it fail, carries it out, and records it. */
    <T> T perform(SimulatedProcess process, Call call, Supplier<T> effect, Object... arguments) {
        T result;
        process.lastCall().set(arguments, null);
        try {
            begin(process, call);
            result = effect.get();
        } catch (PosixException failed) {
            process.checkAlive();
            trace.failed(this, process, call, arguments, failed.errno());
            process.lastCall().set(arguments, failed.errno());
            finish(process, call);
            throw failed;
        }
        process.checkAlive();
        trace.returned(this, process, call, arguments, result);
        process.lastCall().set(arguments, null);
        finish(process, call);
        return result;
    }

    private void begin(SimulatedProcess process, Call call) {
        process.checkAlive();
        calls++;
        process.countCall();
        timeline.advance(scheduler.duration());
        process.checkAlive();
        if (paused || process.stopped() || scheduler.preempts(process, call)) {
            giveWay(process);
        }
        strike(process, call, faults.before(process, call));
    }

    private void finish(SimulatedProcess process, Call call) {
        for (int i = 0; i < observers.size(); i++) {
            observers.get(i).called(process, call);
        }
        strike(process, call, faults.after(process, call));
    }

    private void strike(SimulatedProcess process, Call call, Fault fault) {
        if (fault == null) {
            return;
        }
        trace.struck(this, process, fault);
        for (Observer observer : observers) {
            observer.struck(process, call, fault);
        }
        switch (fault.kind()) {
            case FAIL -> throw PosixException.of(fault.errno());
            case KILL -> signals.send(process, Signal.KILL);
            case POWER_CUT -> cutPower();
        }
        process.checkAlive();
    }

    /**
     * Waits in a call until a condition holds, a moment has come, or, if wished, a caught signal has arrived.
     *
     * @param condition has no effect: it is evaluated often, and another process may run although it holds
     * @return whether a signal has arrived
     */
    boolean await(SimulatedProcess process, BooleanSupplier condition, long deadline, boolean interruptible) {
        process.waitFor(condition, deadline, interruptible);
        while (!process.runnable()) {
            giveWay(process);
        }
        boolean interrupted = process.interrupted();
        process.waitNoMore();
        return interrupted;
    }

    /** Lets another process run, if the scheduler wishes, until this one runs again. */
    private void giveWay(SimulatedProcess process) {
        Coroutines.Coroutine next = next();
        process.checkAlive();
        transfer(next);
        process.checkAlive();
    }

    void transfer(Coroutines.Coroutine next) {
        Coroutines.Coroutine self = running;
        if (next != self) {
            running = next;
            coroutines.transfer(self, next);
            running = self;
        }
    }

    /** Chooses what runs next: a process, or the host if none can or the machine has stopped. */
    private Coroutines.Coroutine next() {
        while (!halted && !paused) {
            int count = processes.findRunnable();
            if (count > 0) {
                SimulatedProcess[] runnable = processes.runnable();
                SimulatedProcess chosen = runnable[scheduler.next(runnable, count)];
                chosen.begin();
                return chosen.coroutine();
            }
            long moment = Math.min(timeline.next(), processes.earliestDeadline());
            if (moment == SimulatedProcess.NO_DEADLINE) {
                if (hosted != null && !hosted.ended()) {
                    throw new AssertionError(hosted + " waits, and nothing is planned");
                }
                return host;
            }
            timeline.advanceTo(moment);
        }
        return host;
    }

    /** The coroutine of a process. */
    Coroutines.Coroutine coroutine(SimulatedProcess process, Runnable body) {
        return coroutines.create(() -> {
            try {
                process.checkAlive();
                body.run();
            } catch (Ended ended) {
                return afterEnd(process);
            } catch (RuntimeException | Error broken) {
                fail(broken);
            }
            return afterEnd(process);
        });
    }

    private Coroutines.Coroutine afterEnd(SimulatedProcess process) {
        process.setUnwound();
        if (unwindingFor != null) {
            Coroutines.Coroutine back = unwindingFor;
            unwindingFor = null;
            return back;
        }
        Coroutines.Coroutine next;
        try {
            next = next();
        } catch (RuntimeException | Error broken) {
            // A planned event found a violation.
            fail(broken);
            next = host;
        }
        running = next;
        return next;
    }

    /** Stops the machine because of a failure, the first of which {@link #run} throws. */
    public void fail(Throwable broken) {
        if (failure == null) {
            failure = broken;
        }
        halted = true;
    }

    /** Unwinds the stack of a process that has ended or whose machine has stopped, unless it is the one that runs. */
    void unwind(SimulatedProcess process) {
        if (process.begun() && !process.unwound() && process.coroutine() != running) {
            unwindingFor = running;
            transfer(process.coroutine());
        }
    }
}
