package io.daemontools.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.suite.harness.Await;
import io.daemontools.suite.harness.EachPair;
import io.daemontools.suite.harness.Pair;
import io.daemontools.suite.harness.Result;
import io.daemontools.suite.harness.Running;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.Toolset;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A log directory passes from this multilog to the original, or back, in any state. */
class MixedLogIT {

    private static final String[] SCRIPT = {"s4096", "n100", "./main"};

    private static String lines(String kind, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> kind + " line number " + i + "\n")
                .collect(Collectors.joining());
    }

    private static Result run(Sandbox box, Toolset tools, String input) {
        return box.command(tools, "multilog", SCRIPT).reading(input).run();
    }

    @EachPair
    void appendsToTheOthersCleanFile(Pair pair, Sandbox box) throws IOException {
        LogDirectoryView main = new LogDirectoryView(box, "main");
        assertThat(run(box, pair.server(), lines("first", 500))).isEqualTo(Result.silent());
        List<String> finished = main.finished();
        String current = main.current();
        assertThat(current).isNotEmpty();

        assertThat(run(box, pair.client(), "one more\n")).isEqualTo(Result.silent());
        assertThat(main.finished()).isEqualTo(finished);
        assertThat(main.current()).isEqualTo(current + "one more\n");

        assertThat(run(box, pair.client(), lines("second", 500))).isEqualTo(Result.silent());
        assertThat(main.finished()).startsWith(finished.toArray(String[]::new)).allMatch(file -> file.endsWith(".s"));
        assertThat(main.everything()).isEqualTo(lines("first", 500) + "one more\n" + lines("second", 500));
        assertThat(main.modes()).containsOnlyKeys(keys(main));
    }

    private static List<String> keys(LogDirectoryView main) throws IOException {
        return Stream.concat(main.finished().stream(), Stream.of("current", "lock", "state"))
                .toList();
    }

    @EachPair
    void recoversAfterTheOthersOutage(Pair pair, Sandbox box) throws IOException {
        LogDirectoryView main = new LogDirectoryView(box, "main");
        Running multilog =
                box.command(pair.server(), "multilog", SCRIPT).reading().start();
        multilog.write(lines("first", 300));
        Await.equal("lines", lines("first", 300), main::everything);
        multilog.signal("KILL");
        multilog.ended();
        String cut = main.current();

        assertThat(run(box, pair.client(), lines("second", 300))).isEqualTo(Result.silent());
        assertThat(main.everything()).isEqualTo(lines("first", 300) + lines("second", 300));
        assertThat(main.finished().stream().filter(file -> file.endsWith(".u")).map(main::content))
                .containsExactly(cut);
    }

    @EachPair
    void lockExcludesTheOther(Pair pair, Sandbox box) {
        LogDirectoryView main = new LogDirectoryView(box, "main");
        Running multilog =
                box.command(pair.server(), "multilog", SCRIPT).reading().start();
        multilog.write("one\n");
        Await.equal("current", "one\n", main::current);
        assertThat(run(box, pair.client(), "two\n"))
                .isEqualTo(Result.fails(111, "multilog: fatal: unable to lock directory ./main: temporary failure\n"));
    }

    @EachPair
    void stampsOfOneAreReadByTheOther(Pair pair, Sandbox box) {
        assertThat(box.command(pair.server(), "multilog", "t", "./main")
                        .reading("one\n")
                        .run())
                .isEqualTo(Result.silent());
        Result local = box.command(pair.client(), "tai64nlocal")
                .with("TZ", "UTC0")
                .reading(new LogDirectoryView(box, "main").current())
                .run();
        LocalDateTime time = LocalDateTime.parse(local.out().substring(0, 29).replace(' ', 'T'));
        assertThat(Duration.between(time.toInstant(ZoneOffset.UTC), Instant.now())
                        .abs())
                .isLessThan(Duration.ofMinutes(1));
        assertThat(local.out()).endsWith(" one\n");
    }
}
