package io.daemontools.simulation.kernel;

import io.daemontools.simulation.file.Choices;
import io.daemontools.simulation.file.Disk;
import io.daemontools.simulation.file.FileSystem;
import io.daemontools.simulation.file.SurvivingState;

/**
 * Machines as they start after a power cut: without processes, with one of the possible states of the files. The wall clock goes on, the
 * monotonic clock and the process ids start again.
 */
public final class Restart {
    private Restart() {}

    /** A machine as it would start if its power was cut at this moment. Nothing is planned. The machine itself does not change. */
    public static Kernel after(Kernel before, Choices choices, Scheduler scheduler, Faults faults) {
        FileSystem files = before.files();
        Disk disk = files.disk();
        SurvivingState state = disk.powerCut(choices);
        Kernel kernel = new Kernel(
                scheduler,
                faults,
                new Timeline(before.timeline()),
                clock -> files.surviving(state, disk.afterPowerCut(), clock),
                new ProcessTable(before.processes()),
                before.calls());
        kernel.accounts().putAll(before.accounts());
        kernel.setZone(before.zone());
        return kernel;
    }

    /** A machine whose power was cut, with its scheduler, faults, plan, observers and trace. The object for it before is of no use. */
    public static Kernel of(Kernel before, Choices choices) {
        before.close();
        Kernel kernel = after(before, choices, before.scheduler, before.faults);
        before.observers().forEach(kernel::observe);
        kernel.setTrace(before.trace());
        kernel.timeline().takePlan(before.timeline());
        return kernel;
    }
}
