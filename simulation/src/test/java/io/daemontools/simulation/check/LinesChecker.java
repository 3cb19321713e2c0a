package io.daemontools.simulation.check;

import io.daemontools.cli.ExitStatus;
import io.daemontools.posix.Posix;
import io.daemontools.simulation.file.Directory;
import io.daemontools.simulation.file.Fifo;
import io.daemontools.simulation.file.Inode;
import io.daemontools.simulation.file.OpenFile;
import io.daemontools.simulation.file.RegularFile;
import io.daemontools.simulation.kernel.Call;
import io.daemontools.simulation.kernel.Fault;
import io.daemontools.simulation.kernel.SimulatedProcess;
import io.daemontools.simulation.world.Commands;
import io.daemontools.simulation.world.World;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Each byte whose {@code write} to a pipe was accepted is in the log once and in order. In detail:
 *
 * <ul>
 *   <li>What was written to a pipe was read from it or is in it; and a logger that is wanted up reads it within {@value
 *       #UNREAD_SECONDS} seconds.
 *   <li>What a multilog writes to each log is what it has read, with a stamp before each line; and all of it when it waits, and when
 *       it exits. Of a killed one a block of at most {@value #BLOCK} bytes may be missing, and no more.
 *   <li>The files of a log have all that was written to it, but for the oldest files if there are as many as there may be. There are
 *       no more than that and one, but for those that a multilog has not removed after TERM since its calls failed.
 * </ul>
 */
final class LinesChecker extends RecordingChecker {
    private static final int UNREAD_SECONDS = 12;

    /** After a failed fork supervise waits for a minute. */
    private static final int FORK_SECONDS = 62;

    /** multilog repeats a failed call after five seconds. */
    private static final int PAUSE_SECONDS = 6;

    /** 64 KB are read at once, and 1000 bytes of a line that has begun may have been read before. */
    private static final int BLOCK = 64 * 1024 + 1000;

    private static final class Pipe {
        private final Fifo fifo;
        private long written;
        private long read;
        private long lastRead;
        private Directory service;

        /** Whether another svscan can find it: it is the FIFO of its service. */
        private boolean named;

        Pipe(Fifo fifo, long now) {
            this.fifo = fifo;
            lastRead = now;
        }
    }

    private final Map<Inode, Pipe> pipes = new LinkedHashMap<>();
    private final Map<SimulatedProcess, Reading> readings = new LinkedHashMap<>();
    private final Map<Directory, LogRecord> logs = new LinkedHashMap<>();
    private final Map<Inode, LogRecord> files = new HashMap<>();
    private long bytes;

    LinesChecker(Records records) {
        super(records);
    }

    @Override
    public String promise() {
        return "each line is in the log once";
    }

    /** How many bytes were logged. */
    long bytes() {
        return bytes;
    }

    /** The pipe of a log. The other FIFOs, for commands, are written to by commands and read by supervise. */
    private Pipe pipe(Fifo fifo) {
        return pipes.computeIfAbsent(fifo, first -> new Pipe(fifo, now()));
    }

    @Override
    public void written(SimulatedProcess process, OpenFile file, byte[] buffer, int offset, int length) {
        if (file.inode() instanceof Fifo fifo && !Commands.isOne(process.path())) {
            Pipe pipe = pipe(fifo);
            pipe.service = process.workingDirectory();
            pipe.named |= records().of(pipe.service).superviseFile("pipe") == fifo;
            pipe.written += length;
            if (fifo.length() == length) {
                pipe.lastRead = now();
            }
        } else if (file.inode() instanceof RegularFile && file.appending() && Records.executes(process, "multilog")) {
            logged(process, log(process, file.inode()), buffer, offset, length);
        }
    }

    private void logged(SimulatedProcess process, LogRecord log, byte[] buffer, int offset, int length) {
        bytes += length;
        log.written.add(buffer, offset, length);
        Reading reading = readings.get(process);
        String problem = reading == null ? "more than was read" : reading.written(log, buffer, offset, length);
        if (problem != null) {
            violated(process + " wrote " + problem + ": " + io.daemontools.posix.Bytes.text(buffer, length));
        } else if (reading.endedLine() && reading.pipe.writers() > 0) {
            violatedUnless(
                    reading.readFailed, KnownFault.LINE_ENDED_BY_READ_ERROR, process + " ended a line before its end");
        }
    }

    /** The log that a file is the current one of. */
    private LogRecord log(SimulatedProcess process, Inode current) {
        return files.computeIfAbsent(current, first -> {
            Directory directory = process.workingDirectory();
            for (LogRecord known : logs.values()) {
                directory = known.directory.get("current") == current ? known.directory : directory;
            }
            LogRecord log = logs.computeIfAbsent(directory, LogRecord::new);
            log.setScript(process.arguments());
            return log;
        });
    }

    @Override
    public void read(SimulatedProcess process, OpenFile file, byte[] buffer, int offset, int length) {
        if (file.inode() instanceof Fifo fifo && !Records.executes(process, "supervise")) {
            Pipe pipe = pipe(fifo);
            pipe.read += length;
            pipe.lastRead = now();
            if (Records.executes(process, "multilog")) {
                readings.computeIfAbsent(process, first -> new Reading(process, fifo))
                        .input
                        .add(buffer, offset, length);
            }
        }
    }

    @Override
    public void struck(SimulatedProcess process, Call call, Fault fault) {
        Reading reading = readings.get(process);
        if (reading != null && (call == Call.READ || call == Call.POLL)) {
            reading.readFailed |= fault.kind() == Fault.Kind.FAIL;
        }
        if (reading != null
                && fault.kind() == Fault.Kind.FAIL
                && removes(call)
                && records().terminated(process) >= 0) {
            for (LogRecord log : logs.values()) {
                log.leftFiles += log.directory == process.workingDirectory() ? 1 : 0;
            }
        }
    }

    /** Whether it is a call without which multilog does not remove an old file. */
    private static boolean removes(Call call) {
        return call == Call.OPENDIR || call == Call.READDIR || call == Call.UNLINK;
    }

    @Override
    public void ended(SimulatedProcess process) {
        // What a pipe had is lost with the last process that had it open.
        pipes.values().forEach(this::lookForLoss);
        Reading reading = readings.remove(process);
        if (reading == null) {
            return;
        }
        int missing = reading.missing(reading.input.length());
        if (process.status().crashed()) {
            // By any signal: as in 0.76, multilog catches only TERM and ALRM.
            if (missing > 0) {
                violatedUnless(
                        missing <= BLOCK,
                        KnownFault.BLOCK_LOST_WITH_MULTILOG,
                        process + " was killed and lost " + missing + " bytes");
            }
        } else if (missing > 0 && process.status().exitCode() == ExitStatus.TEMPORARY) {
            violatedUnless(
                    missing <= BLOCK,
                    KnownFault.BLOCK_LOST_ON_GIVING_UP,
                    process + " gave up and lost " + missing + " bytes");
        } else if (missing > 0 || !reading.complete()) {
            violated(process + " ended and did not write the last " + missing + " bytes that it had read");
        }
    }

    @Override
    void look() {
        for (Pipe pipe : pipes.values()) {
            lookForLoss(pipe);
            if (pipe.fifo.length() > 0 && wanted(pipe) && unread(pipe)) {
                violatedUnless(
                        records().svscanKilled() && (loggerHasAnother(pipe) || loggerReadsAnother(pipe)),
                        KnownFault.PIPE_WITHOUT_LOGGER_AFTER_SVSCAN_WAS_KILLED,
                        "nobody reads the " + pipe.fifo.length() + " bytes of a pipe");
            }
        }
        for (LogRecord log : logs.values()) {
            int tooMany = log.oldFiles().size() - log.files - 1;
            if (tooMany > 0) {
                violatedUnless(
                        tooMany <= log.leftFiles,
                        KnownFault.OLD_FILES_LEFT_ON_GIVING_UP,
                        "a log has " + log.oldFiles().size() + " old files");
            } else if (log.oldFiles().size() < log.files) {
                log.leftFiles = 0;
            }
        }
    }

    private void lookForLoss(Pipe pipe) {
        long lost = pipe.written - pipe.read - pipe.fifo.length();
        if (lost != 0) {
            pipe.read += lost;
            KnownFault reason = reason(pipe);
            violatedUnless(reason != null, reason, "a pipe lost " + lost + " bytes");
        }
    }

    /** Whether the supervise of the logger does not have a pipe, but another one, and one of the two has no name. */
    private boolean loggerHasAnother(Pipe pipe) {
        ServiceRecord log = logger(pipe);
        return log != null && log.supervised() && another(pipe, log.supervise) != null;
    }

    /**
     * Whether the supervise of the logger owns a logger that reads another pipe, to which a copy of the service still writes, and
     * one of the two has no name. A logger that was adopted reads its own pipe until that has no writer. Only then is it started
     * again with the pipe of its supervise.
     */
    private boolean loggerReadsAnother(Pipe pipe) {
        ServiceRecord log = logger(pipe);
        return log != null
                && log.supervised()
                && log.runs.stream()
                        .filter(log::owns)
                        .map(run -> another(pipe, run))
                        .anyMatch(other -> other != null && serviceWritesTo(other, pipe.service));
    }

    /** The logger of the service that wrote to a pipe, or null if its directory is gone. */
    private ServiceRecord logger(Pipe pipe) {
        return pipe.service.get("log") instanceof Directory log ? records().of(log) : null;
    }

    /** The input of a process if it is not the pipe and one of the two has no name, else null. */
    private Inode another(Pipe pipe, SimulatedProcess process) {
        OpenFile input = process.descriptors().find(Posix.STDIN);
        Inode named = records().of(pipe.service).superviseFile("pipe");
        boolean another = input != null && input.inode() != pipe.fifo && (!pipe.named || input.inode() != named);
        return another ? input.inode() : null;
    }

    private boolean serviceWritesTo(Inode pipe, Directory service) {
        return records().of(service).runs.stream()
                .map(run -> run.descriptors().find(Posix.STDOUT))
                .anyMatch(output -> output != null && output.inode() == pipe);
    }

    /** Why the bytes of a pipe may be lost, or null. */
    private KnownFault reason(Pipe pipe) {
        if (removed(pipe) || now() - records().lastRefusal() <= SECOND) {
            return KnownFault.PIPE_LOST_WITH_REMOVED_SERVICE;
        }
        if (records().svscanKilled() && (!pipe.named || !supervised(pipe) || loggerHasAnother(pipe))) {
            return KnownFault.PIPE_LOST_WITH_SVSCAN;
        }
        boolean late = records().callFailed() && records().faultInShutdown();
        boolean left = records().shuttingDown() && records().of(pipe.service).runHidden;
        return late || left ? KnownFault.PIPE_LOST_WITH_LOGGER_IN_SHUTDOWN : null;
    }

    /** Whether a supervise has a pipe open: that of its service, or that of its logger. */
    private boolean supervised(Pipe pipe) {
        ServiceRecord log = logger(pipe);
        return records().of(pipe.service).supervised() || (log != null && log.supervised());
    }

    /** Whether svscan does not find the service that wrote to a pipe. */
    private boolean removed(Pipe pipe) {
        Directory services = (Directory) world().kernel().files().get(World.SERVICES);
        for (String name : services.names()) {
            if (services.get(name) == pipe.service && !name.startsWith(".")) {
                return false;
            }
        }
        return true;
    }

    private boolean unread(Pipe pipe) {
        ServiceRecord log = logger(pipe);
        int seconds = log != null && log.forkFailed ? FORK_SECONDS : UNREAD_SECONDS;
        return now() - Math.max(pipe.lastRead, records().lastFault()) > seconds * SECOND;
    }

    /** Whether the logger of a pipe is wanted up; that of a removed service is not. */
    private boolean wanted(Pipe pipe) {
        if (removed(pipe)) {
            return false;
        }
        ServiceRecord log = logger(pipe);
        return log == null || (log.want == 'u' && log.runs.stream().noneMatch(SimulatedProcess::stopped));
    }

    /** Whether a multilog waits, but not for the end of its processor. */
    private static boolean idle(SimulatedProcess multilog) {
        return multilog.waiting()
                && !multilog.stopped()
                && multilog.children().stream().allMatch(SimulatedProcess::ended);
    }

    @Override
    public void atEnd(World world) {
        super.atEnd(world);
        if (world.kernel().powerCut() || world.kernel().halted()) {
            return;
        }
        for (Reading reading : readings.values()) {
            int missing = reading.missing(reading.input.lines());
            boolean pausing = now() - records().lastFault() <= PAUSE_SECONDS * SECOND;
            if (missing > 0 && idle(reading.process) && !pausing) {
                violated(reading.process + " has not written the last " + missing + " bytes that it has read");
            }
        }
        for (LogRecord log : logs.values()) {
            String problem = log.problem();
            if (problem != null) {
                violated(problem);
            }
        }
    }
}
