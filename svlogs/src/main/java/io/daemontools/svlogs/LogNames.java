package io.daemontools.svlogs;

import io.daemontools.log.LogDirectories;
import java.util.ArrayList;
import java.util.List;

/** The names of services, from the paths of their directories or of their logs. */
final class LogNames {
    private static final String LOGGER = "log";

    private final LogDirectories files;

    LogNames(LogDirectories files) {
        this.files = files;
    }

    /** The last part of a path; of the path of a logger or of a directory in it, the last part of that of its service. */
    String of(String absolute) {
        List<String> parts = parts(absolute);
        int last = parts.size() - 1;
        if (last < 0) {
            return "/";
        }
        int logger = parts.get(last).equals(LOGGER) ? last : last - 1;
        return isLogger(parts, logger) ? parts.get(logger - 1) : parts.get(last);
    }

    /** A directory {@code log} is none just because of its name: {@code /var/log}. */
    private boolean isLogger(List<String> parts, int index) {
        if (index < 1 || !parts.get(index).equals(LOGGER)) {
            return false;
        }
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < index; i++) {
            path.append('/').append(parts.get(i));
        }
        String service = path.toString();
        return files.isRegular(service.concat("/run"))
                || files.isDirectory(service.concat("/supervise"))
                || files.isDirectory(service.concat("/log/main"));
    }

    /** Those of a path without {@code .} and {@code ..}, which are followed as if there were no symbolic links. */
    private static List<String> parts(String absolute) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        while (from <= absolute.length()) {
            int slash = absolute.indexOf('/', from);
            int to = slash < 0 ? absolute.length() : slash;
            String part = absolute.substring(from, to);
            from = to + 1;
            if (part.equals("..")) {
                if (!parts.isEmpty()) {
                    parts.remove(parts.size() - 1);
                }
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        return parts;
    }
}
