package io.daemontools.simulation.check;

import io.daemontools.posix.Clocks;
import io.daemontools.posix.Signal;
import io.daemontools.service.SuperviseStatus;
import io.daemontools.simulation.file.Directory;
import io.daemontools.simulation.file.OpenFile;
import io.daemontools.simulation.kernel.Call;
import io.daemontools.simulation.kernel.Fault;
import io.daemontools.simulation.kernel.SimulatedProcess;
import io.daemontools.simulation.world.Commands;
import io.daemontools.simulation.world.World;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** What has happened in a history, for the checkers that come after it. It checks nothing itself. */
public final class Records implements Checker {
    private static final int SIGKILL = 9;

    /** multilog repeats a failed call after five seconds, and supervise counts a new process as up for one. */
    private static final long PAUSE = 6 * Clocks.SECOND;

    private final Map<Directory, ServiceRecord> services = new LinkedHashMap<>();
    private final Map<SimulatedProcess, Long> terminated = new HashMap<>();
    private final Map<SimulatedProcess, Long> ended = new HashMap<>();
    private World world;
    private long lastFault = ServiceRecord.NEVER;
    private long lastFailure = ServiceRecord.NEVER;
    private boolean svscanKilled;
    private boolean forkFailed;
    private boolean faultInShutdown;

    @Override
    public String promise() {
        return "what happens is recorded";
    }

    @Override
    public void begin(World begun) {
        world = begun;
    }

    /** The nanoseconds since the beginning. */
    long now() {
        return world.kernel().timeline().passed();
    }

    /** The record of a service directory. */
    ServiceRecord of(Directory directory) {
        return services.computeIfAbsent(directory, ServiceRecord::new);
    }

    /** The records of all service directories that had a supervise or a run. */
    Collection<ServiceRecord> services() {
        return services.values();
    }

    /** When the last fault was, or {@link ServiceRecord#NEVER}. */
    long lastFault() {
        return lastFault;
    }

    /** Whether a call was made to fail. */
    boolean callFailed() {
        return lastFailure != ServiceRecord.NEVER;
    }

    /** Whether a svscan was killed. */
    boolean svscanKilled() {
        return svscanKilled;
    }

    /** Whether a fork was made to fail: supervise then waits for a minute. */
    boolean forkFailed() {
        return forkFailed;
    }

    /** Whether process 1 is svscan and was sent TERM. */
    boolean shuttingDown() {
        SimulatedProcess init = world.kernel().processes().find(1);
        return init != null && executes(init, "svscan") && terminated(init) >= 0;
    }

    /** Whether there was a fault after process 1 was sent TERM, or shortly before. */
    boolean faultInShutdown() {
        return faultInShutdown;
    }

    /** When a process was first sent TERM, or {@link ServiceRecord#NEVER}. */
    long terminated(SimulatedProcess process) {
        return terminated.getOrDefault(process, ServiceRecord.NEVER);
    }

    /** When a process ended, or {@link ServiceRecord#NEVER}. */
    long ended(SimulatedProcess process, long otherwise) {
        return ended.getOrDefault(process, otherwise);
    }

    /** Whether a process executes a command of the suite. */
    static boolean executes(SimulatedProcess process, String command) {
        return process.executed()
                && process.path().endsWith(command)
                && process.path().startsWith(Commands.DIRECTORY)
                && process.path().length() == Commands.DIRECTORY.length() + command.length();
    }

    /** Whether a process was killed. */
    static boolean wasKilled(SimulatedProcess process) {
        return process.ended() && process.status().signal() == SIGKILL;
    }

    @Override
    public void executed(SimulatedProcess process) {
        if (process.path().equals("./run")) {
            ServiceRecord record = of(process.workingDirectory());
            record.runs.add(process);
            record.lastChange = now();
        }
    }

    @Override
    public void ended(SimulatedProcess process) {
        ended.put(process, now());
        for (ServiceRecord record : services.values()) {
            if (record.runs.remove(process)) {
                record.lastChange = now();
            }
        }
        if (wasKilled(process) && Commands.isOne(process.path())) {
            noteFault();
            svscanKilled |= executes(process, "svscan");
            if (executes(process, "supervise")) {
                of(process.workingDirectory()).superviseKilled = true;
            }
        }
    }

    @Override
    public void struck(SimulatedProcess process, Call call, Fault fault) {
        noteFault();
        if (fault.kind() == Fault.Kind.FAIL) {
            lastFailure = now();
            forkFailed |= call == Call.FORK;
            if (concernsHistory(call)) {
                of(process.workingDirectory()).historyFailed = true;
            }
            if (executes(process, "supervise")) {
                ServiceRecord record = of(process.workingDirectory());
                record.signalFailed |= call == Call.KILL || call == Call.PIDFD_SEND_SIGNAL;
                record.forkFailed |= call == Call.FORK;
            }
        }
    }

    /** Calls that a supervise, or its forked child, makes to write and find the process of its last run. */
    private static boolean concernsHistory(Call call) {
        return switch (call) {
            case BOOT_ID, FSTAT, OPEN_READ_WRITE, PREAD, PWRITE, SERIAL_NUMBER -> true;
            default -> false;
        };
    }

    private void noteFault() {
        lastFault = now();
        faultInShutdown |= shuttingDown();
    }

    @Override
    public void signalled(SimulatedProcess target, Signal signal) {
        if (signal == Signal.CONT && target.stopped() && Commands.isOne(target.path())) {
            // What it had to do meanwhile is late.
            lastFault = now();
        }
        if (signal == Signal.TERM) {
            boolean shutdown = target.pid() == 1 && executes(target, "svscan");
            faultInShutdown |= shutdown && (now() - lastFault <= Clocks.SECOND || now() - lastFailure <= PAUSE);
            terminated.putIfAbsent(target, now());
        }
    }

    @Override
    public void read(SimulatedProcess process, OpenFile file, byte[] buffer, int offset, int length) {
        if (length == 1 && executes(process, "supervise")) {
            ServiceRecord record = of(process.workingDirectory());
            if (file.inode() == record.superviseFile("control")) {
                command(record, (char) buffer[offset]);
            }
        }
    }

    /** A supervise begins with what is wanted of the process that it adopts, or else down if there is a file {@code down}. */
    private static char wantedAtBegin(ServiceRecord record) {
        SuperviseStatus status = record.status();
        if (record.runs.isEmpty()) {
            return record.directory.get("down") == null ? 'u' : 'd';
        }
        boolean written = status != null && status.pid() == record.runs.get(0).pid();
        return !written ? record.want : status.want() == 0 ? 'o' : status.want();
    }

    private void command(ServiceRecord record, char letter) {
        switch (letter) {
            case 'u', 'd', 'o' -> {
                record.want = letter;
                record.wantSince = now();
            }
            case 'x' -> record.exitSince = now();
            default -> {
                // It does not change what is wanted.
            }
        }
    }

    @Override
    public void called(SimulatedProcess process, Call call) {
        if (call == Call.FLOCK && executes(process, "supervise")) {
            ServiceRecord record = of(process.workingDirectory());
            if (record.supervise != process && record.locks(process)) {
                record.supervise = process;
                record.want = wantedAtBegin(record);
                record.wantSince = now();
                record.exitSince = ServiceRecord.NEVER;
            }
        }
    }
}
