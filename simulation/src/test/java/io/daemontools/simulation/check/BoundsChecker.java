package io.daemontools.simulation.check;

import io.daemontools.simulation.file.Directory;
import io.daemontools.simulation.file.Fifo;
import io.daemontools.simulation.file.Inode;
import io.daemontools.simulation.file.OpenFile;
import io.daemontools.simulation.kernel.Call;
import io.daemontools.simulation.kernel.SimulatedProcess;
import io.daemontools.simulation.world.Commands;
import io.daemontools.simulation.world.World;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Descriptors, files, and the processes of the suite and those that they start are bounded. Until it shuts down, svscan has both ends of
 * each pipe, or neither: a pipe with one end is never closed, or its lines are lost with the other. Of a service that is not in the
 * directory of services any more, it may have only the end for the logger, which then reads to the end of its input.
 */
final class BoundsChecker extends RecordingChecker {
    /**
     * supervise has eight, or nine with an adopted process, svscan two for each pipe and one for each watched supervise, and one for its directory; a multilog has
     * three for each log.
     */
    private static final int DESCRIPTORS = 12;

    /** A service has its supervise and its run, each perhaps with a zombie or a copy; outside there are svscan and commands. */
    private static final int PROCESSES_PER_SERVICE = 5;

    private static final int PROCESSES_OUTSIDE = 10;

    /** lock, control, ok, history, status, status.new, pipe. */
    private static final int STATE_FILES = 7;

    /** How often svscan may be seen with one end, while it opens or closes the other or is stopped. */
    private static final int LOOKS = 24;

    private final Set<Inode> oks = new HashSet<>();
    private int halfPipes;

    BoundsChecker(Records records) {
        super(records);
    }

    @Override
    public String promise() {
        return "descriptors, processes and files are bounded";
    }

    @Override
    void look() {
        List<SimulatedProcess> processes = new ArrayList<>();
        for (SimulatedProcess process : world().kernel().processes().all()) {
            if (Commands.isOne(process.path())
                    || (process.parent() != null
                            && Commands.isOne(process.parent().path()))) {
                processes.add(process);
            }
        }
        int services = records().services().size();
        if (processes.size() > PROCESSES_OUTSIDE + PROCESSES_PER_SERVICE * services) {
            violated(processes.size() + " processes: " + processes);
        }
        for (SimulatedProcess process : processes) {
            // What svscan has forked has its descriptors at first.
            int limit = DESCRIPTORS + (process.path().endsWith("/svscan") ? 3 * services : 0);
            if (Commands.isOne(process.path()) && process.descriptors().size() > limit) {
                violated(process + " has " + process.descriptors().size() + " descriptors");
            }
            // One that is stopped does not see that it may examine a service again.
            if (Records.executes(process, "svscan")
                    && !process.stopped()
                    && records().terminated(process) < 0) {
                lookForHalfPipe(process);
            }
        }
        for (ServiceRecord service : records().services()) {
            if (service.directory.get("supervise") instanceof Directory state
                    && state.names().size() > STATE_FILES) {
                violated(service + "/supervise has " + state.names());
            }
        }
    }

    /** A FIFO {@code ok} has one end: that of a watched supervise. */
    private void lookForHalfPipe(SimulatedProcess svscan) {
        Set<Inode> reading = new HashSet<>();
        Set<Inode> writing = new HashSet<>();
        for (OpenFile file : svscan.descriptors().files()) {
            if (file.inode() instanceof Fifo && !oks.contains(file.inode())) {
                (file.writing() ? writing : reading).add(file.inode());
            }
        }
        Set<Inode> absent = absentPipes();
        reading.removeIf(pipe -> !writing.contains(pipe) && (pipe.links() == 0 || absent.contains(pipe)));
        if (reading.equals(writing)) {
            halfPipes = 0;
        } else if (++halfPipes > LOOKS) {
            violated(svscan + " has only one end of a pipe");
        }
    }

    /** The FIFOs of services that are hidden, or not in the directory of services; a hidden one may have had no supervise yet. */
    private Set<Inode> absentPipes() {
        Directory services = (Directory) world().kernel().files().get(World.SERVICES);
        Set<Inode> present = new HashSet<>();
        Set<Inode> pipes = new HashSet<>();
        for (String name : services.names()) {
            if (!name.startsWith(".")) {
                present.add(services.get(name));
            } else if (services.get(name) instanceof Directory hidden) {
                pipes.add(records().of(hidden).superviseFile("pipe"));
            }
        }
        for (ServiceRecord service : records().services()) {
            if (!present.contains(service.directory)) {
                pipes.add(service.superviseFile("pipe"));
            }
        }
        return pipes;
    }

    /** Each {@code ok} that a supervise makes: svscan may hold it longer than it has a name. */
    @Override
    public void called(SimulatedProcess process, Call call) {
        if (call == Call.MKFIFO && Records.executes(process, "supervise")) {
            Inode ok = records().of(process.workingDirectory()).superviseFile("ok");
            if (ok != null) {
                oks.add(ok);
            }
        }
    }
}
