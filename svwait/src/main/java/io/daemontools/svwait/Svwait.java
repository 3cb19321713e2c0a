package io.daemontools.svwait;

import io.daemontools.Launcher;
import io.daemontools.cli.Arguments;
import io.daemontools.cli.Command;
import io.daemontools.cli.Decimal;
import io.daemontools.cli.Diagnostics;
import io.daemontools.cli.ExitStatus;
import io.daemontools.cli.FatalException;
import io.daemontools.cli.Getopt;
import io.daemontools.posix.Clocks;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.posix.Signal;
import io.daemontools.posix.Spawn;
import io.daemontools.posix.WaitStatus;
import io.daemontools.service.ServicePaths;
import io.daemontools.service.ServiceReader;
import io.daemontools.service.ServiceWatches;

/** Waits until services are up, ready, down or restarted. */
public final class Svwait implements Command {
    static final String NAME = "svwait";

    /** The options, for {@link Getopt}. */
    static final String OPTSTRING = "uUdDrRaot:";

    private static final String END_OF_DIRECTORIES = "--";

    /** The time is over. The codes are those of s6-svwait. */
    private static final int TIMED_OUT = 99;

    /** A supervise has gone. */
    private static final int GONE = 102;

    /** The largest number of services that have failed, as an exit code. */
    private static final int MAX_FAILED = 98;

    private static final long MILLISECOND = Clocks.SECOND / 1000;

    /** A time of more digits, in milliseconds, is longer than any wait. */
    private static final int MAX_DIGITS = 12;

    private static final long NO_LIMIT = -1;

    /** How long to wait if {@code poll(2)} fails. */
    private static final long PAUSE = 100 * MILLISECOND;

    private Condition condition = Condition.UP;
    private boolean one;
    private long limit = NO_LIMIT;

    /** Runs the command. */
    public static void main(String[] args) {
        Launcher.run(new Svwait(), args);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int run(Arguments arguments, Posix posix) {
        Getopt options = Getopt.withoutWords(arguments, posix, OPTSTRING);
        int first = parse(options);
        long end = limit == NO_LIMIT ? NO_LIMIT : posix.monotonicClock() + limit;
        int separator = separator(arguments, first);
        boolean runsCommand = separator < arguments.size();
        int count = separator - first;
        if (count == 0 || (runsCommand && separator + 1 == arguments.size()) || options.hasWord(separator)) {
            throw usage();
        }
        int[] descriptors = new int[count * ServiceWatches.COUNT];
        boolean[] ready = new boolean[descriptors.length];
        WaitedService[] services = new WaitedService[count];
        ServiceReader reader = new ServiceReader(posix);
        ServicePaths paths = new ServicePaths();
        for (int i = 0; i < count; i++) {
            String directory = arguments.name(first + i, posix);
            services[i] = new WaitedService(
                    directory.isEmpty() ? "." : directory,
                    condition,
                    reader,
                    paths,
                    descriptors,
                    i * ServiceWatches.COUNT,
                    posix);
            services[i].begin();
        }
        if (runsCommand) {
            int failure = runCommand(arguments, separator + 1, posix);
            if (failure != ExitStatus.SUCCESS) {
                return failure;
            }
            for (WaitedService service : services) {
                service.commandWasSent();
            }
        }
        return await(services, descriptors, ready, end, posix);
    }

    private int parse(Getopt options) {
        for (char letter = options.next(); letter != Getopt.END; letter = options.next()) {
            switch (letter) {
                case 'a' -> one = false;
                case 'o' -> one = true;
                case 't' -> limit = time(options.value());
                case Getopt.ERROR -> throw usage();
                default -> condition = Condition.of(letter);
            }
        }
        return options.index();
    }

    /** The index of the {@code --} that ends the directories, or the number of arguments. */
    private static int separator(Arguments arguments, int first) {
        int index = first;
        while (index < arguments.size() && !arguments.get(index).equals(END_OF_DIRECTORIES)) {
            index++;
        }
        return index;
    }

    /** Runs a command until it has ended. Returns its exit code. */
    private static int runCommand(Arguments arguments, int first, Posix posix) {
        Diagnostics diagnostics = new Diagnostics(NAME, posix);
        // If CHLD is ignored, the system reaps the child, and its exit code is lost.
        posix.setDefault(Signal.CHLD);
        String program = arguments.name(first, posix);
        String failure = NAME + ": fatal: unable to run " + program + ": ";
        WaitStatus status = new WaitStatus();
        try {
            posix.waitpid(posix.spawn(Spawn.withOwnArguments(failure, program, first)), status);
        } catch (PosixException error) {
            throw diagnostics.fatal("unable to fork", error);
        }
        if (status.crashed()) {
            throw FatalException.system(NAME, "child crashed");
        }
        return status.exitCode();
    }

    /** A time in nanoseconds. 0 means without limit, as in s6-svwait. */
    private static long time(String milliseconds) {
        int digits = Decimal.digits(milliseconds);
        if (digits == 0 || digits < milliseconds.length() || digits > MAX_DIGITS) {
            throw usage();
        }
        long value = Decimal.value(milliseconds);
        return value == 0 ? NO_LIMIT : value * MILLISECOND;
    }

    private static FatalException usage() {
        return FatalException.usage("svwait: usage: svwait [-uUdDrRao] [-t milliseconds] [dir ...] [-- program ...]");
    }

    private int await(WaitedService[] services, int[] descriptors, boolean[] ready, long end, Posix posix) {
        while (true) {
            int waiting = count(services, WaitedService.Result.WAITING);
            int reached = count(services, WaitedService.Result.REACHED);
            if (one ? reached > 0 : reached == services.length) {
                return ExitStatus.SUCCESS;
            }
            if ((!one && count(services, WaitedService.Result.GONE) > 0) || waiting == 0) {
                throw failure(services);
            }
            long now = posix.monotonicClock();
            if (end != NO_LIMIT && now >= end) {
                throw fatal("timed out: ", services, WaitedService.Result.WAITING, TIMED_OUT);
            }
            long until = end == NO_LIMIT ? Long.MAX_VALUE : end;
            for (WaitedService service : services) {
                until = Math.min(until, service.lookAt());
            }
            boolean polled = poll(descriptors, ready, Math.max(0, until - now), posix);
            for (WaitedService service : services) {
                service.turn(ready, polled);
            }
        }
    }

    /** Waits. Returns whether {@code poll(2)} succeeded; if it did not, everything has to be looked at. */
    private static boolean poll(int[] descriptors, boolean[] ready, long time, Posix posix) {
        try {
            posix.poll(descriptors, ready, time);
            return true;
        } catch (PosixException error) {
            posix.sleep(Math.min(time, PAUSE));
            return false;
        }
    }

    private static int count(WaitedService[] services, WaitedService.Result wanted) {
        int count = 0;
        for (WaitedService service : services) {
            count += service.result() == wanted ? 1 : 0;
        }
        return count;
    }

    private static FatalException failure(WaitedService[] services) {
        if (count(services, WaitedService.Result.GONE) > 0) {
            return fatal("supervise not running: ", services, WaitedService.Result.GONE, GONE);
        }
        int failed = count(services, WaitedService.Result.FAILED);
        return fatal("failed for good: ", services, WaitedService.Result.FAILED, Math.min(failed, MAX_FAILED));
    }

    private static FatalException fatal(
            String message, WaitedService[] services, WaitedService.Result which, int exitStatus) {
        StringBuilder line = new StringBuilder("svwait: fatal: ").append(message);
        int count = 0;
        for (WaitedService service : services) {
            if (service.result() == which && count++ == 0) {
                line.append(service.directory());
                if (exitStatus == TIMED_OUT) {
                    line.append(" (").append(service.state()).append(')');
                }
            }
        }
        if (count > 1) {
            line.append(" and ").append(count - 1).append(" more");
        }
        return FatalException.usage(line.toString(), exitStatus);
    }
}
