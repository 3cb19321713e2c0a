package io.daemontools.simulation.check;

import io.daemontools.simulation.file.Directory;
import io.daemontools.simulation.file.OpenFile;
import io.daemontools.simulation.kernel.SimulatedProcess;
import io.daemontools.simulation.world.World;
import java.util.ArrayList;
import java.util.List;

/**
 * Each process of the suite has its owner: a run its supervise, a supervise the svscan that has started it or watches it. A zombie that is svscan's is reaped at its next
 * look, at most {@value #ZOMBIE_SECONDS} seconds later, and as process 1 within {@value #INIT_SECONDS} second. When process 1 ends,
 * so has everything.
 */
final class OwnershipChecker extends RecordingChecker {
    private static final int ZOMBIE_SECONDS = 6;
    private static final int INIT_SECONDS = 1;

    private boolean svscanRan;

    OwnershipChecker(Records records) {
        super(records);
    }

    @Override
    public String promise() {
        return "no process without an owner, no old zombie";
    }

    @Override
    public void executed(SimulatedProcess process) {
        svscanRan |= Records.executes(process, "svscan");
    }

    @Override
    public void ended(SimulatedProcess process) {
        if (process.pid() == 1) {
            List<SimulatedProcess> left = new ArrayList<>();
            for (SimulatedProcess other : world().kernel().processes().all()) {
                if (!other.ended()) {
                    left.add(other);
                }
            }
            if (!left.isEmpty() && !Records.wasKilled(process)) {
                violated("process 1 ended before " + left);
            }
        }
    }

    @Override
    void look() {
        for (SimulatedProcess process : world().kernel().processes().all()) {
            SimulatedProcess parent = process.parent();
            if (process.ended() && parent != null && !parent.stopped()) {
                long seconds = parent.pid() == 1 && Records.executes(parent, "svscan") ? INIT_SECONDS : ZOMBIE_SECONDS;
                long since = Math.max(records().ended(process, now()), records().lastFault());
                if (now() - since > seconds * SECOND) {
                    violated(process + " is a zombie of " + parent);
                }
            }
        }
    }

    /** Whether a svscan holds the {@code ok} of a service. */
    private boolean watched(ServiceRecord service) {
        for (SimulatedProcess process : world().kernel().processes().all()) {
            if (Records.executes(process, "svscan")) {
                for (OpenFile file : process.descriptors().files()) {
                    if (file.inode() == service.superviseFile("ok")) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** Whether svscan finds a service, or the service of a logger. */
    private boolean found(ServiceRecord service) {
        Directory services = world().directory(World.SERVICES);
        for (String name : services.names()) {
            if (!name.startsWith(".")
                    && services.get(name) instanceof Directory directory
                    && (directory == service.directory || directory.get("log") == service.directory)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void atEnd(World world) {
        super.atEnd(world);
        if (world.kernel().halted()) {
            return;
        }
        for (ServiceRecord service : records().services()) {
            for (SimulatedProcess run : service.runs) {
                if (Records.executes(run.parent(), "supervise")) {
                    continue;
                }
                if (!service.supervised()) {
                    violatedUnless(
                            service.superviseKilled
                                    && (!found(service)
                                            || !svscanRan
                                            || records().shuttingDown()),
                            KnownFault.SERVICE_WITHOUT_SUPERVISE,
                            run + " is without a supervise");
                } else if (!service.owns(run)) {
                    violatedUnless(
                            service.superviseKilled && !service.adoptable(run),
                            KnownFault.NOT_ADOPTED_WITHOUT_HISTORY,
                            run + " is not adopted");
                }
            }
            if (svscanRan
                    && service.supervised()
                    && !Records.executes(service.supervise.parent(), "svscan")
                    && !watched(service)) {
                violatedUnless(
                        records().svscanKilled() && !found(service),
                        KnownFault.SUPERVISE_WITHOUT_SVSCAN,
                        service.supervise + " is without svscan");
            }
        }
    }
}
