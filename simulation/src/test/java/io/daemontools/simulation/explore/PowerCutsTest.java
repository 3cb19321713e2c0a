package io.daemontools.simulation.explore;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.cli.Arguments;
import io.daemontools.cli.Runner;
import io.daemontools.multilog.Multilog;
import io.daemontools.posix.FileStatus;
import io.daemontools.posix.Posix;
import io.daemontools.posix.Signal;
import io.daemontools.simulation.disk.Profile;
import io.daemontools.simulation.kernel.Trace;
import io.daemontools.simulation.program.Program;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PowerCutsTest {
    private static final int EFFORT = Integer.getInteger("daemontools.effort", 1);

    /** supervise does not wait for the disk: a part of a history may be what was on the disk before. It is not used then. */
    private static final List<String> UNORDERED = List.of(
            "a message: supervise: warning: unable to use log/supervise/history: bad format",
            "a message: supervise: warning: unable to use a/supervise/history: bad format");

    static Stream<LoggedService> scenarios() {
        return LoggedService.all().stream();
    }

    private static Map<String, PowerCuts.Found> explore(LoggedService scenario, Profile profile, int every, int depth) {
        Map<String, PowerCuts.Found> violations = new TreeMap<>();
        for (int seed = 1; seed <= EFFORT; seed++) {
            PowerCuts cuts = new PowerCuts(scenario, profile, seed, 8, every, depth).run();
            System.out.println(cuts);
            assertThat(cuts.boots()).isGreaterThan(50);
            violations.putAll(cuts.violations());
        }
        return violations;
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void onExt4(LoggedService scenario) {
        assertThat(explore(scenario, Profile.EXT4, 1, 1)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void onExt4WithAnotherCutWhileTheMachineStarts(LoggedService scenario) {
        assertThat(explore(scenario, Profile.EXT4, 13, 2)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void onADiskWithoutOrder(LoggedService scenario) {
        assertThat(unexpected(explore(scenario, Profile.POSIX, EFFORT > 1 ? 1 : 4, 1)))
                .isEmpty();
    }

    private static Map<String, PowerCuts.Found> unexpected(Map<String, PowerCuts.Found> violations) {
        return violations.entrySet().stream()
                .filter(violation -> UNORDERED.stream().noneMatch(violation.getKey()::startsWith))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Test
    void aMultilogWithoutFsyncIsNoticed() {
        PowerCuts cuts = new PowerCuts(calling(PowerCutsTest::withoutFsync), Profile.EXT4, 1, 8, 1, 1).run();
        System.out.println(cuts);
        assertThat(cuts.violations()).isNotEmpty();
    }

    /** That of 0.76 is one. */
    @Test
    void aMultilogWithoutFsyncOfItsDirectoryLosesLinesOnADiskWithoutOrder() {
        PowerCuts cuts =
                new PowerCuts(calling(PowerCutsTest::withoutFsyncOfDirectories), Profile.POSIX, 1, 8, 1, 1).run();
        System.out.println(cuts);
        assertThat(cuts.violations()).containsKey("a durable line is lost");
    }

    /** The next multilog finishes the file: what it removes must not be needed if the power fails then. */
    @Test
    void aMultilogThatIsKilledWhenAFileIsProcessedLosesNothing() {
        LoggedService killed = LoggedService.with(program(PowerCutsTest::killedByMode), "s4096 n1000 !copy ./main");
        assertThat(unexpected(explore(killed, Profile.POSIX, EFFORT > 1 ? 1 : 2, 1)))
                .isEmpty();
    }

    /** A multilog that makes other calls. */
    private static LoggedService calling(UnaryOperator<Posix> calls) {
        return LoggedService.with(program(calls));
    }

    private static Program program(UnaryOperator<Posix> calls) {
        return (arguments, posix) -> Runner.run(
                new Multilog(),
                new Arguments("multilog", arguments.subList(1, arguments.size()).toArray(String[]::new)),
                calls.apply(posix));
    }

    /** Killed once it has given an open file the mode of a finished one. */
    private static Posix killedByMode(Posix posix) {
        return calls((method, arguments) -> {
            Object result = invoke(posix, method, arguments);
            if (method.getName().equals("chmod") && arguments[0] instanceof Integer && arguments[1].equals(0744)) {
                posix.kill(posix.getpid(), Signal.KILL);
            }
            return result;
        });
    }

    private static Posix withoutFsync(Posix posix) {
        return without(posix, descriptor -> true);
    }

    private static Posix withoutFsyncOfDirectories(Posix posix) {
        return without(posix, descriptor -> {
            FileStatus status = new FileStatus();
            posix.stat(descriptor, status);
            return status.directory();
        });
    }

    private static Posix without(Posix posix, IntPredicate fsync) {
        return calls((method, arguments) -> method.getName().equals("fsync") && fsync.test((int) arguments[0])
                ? null
                : invoke(posix, method, arguments));
    }

    /** Makes a call. */
    @FunctionalInterface
    private interface Caller {
        Object call(Method method, Object[] arguments) throws Throwable;
    }

    private static Posix calls(Caller caller) {
        return (Posix) Proxy.newProxyInstance(
                Posix.class.getClassLoader(),
                new Class<?>[] {Posix.class},
                (proxy, method, arguments) -> caller.call(method, arguments));
    }

    private static Object invoke(Posix posix, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(posix, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }

    @Test
    void aPlaceReproducesItsTrace() {
        LoggedService scenario = calling(PowerCutsTest::withoutFsyncOfDirectories);
        PowerCuts cuts = new PowerCuts(scenario, Profile.POSIX, 1, 8, 4, 1).run();
        PowerCuts.Found found = cuts.violations().values().iterator().next();
        PowerCuts again = new PowerCuts(scenario, Profile.POSIX, 1, 8, 4, 1);
        Trace trace = again.reproduce(found.place());
        assertThat(again.violations().values()).containsExactly(found);
        assertThat(trace.lines()).hasSizeGreaterThan(100);
        assertThat(new PowerCuts(scenario, Profile.POSIX, 1, 8, 4, 1)
                        .reproduce(found.place())
                        .hash())
                .isEqualTo(trace.hash());
    }
}
