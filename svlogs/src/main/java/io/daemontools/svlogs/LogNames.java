package io.daemontools.svlogs;

/** The names of services, from the paths of their directories or of their logs. */
final class LogNames {
    private static final String LOGGER = "log";

    private LogNames() {}

    /**
     * The last part of a path, without {@code .} and {@code ..}; of a path with {@code log} as the last part, or the one before it, the part
     * before that.
     */
    static String of(String absolute) {
        String[] parts = {"", "", ""};
        int from = 0;
        while (from <= absolute.length()) {
            int slash = absolute.indexOf('/', from);
            int to = slash < 0 ? absolute.length() : slash;
            String part = absolute.substring(from, to);
            from = to + 1;
            if (!part.isEmpty() && !part.equals(".")) {
                parts[0] = parts[1];
                parts[1] = parts[2];
                parts[2] = part;
            }
        }
        if (parts[2].equals(LOGGER) && !parts[1].isEmpty()) {
            return parts[1];
        }
        return parts[1].equals(LOGGER) && !parts[0].isEmpty() ? parts[0] : parts[2];
    }
}
