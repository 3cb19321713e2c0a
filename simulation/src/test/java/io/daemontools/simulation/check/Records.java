package io.daemontools.simulation.check;

import io.daemontools.posix.Clocks;
import io.daemontools.posix.Errno;
import io.daemontools.posix.Signal;
import io.daemontools.simulation.file.Directory;
import io.daemontools.simulation.file.OpenFile;
import io.daemontools.simulation.file.RegularFile;
import io.daemontools.simulation.kernel.Call;
import io.daemontools.simulation.kernel.Fault;
import io.daemontools.simulation.kernel.SimulatedProcess;
import io.daemontools.simulation.world.Commands;
import io.daemontools.simulation.world.SuperviseWithoutHistory;
import io.daemontools.simulation.world.World;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What has happened in a history, for the checkers that come after it. It checks nothing itself. */
public final class Records implements Checker {
    private static final int SIGKILL = 9;

    /** multilog repeats a failed call after five seconds, and supervise counts a new process as up for one. */
    private static final long PAUSE = 6 * Clocks.SECOND;

    private final Map<Directory, ServiceRecord> services = new LinkedHashMap<>();
    private final Map<SimulatedProcess, Long> terminated = new HashMap<>();
    private final Map<SimulatedProcess, Long> ended = new HashMap<>();

    /** What a supervise wants without a process to adopt: down if it has found a file {@code down}. */
    private final Map<SimulatedProcess, Character> normalWants = new HashMap<>();

    private final Set<SimulatedProcess> originals = new HashSet<>();
    private World world;
    private long lastFault = ServiceRecord.NEVER;
    private long lastFailure = ServiceRecord.NEVER;
    private long lastFailureOfSvscan = ServiceRecord.NEVER;
    private long lastRefusal = ServiceRecord.NEVER;
    private boolean svscanKilled;
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

    /**
     * When svscan was last refused to examine a service, by an error that lasts: as in 0.76, the service counts as removed. Or {@link
     * ServiceRecord#NEVER}.
     */
    long lastRefusal() {
        return lastRefusal;
    }

    /** When a call of svscan, or of a process that svscan has forked, was last made to fail; or {@link ServiceRecord#NEVER}. */
    long lastFailureOfSvscan() {
        return lastFailureOfSvscan;
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
        if (executes(process, "supervise")
                && world.kernel().files().get(process.path()) instanceof RegularFile file
                && file.program() instanceof SuperviseWithoutHistory) {
            originals.add(process);
        }
        if (process.path().equals("./run")) {
            ServiceRecord record = of(process.workingDirectory());
            record.runs.add(process);
            record.lastChange = now();
            record.pauseLost = false;
            // A signal may have failed before the run executed its program.
            record.signalFailed &= record.signalFailure >= record.lastFork;
            record.forkFailed = false;
        }
        if (shuttingDown()) {
            lookForHidden();
        }
    }

    @Override
    public void forked(SimulatedProcess parent, SimulatedProcess child) {
        if (executes(parent, "supervise")) {
            ServiceRecord record = of(parent.workingDirectory());
            record.wantAtStart = record.want;
            record.lastFork = now();
            // The run may be killed before it executes its program.
            record.lastChange = now();
            if (record.withoutHistory) {
                record.unrecorded.add(child);
            }
        }
    }

    @Override
    public void ended(SimulatedProcess process) {
        ended.put(process, now());
        for (ServiceRecord record : services.values()) {
            if (record.runs.remove(process)) {
                record.lastChange = now();
                mayBeginNormally(record);
            }
        }
        if (wasKilled(process) && Commands.isOne(process.path())) {
            noteFault();
            if (shuttingDown()) {
                lookForHidden();
            }
            svscanKilled |= executes(process, "svscan");
            if (executes(process, "supervise")) {
                of(process.workingDirectory()).superviseKilled = true;
            }
        }
    }

    /** In a shutdown: looks for runs without a supervise that svscan does not find by the status. */
    private void lookForHidden() {
        for (ServiceRecord record : services.values()) {
            boolean killed = record.supervise != null && wasKilled(record.supervise);
            record.runHidden |= killed && record.runs.stream().anyMatch(run -> !record.statusShows(run));
        }
    }

    @Override
    public void struck(SimulatedProcess process, Call call, Fault fault) {
        noteFault();
        if (fault.kind() == Fault.Kind.FAIL) {
            lastFailure = now();
            if (call == Call.STAT && fault.errno() != Errno.EIO && fault.errno() != Errno.ENOMEM) {
                lastRefusal = executes(process, "svscan") ? now() : lastRefusal;
            }
            lastFailureOfSvscan = process.path().endsWith("/svscan") ? now() : lastFailureOfSvscan;
            if (executes(process, "supervise")) {
                superviseStruck(of(process.workingDirectory()), call, fault.errno());
            } else if (call == Call.PWRITE || call == Call.SERIAL_NUMBER) {
                // The child of a supervise: it could not write who it is.
                of(process.workingDirectory()).unrecorded.add(process);
            }
        }
    }

    private void superviseStruck(ServiceRecord record, Call call, Errno errno) {
        switch (call) {
            case FORK -> record.forkFailed = true;
            case KILL, PIDFD_SEND_SIGNAL, SERIAL_NUMBER -> {
                record.signalFailed = true;
                record.signalFailure = now();
            }
            case FSTAT, OPEN_READ_WRITE, PREAD -> {
                record.withoutHistory = true;
                mayBeginNormally(record);
            }
            case OPEN, READ -> {
                if (!record.mayBegin.isEmpty()) {
                    // The status that was left behind: the history has what was wanted earlier.
                    record.mayBegin += record.wantAtStart;
                    // With a shortage, supervise exits.
                    record.pauseLost |= !errno.shortage()
                            && record.adoptable() != null
                            && record.adoptable().stopped();
                }
            }
            default -> {
                // It changes nothing that a supervise knows.
            }
        }
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
            if (shuttingDown()) {
                lookForHidden();
            }
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

    /**
     * A supervise begins with what is wanted of the process that it adopts. The status left behind has it. If it is not about that
     * process, since the killed supervise had not written it yet, or could not, a command that this supervise had read may be lost.
     */
    private void begin(ServiceRecord record, SimulatedProcess process) {
        record.supervise = process;
        record.withoutHistory = originals.contains(process);
        SimulatedProcess run = record.adoptable();
        if (run == null) {
            record.mayBegin = "";
            record.want = normalWant(process);
        } else {
            record.mayBegin = record.statusIsAbout(run)
                    ? String.valueOf(record.wantInStatus())
                    : String.valueOf(new char[] {record.want, record.wantAtStart, record.wantBeforeOnce});
            record.want = record.mayBegin.charAt(0);
        }
        // One that is killed before it writes a status leaves the next one with the same.
        if (run == null || record.statusIsAbout(run)) {
            record.wantBeforeOnce = record.want;
        }
        boolean paused =
                run != null && record.statusIsAbout(run) && record.status().paused();
        record.pauseLost = run != null && run.stopped() != paused;
        if (run != null && !record.statusIsAbout(run) && record.wantInStatus() == 'd') {
            record.adoptedDown = run;
        }
        // The next supervises find the status of the one that has adopted it.
        record.notStopped = run == record.adoptedDown && terminated(run) < 0 ? run : null;
        record.wantSince = now();
        record.exitSince = ServiceRecord.NEVER;
    }

    private char normalWant(SimulatedProcess supervise) {
        return normalWants.computeIfAbsent(
                supervise, first -> supervise.workingDirectory().get("down") == null ? 'u' : 'd');
    }

    /** The process that a supervise was to adopt has ended before, or is not found. */
    private void mayBeginNormally(ServiceRecord record) {
        if (!record.mayBegin.isEmpty()) {
            record.mayBegin += normalWant(record.supervise);
        }
    }

    /** A supervise has begun with the status that it has written. */
    private static void begun(ServiceRecord record) {
        char written = record.wantInStatus();
        record.want = record.mayBegin.indexOf(written) < 0 ? record.want : written;
        record.wantBeforeOnce = record.want;
        record.mayBegin = "";
    }

    private void command(ServiceRecord record, char letter) {
        switch (letter) {
            case 'u', 'd', 'o' -> {
                record.wantBeforeOnce = letter == 'o' && record.runs.isEmpty() ? record.want : letter;
                record.want = letter;
                record.mayBegin = "";
                record.notStopped = null;
                record.signalFailed &= letter != 'd';
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
        if (!executes(process, "supervise")) {
            return;
        }
        if (call == Call.STAT) {
            // The first look is that for the file.
            normalWant(process);
        } else if (call == Call.FLOCK) {
            ServiceRecord record = of(process.workingDirectory());
            if (record.supervise != process && record.locks(process)) {
                begin(record, process);
            }
        } else if (call == Call.RENAME) {
            ServiceRecord record = of(process.workingDirectory());
            if (process.lastCall().error() == null && record.status() != null) {
                record.statusWritten = true;
                record.statusProcess =
                        world.kernel().processes().find((int) record.status().pid());
            }
            if (record.supervise == process && !record.mayBegin.isEmpty()) {
                begun(record);
            }
        }
    }
}
