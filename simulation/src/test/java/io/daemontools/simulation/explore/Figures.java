package io.daemontools.simulation.explore;

import io.daemontools.simulation.check.KnownFault;
import io.daemontools.simulation.kernel.Fault;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** What histories were run. */
final class Figures {
    private static final double SECONDS_A_YEAR = 365.25 * 24 * 60 * 60;
    private static final double NANOSECONDS = 1e9;

    private final Map<KnownFault, Long> known = new EnumMap<>(KnownFault.class);
    private long histories;
    private long calls;
    private long kills;
    private long failures;
    private long violations;
    private double seconds;
    private double elapsed;

    /** A history was run. */
    synchronized void add(Run run) {
        histories++;
        calls += run.history().calls();
        seconds += run.history().seconds();
        violations += run.history().violation() == null ? 0 : 1;
        for (PlannedFault fault : run.faults()) {
            kills += fault.kind() == Fault.Kind.KILL ? 1 : 0;
            failures += fault.kind() == Fault.Kind.FAIL ? 1 : 0;
        }
        for (KnownFault fault : run.history().knownFaults()) {
            known.merge(fault, 1L, Long::sum);
        }
    }

    /** The figures of others are added. */
    synchronized void add(Figures others) {
        histories += others.histories;
        calls += others.calls;
        seconds += others.seconds;
        violations += others.violations;
        kills += others.kills;
        failures += others.failures;
        elapsed += others.elapsed;
        others.known.forEach((fault, count) -> known.merge(fault, count, Long::sum));
    }

    /** So long it took. */
    synchronized void took(long nanoseconds) {
        elapsed += nanoseconds / NANOSECONDS;
    }

    /** How many histories there were. */
    synchronized long histories() {
        return histories;
    }

    /** One line, and one for each known fault. */
    @Override
    public synchronized String toString() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%,d histories, %,d calls (%,.0f a second), %.2f virtual years, %,d kills, %,d failed calls,"
                        + " %,d violations, %,d s",
                histories,
                calls,
                elapsed == 0 ? 0 : calls / elapsed,
                seconds / SECONDS_A_YEAR,
                kills,
                failures,
                violations,
                Math.round(elapsed)));
        known.forEach((fault, count) -> text.append(String.format(
                Locale.ROOT, "%n  known: %s in %,d histories", fault.name().toLowerCase(Locale.ROOT), count)));
        return text.toString();
    }
}
