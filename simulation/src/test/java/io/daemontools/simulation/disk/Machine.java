package io.daemontools.simulation.disk;

import io.daemontools.posix.Bytes;
import io.daemontools.posix.Clocks;
import io.daemontools.simulation.file.Credentials;
import io.daemontools.simulation.file.Directory;
import io.daemontools.simulation.file.FileSystem;
import io.daemontools.simulation.file.Inode;
import io.daemontools.simulation.file.OpenFile;
import io.daemontools.simulation.file.Place;
import io.daemontools.simulation.file.RegularFile;
import io.daemontools.simulation.file.SurvivingState;
import io.daemontools.simulation.os.OperatingSystem;
import java.util.Set;
import java.util.TreeSet;

/** A file system on a cached disk, and what a power cut can make of it. Paths are relative to the root. */
final class Machine {
    /** What {@link #states} has for a file that does not exist. */
    static final String ABSENT = "absent";

    final CachedDisk disk;
    private final FileSystem files;
    private long clock = 1;

    Machine(Profile profile) {
        disk = profile.disk();
        files = new FileSystem(disk, OperatingSystem.LINUX, () -> clock);
        disk.attach(files.root(), () -> clock);
    }

    void sleep(long seconds) {
        clock += seconds * Clocks.SECOND;
    }

    private Place place(String path) {
        return files.find(files.root(), path, Credentials.ROOT);
    }

    Inode inode(String path) {
        return place(path).present();
    }

    void mkdir(String path) {
        files.mkdir(place(path), 0755, Credentials.ROOT);
    }

    OpenFile create(String path) {
        return OpenFile.forWriting(files.create(place(path), 0644, Credentials.ROOT), true)
                .acquire();
    }

    /** Opens a file that exists with O_TRUNC. */
    OpenFile truncate(String path) {
        RegularFile file = (RegularFile) inode(path);
        OpenFile open = OpenFile.forWriting(file, true).acquire();
        file.truncate(0);
        return open;
    }

    void write(OpenFile file, String text) {
        file.write(Bytes.of(text), 0, text.length());
    }

    void rename(String from, String to) {
        files.rename(place(from), place(to), Credentials.ROOT);
    }

    void link(String existing, String added) {
        files.link(place(existing), place(added), Credentials.ROOT);
    }

    void unlink(String path) {
        files.unlink(place(path), Credentials.ROOT);
    }

    void chmod(String path, int mode) {
        files.chmod(inode(path), mode, Credentials.ROOT);
    }

    void fsync(String path) {
        inode(path).sync();
    }

    /** Makes a file with that text, all durable. */
    void durable(String path, String text) {
        OpenFile file = create(path);
        write(file, text);
        file.release();
        disk.sync();
    }

    /** All states of some files after a power cut: the text of each, with its mode if it is not 0644, joined by spaces. */
    Set<String> states(String... paths) {
        Set<String> states = new TreeSet<>();
        AllChoices choices = new AllChoices();
        do {
            states.add(describe(disk.powerCut(choices), paths));
        } while (choices.next());
        return states;
    }

    private String describe(SurvivingState state, String... paths) {
        FileSystem surviving = files.surviving(state, disk.afterPowerCut(), () -> clock);
        StringBuilder text = new StringBuilder();
        for (String path : paths) {
            text.append(text.isEmpty() ? "" : " ").append(describe(surviving.get(path)));
        }
        return text.toString();
    }

    private static String describe(Inode inode) {
        if (inode instanceof RegularFile file) {
            String mode = file.permissions() == 0644 ? "" : ":" + Integer.toOctalString(file.permissions());
            return "'" + file.text().replace('\0', '0') + "'" + mode;
        }
        return inode instanceof Directory directory ? directory.names().toString() : ABSENT;
    }
}
