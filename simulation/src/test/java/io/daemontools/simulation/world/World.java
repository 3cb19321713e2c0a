package io.daemontools.simulation.world;

import io.daemontools.posix.Clocks;
import io.daemontools.simulation.file.Credentials;
import io.daemontools.simulation.file.Directory;
import io.daemontools.simulation.file.Disk;
import io.daemontools.simulation.file.Place;
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
        kernel.install(Init.PATH, new Init());
        Services.install(this);
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

    /** Installs another program in place of a command. */
    public void replaceCommand(String name, Program program) {
        kernel.files().removeTree(Commands.DIRECTORY + name);
        kernel.install(Commands.DIRECTORY + name, program);
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

    /** Makes a service directory with a logger, whose script is given. */
    public void loggedService(String name, String commandLine, String script) {
        service(name + "/log", "multilog " + script);
        service(name, commandLine);
    }

    /** Renames a service directory. */
    public void rename(String from, String to) {
        kernel.files().rename(place(from), place(to), Credentials.ROOT);
    }

    private Place place(String name) {
        return kernel.files().find(kernel.files().root(), SERVICES + '/' + name, Credentials.ROOT);
    }

    /** Starts svscan; it is process 1 if it is the first. */
    public SimulatedProcess startSvscan() {
        return start(Commands.DIRECTORY + "svscan", SERVICES);
    }

    /** Starts process 1 with svscan as its child. */
    public SimulatedProcess startInit() {
        return start(Init.PATH, Commands.DIRECTORY + "svscan", SERVICES);
    }

    /** Starts process 1 without svscan. */
    public SimulatedProcess startReaper() {
        return start(Init.PATH, "sleeper", "1000000000");
    }

    /** Plans something for a moment, in seconds after the beginning. */
    public void at(double seconds, Runnable event) {
        kernel.timeline().at((long) (seconds * Clocks.SECOND), event);
    }

    /** Plans a command, with its arguments, for a moment, in seconds after the beginning. */
    public void commandAt(double seconds, String... arguments) {
        String[] command = arguments.clone();
        command[0] = Commands.DIRECTORY + command[0];
        at(seconds, () -> start(command));
    }

    /** Lets the machine run until that many seconds after its start. */
    public void runUntil(double seconds) {
        kernel.runUntil((long) (seconds * Clocks.SECOND));
    }

    /** The directory at a path. */
    public Directory directory(String path) {
        return (Directory) kernel.files().get(path);
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
