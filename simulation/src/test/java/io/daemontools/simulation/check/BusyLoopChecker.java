package io.daemontools.simulation.check;

import io.daemontools.simulation.file.OpenFile;
import io.daemontools.simulation.kernel.Call;
import io.daemontools.simulation.kernel.Fault;
import io.daemontools.simulation.kernel.SimulatedProcess;
import io.daemontools.simulation.world.Commands;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * No command of the suite makes many more calls in a second than it needs. Three times the most that scenarios without faults
 * need are: for supervise {@value #SUPERVISE}, for svscan {@value #SVSCAN}, for the others {@value #OTHERS}; and one more for each
 * {@value #BYTES} bytes written, since multilog may have to rotate its logs. Reading the clock and writing does not count, as
 * multilog does it for each line.
 *
 * <p>supervise does not sleep, as it handles nothing meanwhile: it does so only once after each {@code poll} or {@code read} that has
 * failed, or at the end of {@code control}, which does not end because supervise itself can write to it.
 */
final class BusyLoopChecker extends RecordingChecker {
    /** 29 are needed at its start; each command takes six more. */
    private static final int SUPERVISE = 300;

    /**
     * 59 are needed to stop two services; waiting for the remaining processes takes 200. While commands to supervises fail, a
     * shutdown sends them again each 20 ms: 50 times 16.
     */
    private static final int SVSCAN = 2400;

    /** 32 are needed by multilog at its start; ALRM makes it rotate a log of any size, with a processor by 50. */
    private static final int OTHERS = 300;

    /** A rotation with a processor takes 35 for 2100 bytes. */
    private static final int BYTES = 20;

    /** As in 0.76, a multilog that was sent TERM reads the rest of its line byte by byte: {@code poll} and {@code read}. */
    private static final int CALLS_FOR_A_BYTE = 2;

    /** What a process did in this second. */
    private static final class Work {
        private int calls;
        private int bytes;
        private int single;
    }

    private final Map<SimulatedProcess, Work> works = new HashMap<>();

    /** The processes that may sleep once. */
    private final Set<SimulatedProcess> failed = new HashSet<>();

    private long nextSecond = SECOND;

    BusyLoopChecker(Records records) {
        super(records);
    }

    @Override
    public String promise() {
        return "no busy loop";
    }

    @Override
    public void written(SimulatedProcess process, OpenFile file, byte[] buffer, int offset, int length) {
        work(process).bytes += length;
    }

    @Override
    public void read(SimulatedProcess process, OpenFile file, byte[] buffer, int offset, int length) {
        if (length == 1 && Records.executes(process, "multilog") && records().terminated(process) > 0) {
            work(process).single++;
        }
    }

    @Override
    public void struck(SimulatedProcess process, Call call, Fault fault) {
        if (call == Call.POLL || call == Call.READ) {
            failed.add(process);
        }
    }

    @Override
    public void called(SimulatedProcess process, Call call) {
        if (call == Call.SLEEP && Records.executes(process, "supervise") && !failed.remove(process)) {
            violated(process + " sleeps");
        }
        if (call != Call.CLOCK && call != Call.WRITE && Commands.isOne(process.path())) {
            Work work = work(process);
            work.calls++;
            if (work.calls > limit(process) + work.bytes / BYTES + CALLS_FOR_A_BYTE * work.single) {
                violated(process + " made " + work.calls + " calls in a second, the last one " + call);
            }
        }
    }

    private Work work(SimulatedProcess process) {
        if (now() >= nextSecond) {
            nextSecond = now() + SECOND;
            works.clear();
        }
        return works.computeIfAbsent(process, first -> new Work());
    }

    private static int limit(SimulatedProcess process) {
        return switch (process.path().substring(Commands.DIRECTORY.length())) {
            case "svscan" -> SVSCAN;
            case "supervise" -> SUPERVISE;
            default -> OTHERS;
        };
    }
}
