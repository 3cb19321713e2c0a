package io.daemontools.simulation.kernel;

import io.daemontools.simulation.file.Choices;
import io.daemontools.simulation.file.Disk;
import io.daemontools.simulation.file.FileSystem;
import io.daemontools.simulation.file.SurvivingState;

/** A machine as it starts after a power cut: without processes, with what has survived of the files. */
final class Restart {
    private Restart() {}

    static Kernel after(Kernel before, Choices choices, Scheduler scheduler, Faults faults) {
        FileSystem files = before.files();
        Disk disk = files.disk();
        SurvivingState state = disk.powerCut(choices);
        Timeline timeline = new Timeline(before.timeline());
        FileSystem surviving = files.surviving(state, disk.afterPowerCut(), timeline::wallClock);
        Kernel kernel = new Kernel(scheduler, faults, timeline, surviving, before.calls());
        kernel.accounts().putAll(before.accounts());
        kernel.setZone(before.zone());
        return kernel;
    }
}
