package io.daemontools.svls;

import io.daemontools.posix.Clocks;
import io.daemontools.service.EndCounts;
import io.daemontools.service.RunEnd;
import io.daemontools.service.ServiceReader;
import io.daemontools.service.Want;

/** A metric of a service. Those of one name follow each other. */
enum Metric {
    SUPERVISED("supervised", "gauge", "Whether a supervise runs."),
    UP("up", "gauge", "Whether the service runs under a supervise."),
    WANTED_UP("wanted_up", "gauge", "Whether supervise restarts the service when it ends."),
    READY("ready", "gauge", "Whether the service has reported that it is ready; only of a service with settings."),
    AS_WANTED("as_wanted", "gauge", "Whether the service needs no attention."),
    CHANGED("changed_timestamp_seconds", "gauge", "When the service was started or has ended."),
    RUNS("runs_total", "counter", "The number of the last run in the history, those of finish included."),
    SUCCESSES("ends_total", "counter", "How often the service has ended, by cause.", "exit_zero"),
    FAILURES("ends_total", "counter", "", "exit_nonzero"),
    SIGNALS("ends_total", "counter", "", "signal"),
    RECENT_RESTARTS("recent_restarts", "gauge", "Restarts in the last hour without a command, of the last 64 runs."),
    EXIT_CODE("last_exit_code", "gauge", "The exit code of the last end, if the service exited."),
    SIGNAL("last_signal", "gauge", "The number of the signal of the last end, if a signal ended the service."),
    MEMORY("resident_memory_bytes", "gauge", "The resident memory of the process."),
    CPU("cpu_seconds_total", "counter", "The user and system time of the process."),
    LOG_BYTES(
            "log_bytes",
            "gauge",
            "The size of current in the first log directory of the service, log/main if it is there."),
    LOG_WRITTEN("log_written_timestamp_seconds", "gauge", "When that file was last written to.");

    /** The value if there is none. */
    static final long NONE = Long.MIN_VALUE;

    private static final Metric[] ALL = values();
    private static final String PREFIX = "daemontools_service_";

    private final String suffix;
    private final String type;
    private final String help;
    private final String cause;

    Metric(String suffix, String type, String help) {
        this(suffix, type, help, "");
    }

    Metric(String suffix, String type, String help, String cause) {
        this.suffix = suffix;
        this.type = type;
        this.help = help;
        this.cause = cause;
    }

    /** All of them. The array is not to be changed. */
    static Metric[] all() {
        return ALL;
    }

    /** The name. */
    String text() {
        return PREFIX.concat(suffix);
    }

    /** Whether it is the first of its name. */
    boolean first() {
        return !help.isEmpty();
    }

    /** The lines before its values. */
    String heading() {
        return "# HELP " + text() + ' ' + help + "\n# TYPE " + text() + ' ' + type + '\n';
    }

    /** What follows the labels of a service. */
    String moreLabels() {
        return cause.isEmpty() ? "} " : ",cause=\"" + cause + "\"} ";
    }

    /** The decimals of its value. */
    int decimals() {
        return this == CPU ? 2 : 0;
    }

    /** Its value of a service, or {@link #NONE}. */
    long of(ServiceView service, LogSize log) {
        ServiceReader files = service.files();
        RunEnd end = service.lastEnd();
        boolean ended = end != null && end.statusKnown();
        boolean known = files.hasStatus() && files.problem() == null;
        return switch (this) {
            case SUPERVISED -> files.supervisionKnown() ? number(files.supervised()) : NONE;
            case UP -> files.conditionKnown() ? number(files.up()) : NONE;
            case WANTED_UP -> files.conditionKnown() ? number(files.supervised() && files.want() == Want.UP) : NONE;
            case READY ->
                files.supervised() && files.conditionKnown() && files.state() != null
                        ? number(files.state().ready())
                        : NONE;
            case AS_WANTED -> number(service.state().asWanted());
            case CHANGED -> known && files.since() > 0 ? files.since() / Clocks.SECOND : NONE;
            case RUNS -> files.hasHistory() ? files.history().last() : NONE;
            case SUCCESSES -> ends(EndCounts.SUCCESS, service);
            case FAILURES -> ends(EndCounts.FAILURE, service);
            case SIGNALS -> ends(EndCounts.SIGNAL, service);
            case RECENT_RESTARTS -> files.hasHistory() ? service.restarts() : NONE;
            case EXIT_CODE -> ended && !end.status().crashed() ? end.status().exitCode() : NONE;
            case SIGNAL -> ended && end.status().crashed() ? end.status().signal() : NONE;
            case MEMORY -> orNone(service.memory());
            case CPU -> orNone(service.ticks());
            case LOG_BYTES -> log.bytes();
            case LOG_WRITTEN -> log.written();
        };
    }

    private static long ends(int kind, ServiceView service) {
        return service.files().hasHistory() ? EndCounts.of(kind, service.endCounts()) : NONE;
    }

    private static long orNone(long value) {
        return value == ProcessUse.UNKNOWN ? NONE : value;
    }

    private static long number(boolean value) {
        return value ? 1 : 0;
    }
}
