package io.daemontools.simulation.world;

import io.daemontools.posix.Bytes;
import io.daemontools.posix.Clocks;
import io.daemontools.simulation.file.Choices;
import io.daemontools.simulation.file.Credentials;
import io.daemontools.simulation.file.Directory;
import io.daemontools.simulation.file.Disk;
import io.daemontools.simulation.file.Fifo;
import io.daemontools.simulation.file.FileSystem;
import io.daemontools.simulation.file.Inode;
import io.daemontools.simulation.file.OpenFile;
import io.daemontools.simulation.file.Place;
import io.daemontools.simulation.file.RegularFile;
import io.daemontools.simulation.kernel.Faults;
import io.daemontools.simulation.kernel.Kernel;
import io.daemontools.simulation.kernel.Restart;
import io.daemontools.simulation.kernel.Scheduler;
import io.daemontools.simulation.kernel.Seed;
import io.daemontools.simulation.kernel.SimulatedProcess;
import io.daemontools.simulation.os.OperatingSystem;
import io.daemontools.simulation.program.Program;
import java.util.List;

/** A simulated machine with the suite and some services. */
public final class World implements AutoCloseable {
    /** The directory that svscan looks at. */
    public static final String SERVICES = "/service";

    private static final String PATH = "PATH=/command:/bin";

    private Kernel kernel;
    private String[] first;
    private long ended;

    /** A machine with Linux, without services. */
    public World(Scheduler scheduler, Faults faults, Disk disk) {
        this(scheduler, faults, disk, OperatingSystem.LINUX);
    }

    /** A machine without services. */
    public World(Scheduler scheduler, Faults faults, Disk disk, OperatingSystem system) {
        kernel = new Kernel(scheduler, faults, disk, system);
        Commands.install(kernel);
        kernel.install(ExecScript.PATH, new ExecScript());
        kernel.install(Init.PATH, new Init());
        Services.install(this);
        kernel.files().makeDirectories(SERVICES);
        disk.sync();
    }

    private World(Kernel kernel, String[] first) {
        this.kernel = kernel;
        this.first = first;
        boot();
    }

    private void boot() {
        if (first != null) {
            start(first);
        }
    }

    /** The machine. It is another one after a power cut. */
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

    /** Starts a process with the machine's PATH; its program is the first argument. The first one is started after each power cut. */
    public SimulatedProcess start(String... arguments) {
        first = first == null ? arguments.clone() : first;
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

    /** Writes a file, and makes the directories above it. */
    public void write(String path, byte[] bytes) {
        kernel.files().makeDirectories(path.substring(0, path.lastIndexOf('/')));
        kernel.files().write(path, 0600, Bytes.text(bytes, bytes.length));
    }

    /** Copies a service directory with everything in it, as {@code cp -a} does. */
    public void copy(String from, String to) {
        copy((Directory) place(from).present(), kernel.files().makeDirectories(SERVICES + '/' + to));
    }

    private void copy(Directory from, Directory to) {
        FileSystem files = kernel.files();
        for (String name : from.names()) {
            Inode inode = from.get(name);
            Place place = files.find(to, name, Credentials.ROOT);
            if (inode instanceof Directory directory) {
                copy(directory, files.mkdir(place, inode.permissions(), Credentials.ROOT));
            } else if (inode instanceof RegularFile file) {
                RegularFile copy = files.create(place, inode.permissions(), Credentials.ROOT);
                OpenFile open = OpenFile.forWriting(copy, false).acquire();
                byte[] bytes = file.bytes();
                for (int written = 0; written < bytes.length; ) {
                    written += open.write(bytes, written, bytes.length - written);
                }
                open.release();
            } else if (inode instanceof Fifo) {
                files.mkfifo(place, inode.permissions(), Credentials.ROOT);
            }
        }
    }

    /** The seconds since its beginning. */
    public double seconds() {
        return kernel.timeline().passed() / (double) Clocks.SECOND;
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

    /** Lets the machine run until that many seconds after its start. If its power is cut, it is started again at once. */
    public void runUntil(double seconds) {
        long moment = (long) (seconds * Clocks.SECOND);
        kernel.runUntil(moment - ended);
        while (kernel.powerCut() && ended + kernel.timeline().passed() < moment) {
            reboot(new Seed(kernel.trace().hash()));
            kernel.runUntil(moment - ended);
        }
    }

    /** Cuts the power. */
    public void cutPower() {
        kernel.cutPower();
    }

    /** Starts the machine after a power cut, with one of the possible states of the files, and its process 1. */
    public void reboot(Choices choices) {
        ended += kernel.timeline().passed();
        kernel = Restart.of(kernel, choices);
        boot();
    }

    /**
     * This machine as it would start if its power was cut at this moment. It is a machine of its own, on which nothing fails, with
     * the same beginning of time. This one goes on.
     */
    public World afterPowerCut(Choices choices, Scheduler scheduler) {
        return new World(Restart.after(kernel, choices, scheduler, Faults.NONE), first);
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
