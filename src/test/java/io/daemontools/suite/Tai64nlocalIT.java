package io.daemontools.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.daemontools.suite.harness.Await;
import io.daemontools.suite.harness.BeyondOriginal;
import io.daemontools.suite.harness.EachToolset;
import io.daemontools.suite.harness.Result;
import io.daemontools.suite.harness.Running;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.Toolset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;

/**
 * tai64nlocal changes labels to local time, and nothing else.
 *
 * <p>Not tested: years beyond four digits. 0.76 crashes where there is no local time for a stamp, so what this version makes of
 * those is not compared.
 */
class Tai64nlocalIT {

    private static final String SUMMER = "@4000000037c219bf2ef02e94";
    private static final String WINTER = "@4000000038c219bf00000001";
    private static final String NEW_YORK = "EST5EDT,M3.2.0,M11.1.0";

    private static Result local(Sandbox box, Toolset tools, String zone, String input) {
        return box.command(tools, "tai64nlocal").with("TZ", zone).reading(input).run();
    }

    @EachToolset
    void stampsBecomeLocalTime(Toolset tools, Sandbox box) {
        String input =
                SUMMER + " mark\n" + WINTER + "\n@400000000000000a00000000 epoch\n@400000010000000a3b9ac9ff 2106\n";
        assertThat(local(box, tools, "UTC0", input))
                .isEqualTo(Result.prints("1999-08-24 04:04:05.787492500 mark\n"
                        + "2000-03-05 08:24:21.000000001\n"
                        + "1970-01-01 00:00:00.000000000 epoch\n"
                        + "2106-02-07 06:28:16.999999999 2106\n"));
        assertThat(local(box, tools, "IST-5:30", input).out()).startsWith("1999-08-24 09:34:05.787492500 mark\n");
    }

    @EachToolset
    void daylightSavingTimeIsKept(Toolset tools, Sandbox box) {
        // a second before and at each change: 2024-03-10 07:00 UTC and 2024-11-03 06:00 UTC
        String input = "@4000000065ed5a790000000a\n@4000000065ed5a7a0000000a\n"
                + "@40000000672711690000000a\n@400000006727116a0000000a\n";
        assertThat(local(box, tools, NEW_YORK, input))
                .isEqualTo(Result.prints("2024-03-10 01:59:59.000000010\n2024-03-10 03:00:00.000000010\n"
                        + "2024-11-03 01:59:59.000000010\n2024-11-03 01:00:00.000000010\n"));
    }

    @EachToolset
    void zonesHaveNames(Toolset tools, Sandbox box) {
        assumeTrue(Files.exists(Path.of("/usr/share/zoneinfo/America/New_York")), "needs the time zone database");
        assertThat(local(box, tools, "America/New_York", SUMMER + "\n" + WINTER + "\n"))
                .isEqualTo(Result.prints("1999-08-24 00:04:05.787492500\n2000-03-05 03:24:21.000000001\n"));
        assertThat(local(box, tools, "Nowhere/At_All", SUMMER + "\n"))
                .isEqualTo(Result.prints("1999-08-24 04:04:05.787492500\n"));
    }

    /** In a mount namespace; skipped if it cannot be created. */
    @EachToolset
    void noticesAnotherTimeZone(Toolset tools, Sandbox box) throws IOException {
        Path berlin = Path.of("/usr/share/zoneinfo/Europe/Berlin");
        Path newYork = Path.of("/usr/share/zoneinfo/America/New_York");
        assumeThat(List.of(berlin, newYork, Path.of("/etc/localtime"))).allMatch(Files::exists);
        Path zone = Files.copy(berlin, box.path("zone"));
        // The C library compares whole seconds.
        Files.setLastModifiedTime(zone, FileTime.fromMillis(0));
        String mount = "mount --bind zone /etc/localtime";
        assumeThat(box.program("unshare", "--mount", "sh", "-c", mount).run().code())
                .isZero();
        Running tai64nlocal = box.program(
                        "unshare", "--mount", "sh", "-c", mount + " && exec \"$0\"", tools.command("tai64nlocal"))
                .on(tools)
                .reading()
                .start();
        tai64nlocal.write("@4000000037c219bf2ef02e94 a\n");
        Await.equal("line", "1999-08-24 06:04:05.787492500 a\n", tai64nlocal::out);

        Files.write(zone, Files.readAllBytes(newYork));
        tai64nlocal.write("@4000000037c219bf2ef02e94 b\n");
        tai64nlocal.endInput();
        assertThat(tai64nlocal.ended()).isZero();
        assertThat(tai64nlocal.out()).endsWith(" a\n1999-08-24 00:04:05.787492500 b\n");
    }

    @EachToolset
    void translatesTimesBefore1970(Toolset tools, Sandbox box) {
        assertThat(local(box, tools, "UTC0", "@400000000000000900000000\n@3fffffff7c55818a00000000\n"))
                .isEqualTo(Result.prints("1969-12-31 23:59:59.000000000\n1900-01-01 00:00:00.000000000\n"));
    }

    @EachToolset
    void otherLinesAreUnchanged(Toolset tools, Sandbox box) {
        String input = "plain\n\n" + " " + SUMMER + "\nx" + SUMMER + " y\n\0\u00ff\u0080\r\n" + "long ".repeat(3000)
                + "\nrest";
        assertThat(local(box, tools, "UTC0", input)).isEqualTo(Result.prints(input));
    }

    @EachToolset
    void translatesOnlyTheFirstStampOfALine(Toolset tools, Sandbox box) {
        assertThat(local(box, tools, "UTC0", SUMMER + SUMMER + " " + SUMMER + "\n" + SUMMER + "ghi\n"))
                .isEqualTo(Result.prints("1999-08-24 04:04:05.787492500" + SUMMER + " " + SUMMER + "\n"
                        + "1999-08-24 04:04:05.787492500ghi\n"));
    }

    @EachToolset
    void dropsAnIncompleteStampAtTheEnd(Toolset tools, Sandbox box) {
        assertThat(local(box, tools, "UTC0", "line\n@4000")).isEqualTo(Result.prints("line\n"));
        assertThat(local(box, tools, "UTC0", "line\n" + SUMMER)).isEqualTo(Result.prints("line\n"));
        assertThat(local(box, tools, "UTC0", "line\n" + SUMMER + " x"))
                .isEqualTo(Result.prints("line\n1999-08-24 04:04:05.787492500 x"));
        assertThat(local(box, tools, "UTC0", "")).isEqualTo(Result.silent());
    }

    @EachToolset
    void nanosecondsAreTheLastDigits(Toolset tools, Sandbox box) {
        assertThat(local(box, tools, "UTC0", "@4000000037c219bfffffffff\n"))
                .isEqualTo(Result.prints("1999-08-24 04:04:05.4294967295\n"));
    }

    @EachToolset
    void readAndWriteErrorsAreFatal(Toolset tools, Sandbox box) {
        String command = tools.command("tai64nlocal");
        assertThat(box.shell("exec \"$1\" < .", command).run()).isEqualTo(Result.exits(111));
        assertThat(box.shell("echo line | { \"$1\" >&-; }", command).run()).isEqualTo(Result.exits(111));
    }

    /** 0.76 crashes here. */
    @BeyondOriginal
    void continuesAfterImpossibleStamps(Toolset tools, Sandbox box) {
        String input = "@ one\n@zz two\n@4000 three\n" + SUMMER + "00 four\n@ffffffffffffffffffffffff five\n"
                + "@4000000037C219BF2EF02E94 six\nseven\n";
        Result result = local(box, tools, "UTC0", input);
        assertThat(result.code()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.out().lines().map(line -> line.replaceFirst(".* ", "")))
                .allMatch(line -> line.matches("(zz)?\\w+"))
                .endsWith("six", "seven")
                .hasSize(7);
    }
}
