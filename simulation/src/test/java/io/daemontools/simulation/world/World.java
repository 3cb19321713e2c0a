package io.daemontools.simulation.world;

import io.daemontools.posix.Clocks;
import io.daemontools.simulation.file.Disk;
import io.daemontools.simulation.file.RegularFile;
import io.daemontools.simulation.kernel.Faults;
import io.daemontools.simulation.kernel.Kernel;
import io.daemontools.simulation.kernel.Scheduler;
import io.daemontools.simulation.kernel.SimulatedProcess;
import io.daemontools.simulation.program.Program;
import java.util.List;

/** A simulated machine with the suite and some services. */
public final class World implements AutoCloseable {
    /** The directory that svscan looks at. */
    public static final String SERVICES = "/service";

    private static final String PATH = "PATH=/command:/bin";

    private final Kernel kernel;

    /** A machine without services. */
    public World(Scheduler scheduler, Faults faults, Disk disk) {
        kernel = new Kernel(scheduler, faults, disk);
        Commands.install(kernel);
        kernel.install(ExecScript.PATH, new ExecScript());
        kernel.files().makeDirectories(SERVICES);
    }

    /** The machine. */
    public Kernel kernel() {
        return kernel;
    }

    /** Installs a program of the services in {@code /bin}. */
    public void program(String name, Program program) {
        kernel.install("/bin/" + name, program);
    }

    /** Makes a service directory whose {@code run} executes a program. */
    public void service(String name, String commandLine) {
        String directory = SERVICES + '/' + name;
        kernel.files().makeDirectories(directory);
        kernel.files().write(directory + "/run", 0755, ExecScript.text(commandLine));
    }

    /** Starts a process with the machine's PATH; its program is the first argument. */
    public SimulatedProcess start(String... arguments) {
        return kernel.start(List.of(arguments), PATH);
    }

    /** Starts svscan; it is process 1 if it is the first. */
    public SimulatedProcess startSvscan() {
        return start(Commands.DIRECTORY + "svscan", SERVICES);
    }

    /** Lets the machine run until that many seconds after its start. */
    public void runUntil(double seconds) {
        kernel.runUntil((long) (seconds * Clocks.SECOND));
    }

    /** The text of a file. */
    public String text(String path) {
        return ((RegularFile) kernel.files().get(path)).text();
    }

    @Override
    public void close() {
        kernel.close();
    }
}
