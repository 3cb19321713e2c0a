package io.daemontools.posix.jvm;

import io.daemontools.posix.ProcessEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Linux's {@code /proc/PID/status} of a process. */
final class LinuxProcess {
    private static final String PARENT = "PPid:";
    private static final String USERS = "Uid:";

    private LinuxProcess() {}

    /** Looks a process up. */
    static boolean find(int process, ProcessEntry into) {
        List<String> lines;
        try {
            lines = Files.readAllLines(Path.of("/proc/" + process + "/status"), StandardCharsets.ISO_8859_1);
        } catch (IOException ignored) {
            // It has ended, or is hidden.
            return false;
        }
        String parent = null;
        String users = null;
        for (String line : lines) {
            parent = line.startsWith(PARENT) ? line.substring(PARENT.length()).strip() : parent;
            users = line.startsWith(USERS) ? line.substring(USERS.length()).strip() : users;
        }
        if (parent == null || users == null) {
            return false;
        }
        into.set(Integer.parseInt(parent), Long.parseLong(users.split("\t", -1)[1]));
        return true;
    }
}
