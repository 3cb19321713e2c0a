package io.daemontools.simulation.check;

import io.daemontools.simulation.file.Directory;
import io.daemontools.simulation.file.Inode;
import io.daemontools.simulation.kernel.SimulatedProcess;
import io.daemontools.simulation.world.World;
import java.util.HashMap;
import java.util.Map;

/**
 * What is wanted up is up again within a second.
 *
 * <p>The second is the one between two starts. It begins when nothing prevents a start, or with the last fault if that is later; and
 * a start takes at most {@value #START_MILLISECONDS} milliseconds. Only these take longer:
 *
 * <ul>
 *   <li>A supervise that svscan's next scan starts: a new one, one that has exited 0, one that svscan has found running and whose
 *       status is down, as that of one that has exited on command is, and any after a failed call of svscan: {@value #SCAN_SECONDS}
 *       seconds.
 *   <li>A run after a failed call: {@value #RETRY_SECONDS} seconds, or {@value #FORK_SECONDS} after a failed fork.
 * </ul>
 */
final class UpAgainChecker extends RecordingChecker {
    private static final int START_MILLISECONDS = 100;
    private static final int SCAN_SECONDS = 7;
    private static final int RETRY_SECONDS = 2;
    private static final int FORK_SECONDS = 62;
    private static final long AT_ONCE = SECOND + START_MILLISECONDS * SECOND / 1000;

    /** Since when a directory has had no supervise, or no run. */
    private final Map<Directory, Long> unsupervised = new HashMap<>();

    /** The names of the service directories: a supervise that is started when a directory is renamed does not find it. */
    private Map<Inode, String> names = new HashMap<>();

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
        boolean scans = svscan != null
                && !svscan.ended()
                && !svscan.stopped()
                && records().terminated(svscan) < 0;
        if (scans && !superviseIsOnItsWay()) {
            Directory services = (Directory) world().kernel().files().get(World.SERVICES);
            Map<Inode, String> found = new HashMap<>();
            for (String name : services.names()) {
                if (!name.startsWith(".")) {
                    found.put(services.get(name), name);
                    lookForSupervise(services.get(name), name.equals(names.get(services.get(name))));
                }
            }
            names = found;
        } else {
            unsupervised.clear();
        }
        for (ServiceRecord service : records().services()) {
            lookForRun(service);
        }
    }

    /** Whether a supervise was stopped before it had changed to its directory: of which service it is cannot be seen. */
    private boolean superviseIsOnItsWay() {
        return world().kernel().processes().all().stream()
                .filter(process -> process.stopped() && Records.executes(process, "supervise"))
                .anyMatch(process -> records().services().stream().noneMatch(service -> service.supervise == process));
    }

    private void lookForSupervise(Inode service, boolean hasItsName) {
        if (service instanceof Directory directory) {
            if (!hasItsName) {
                unsupervised.remove(directory);
                directory.names().forEach(name -> unsupervised.remove(directory.get(name)));
            }
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

    private long bound(ServiceRecord service) {
        boolean killed = service.supervise != null && Records.wasKilled(service.supervise);
        // svscan cannot know that it was killed if it has not started it.
        boolean child = killed && Records.executes(service.supervise.parent(), "svscan");
        boolean atOnce = killed
                && (child || !service.leftDown())
                && now() - records().lastFailureOfSvscan() > SCAN_SECONDS * SECOND;
        return atOnce ? AT_ONCE : SCAN_SECONDS * SECOND;
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
            if (late(since, runBound(service))) {
                violated(service + " is down");
            }
        }
    }

    private long runBound(ServiceRecord service) {
        return service.forkFailed ? FORK_SECONDS * SECOND : records().callFailed() ? RETRY_SECONDS * SECOND : AT_ONCE;
    }

    private boolean late(long since, long bound) {
        return now() - Math.max(since, records().lastFault()) > bound;
    }
}
