package io.daemontools.simulation.explore;

import io.daemontools.posix.Bytes;
import io.daemontools.simulation.file.Fifo;
import io.daemontools.simulation.file.OpenFile;
import io.daemontools.simulation.file.RegularFile;
import io.daemontools.simulation.kernel.Observer;
import io.daemontools.simulation.kernel.SimulatedProcess;
import io.daemontools.simulation.world.World;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What must hold for {@link LoggedService} after a power cut. */
final class AfterPowerCut implements Observer {
    private static final int MOST_IN_FLIGHT = 3;

    private final boolean fullDisk;
    private final boolean ordered;
    private final Set<String> durable;
    private final List<String> accepted = new ArrayList<>();
    private final StringBuilder messages = new StringBuilder();

    /**
     * Expects that the log still has lines that were durable.
     *
     * @param fullDisk whether the commands may report that the disk is full
     * @param ordered whether what is not durable may only end early
     */
    AfterPowerCut(LogContents durable, boolean fullDisk, boolean ordered) {
        this.fullDisk = fullDisk;
        this.ordered = ordered;
        this.durable = new HashSet<>(durable.lines());
    }

    @Override
    public void written(SimulatedProcess process, OpenFile file, byte[] buffer, int offset, int length) {
        if (file.inode() instanceof Fifo) {
            if (process.path().endsWith("numbers")) {
                accepted.add(Bytes.text(buffer, offset + length).substring(offset));
            }
        } else if (!(file.inode() instanceof RegularFile)) {
            messages.append(Bytes.text(buffer, offset + length).substring(offset));
        }
    }

    /** What is wrong after the machine has run for some seconds, or null. */
    String violation(World world) {
        if (world.kernel().halted()) {
            return "svscan has ended: " + messages;
        }
        if (messages.length() > 0 && !fullDisk) {
            return "a message: " + messages.toString().strip();
        }
        for (String program : List.of("svscan", "supervise", "multilog", "numbers")) {
            if (world.kernel().processes().all().stream()
                    .noneMatch(process -> !process.ended() && process.path().endsWith(program))) {
                return program + " does not run";
            }
        }
        LogContents log = new LogContents(world.kernel().files(), ordered);
        if (log.flaw() != null) {
            return log.flaw();
        }
        Set<String> logged = new HashSet<>(log.lines());
        for (String line : accepted.subList(0, Math.max(0, accepted.size() - MOST_IN_FLIGHT))) {
            if (!logged.contains(line)) {
                return "an accepted line is not in the log: " + line.strip();
            }
        }
        if (accepted.size() <= MOST_IN_FLIGHT) {
            return "the service prints nothing";
        }
        for (String line : durable) {
            if (!logged.contains(line)) {
                return "a durable line is lost";
            }
        }
        return null;
    }
}
