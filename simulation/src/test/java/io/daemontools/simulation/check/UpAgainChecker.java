package io.daemontools.simulation.check;

import io.daemontools.simulation.file.Directory;
import io.daemontools.simulation.file.Inode;
import io.daemontools.simulation.kernel.SimulatedProcess;
import io.daemontools.simulation.world.World;
import java.util.HashMap;
import java.util.Map;

/**
 * What is wanted up is up again soon.
 *
 * <p>The bounds, from when nothing prevents it, or from the last fault if that is later. For a supervise of svscan's that was
 * killed: {@value #KILLED_SECONDS} seconds, of which the second between two starts takes one; or else {@value #SUPERVISE_SECONDS}, of which svscan's
 * next scan takes five. For a run: {@value #RUN_SECONDS} seconds, of which the second between two starts takes one; or {@value
 * #FORK_SECONDS} after a failed fork.
 */
final class UpAgainChecker extends RecordingChecker {
    private static final int SUPERVISE_SECONDS = 7;
    private static final int KILLED_SECONDS = 2;
    private static final int RUN_SECONDS = 2;
    private static final int FORK_SECONDS = 62;

    /** Since when a directory has had no supervise, or no run. */
    private final Map<Directory, Long> unsupervised = new HashMap<>();

    private final Map<ServiceRecord, Long> down = new HashMap<>();
    private SimulatedProcess svscan;

    UpAgainChecker(Records records) {
        super(records);
    }

    @Override
    public String promise() {
        return "what is wanted up is up";
    }

    @Override
    public void executed(SimulatedProcess process) {
        if (Records.executes(process, "svscan")) {
            svscan = process;
        }
    }

    @Override
    void look() {
        if (svscan != null && !svscan.ended() && !svscan.stopped() && records().terminated(svscan) < 0) {
            Directory services = (Directory) world().kernel().files().get(World.SERVICES);
            for (String name : services.names()) {
                if (!name.startsWith(".")) {
                    lookForSupervise(services.get(name));
                }
            }
        } else {
            unsupervised.clear();
        }
        for (ServiceRecord service : records().services()) {
            lookForRun(service);
        }
    }

    private void lookForSupervise(Inode service) {
        if (service instanceof Directory directory) {
            expectSupervise(directory);
            if (directory.get("log") instanceof Directory log) {
                expectSupervise(log);
            }
        }
    }

    private void expectSupervise(Directory directory) {
        ServiceRecord service = records().of(directory);
        if (service.supervised()) {
            unsupervised.remove(directory);
        } else {
            long since = unsupervised.computeIfAbsent(directory, absent -> now());
            if (service.supervise != null) {
                since = Math.max(since, records().ended(service.supervise, since));
            }
            if (late(since, bound(service))) {
                violated(service + " has no supervise");
            }
        }
    }

    private int bound(ServiceRecord service) {
        boolean killed = service.supervise != null && Records.wasKilled(service.supervise);
        boolean atOnce = killed
                && service.want == 'u'
                && !records().callFailed()
                && !records().svscanKilled();
        return atOnce ? KILLED_SECONDS : SUPERVISE_SECONDS;
    }

    private void lookForRun(ServiceRecord service) {
        boolean due = service.supervised()
                && !service.supervise.stopped()
                && service.want == 'u'
                && service.exitSince < 0
                && service.runs.isEmpty();
        if (!due) {
            down.remove(service);
        } else {
            down.putIfAbsent(service, now());
            long since = Math.max(down.get(service), service.lastChange);
            if (late(since, service.forkFailed ? FORK_SECONDS : RUN_SECONDS)) {
                violated(service + " is down");
            }
        }
    }

    private boolean late(long since, int seconds) {
        return now() - Math.max(since, records().lastFault()) > seconds * SECOND;
    }
}
