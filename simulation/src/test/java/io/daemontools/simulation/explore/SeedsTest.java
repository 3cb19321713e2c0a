package io.daemontools.simulation.explore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.simulation.file.Disk;
import io.daemontools.simulation.kernel.Faults;
import io.daemontools.simulation.kernel.Scheduler;
import io.daemontools.simulation.kernel.Seed;
import io.daemontools.simulation.kernel.Trace;
import io.daemontools.simulation.world.World;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeedsTest {
    private static final Plan PLAN = Plan.of(7, RandomScenario.NAME);

    /** A change of the kernel, or of these services, changes it; the virtual machine does not. */
    private static final String TRACE = "1bd8b714d9c26e64 141902998";

    private static String trace() {
        try (World world = new World(Scheduler.seeded(new Seed(1), 3), Faults.NONE, Disk.PERFECT)) {
            world.kernel().setTrace(Trace.keepingLines());
            world.start("/bin/printer", "a", "300");
            world.start("/bin/daemon", "b", "200");
            world.start("/bin/holder", "c", "700");
            world.runUntil(2);
            Trace trace = world.kernel().trace();
            return Long.toHexString(trace.hash())
                    + ' '
                    + String.join("\n", trace.lines()).hashCode();
        }
    }

    @Test
    void aSeedGivesTheSameTraceOnEachMachine() {
        assertThat(trace()).isEqualTo(TRACE);
    }

    @Test
    void aSeedGivesTheSameHistoryInAnotherVirtualMachine() throws IOException, InterruptedException {
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Simulate.class.getName(),
                        "-q",
                        PLAN.toString().split(" ", -1)[0])
                .redirectErrorStream(true)
                .start();
        String printed = new String(other.getInputStream().readAllBytes(), UTF_8);
        other.waitFor();
        long hash = Run.of(PLAN, new Trace()).history().trace().hash();
        assertThat(printed).contains("trace " + Long.toHexString(hash));
    }

    @Test
    void aTraceHasNothingOfTheVirtualMachineInIt() {
        assertThat(Run.of(PLAN, Trace.keepingLines()).history().trace().lines())
                .isNotEmpty()
                .noneMatch(line -> line.contains("Lambda") || line.matches(".*@[0-9a-f]{5,}\\b.*"));
    }

    @Test
    void aPlanIsWhatItsLineSays() {
        String line = "7 random kill@12 kill@14+ EIO@20 ENOSPC@30~5s without=a1,s0 until=3.500 system=freebsd";
        assertThat(Plan.parse(List.of(line.split(" ", -1)))).hasToString(line);
        String interleaving = "0 svc-and-supervise none order=3:1,17:2";
        assertThat(Plan.parse(List.of(interleaving.split(" ", -1)))).hasToString(interleaving);
    }

    /**
     * Histories that once showed a fault: svscan closed a pipe with lines in it when it could not stat the service (557); with
     * the clock set back, an adopted service was wanted down by the status before its start (5087991, 5424809); a shutdown started neither a
     * killed supervise nor a killed logger again (stubborn-container); supervise adopted the process of another service, from
     * whose directory its own was copied (copied); a supervise that had failed when its service was renamed waited for the next scan
     * (20047477); a paused service was adopted as not paused when there was no free descriptor to read its status (20193845); a
     * process was adopted with the status of the one before, which had the same process id, since no later one could be written
     * (30395803); a service was taken for removed that was renamed while no name could be examined (40078093); a service had no
     * supervise, as another directory had got its name before its supervise was started (50324864); and with the clock set back, a log
     * file got an older name than the one before it, since the directory could not be read (60798258).
     *
     * <p>And those that only a checker took for one: a log file with two names (214109); a logger whose supervise was killed (6985);
     * pipes without a name (50214, 61894, 5038224, 20398028); commands that were held or not written (50279, 127328, 8001229); the ok of
     * a removed service (51476); a multilog whose directory was removed (52489); a process that ends while it is adopted
     * (logger-commands, 101134); a process that is adopted with the state of another copy (5024095, 5229283); a pipe that was lost
     * before its supervise came again (svc-du); a run with the process id of the one before (39); the pipe of a hidden service that has
     * never had a supervise (20000169); a multilog that gave up on TERM with a block (20010225), or with too many old files (20161453); a
     * status that an error hid (20193845 with EIO); the first copy of a service, adopted after the second one was taken down
     * (20670969); a signal that failed before its process executed {@code run} (30998564); the pipe of a service that a stopped svscan
     * could not examine before (31037206); small logs that ALRM rotates (40015208, 40102270); a processor that runs at the end of the
     * history (40037780); a command that two killed supervises in a row have lost (50843439); and a supervise that was stopped on its way to its
     * directory (70233636).
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "557 random system=linux",
                "557 random ENOMEM@35 kill@108+ EIO@157 without=a0,a3,a5,a6,a8,a9 until=5.251 system=linux",
                "214109 random kill@14 ENOENT@20 EACCES@36 kill@331 without=a4,s1 system=linux",
                "6985 stubborn-container kill@92 kill@196+",
                "99612 random kill@19 kill@146 without=a1,a10,a3,a4,a6,a8,a9,s0 until=7.004 system=linux",
                "50214 svc-dx EMLINK@22 kill@46+ kill@112 until=1.751",
                "50279 svc-ok kill@153+ kill@191 until=5.501",
                "51476 removed kill@103+ kill@192+ EPERM@528 until=11.501",
                "52489 removed kill@34+ kill@384 EMFILE@443 until=14.251",
                "5000045 removed ENOSPC@42 ENOMEM@296 kill@338 ENOMEM@380 until=14.251",
                "1 logger-commands kill@480+ until=7.501",
                "1 svc-du kill@33+ kill@109 until=1.251",
                "1 stubborn-container kill@454",
                "1 stubborn-container kill@616",
                "744 random kill@37 kill@128 EDQUOT@149 ENOMEM@291 without=a0,a2,a3 until=14.251 system=linux",
                "5424809 random ENOSPC@487~3s without=a0,a1,a6,a7,a9 until=7.251 system=linux",
                "5087991 random EMFILE@15 kill@52+ kill@148+ without=a3,a6 until=17.251 system=linux",
                "61894 random EROFS@23 kill@70 kill@154 without=a0,a1,a10,a2,a3,a5,a6,a7,a9 until=5.251 system=linux",
                "20398028 random EROFS@23 kill@652 EIO@714 without=a1,a4,a7 until=18.251 system=linux",
                "5038224 random EACCES@25 kill@44 kill@51 without=a0,a1,a2,a3,a4,a5,a6,a8,a9 until=2.632 system=linux",
                "101134 random kill@35 kill@101 without=a1,a2,a4,a5,a6,a7 until=4.501 system=linux",
                "127328 random EROFS@97~4s without=a0,a1,a3,a4,a5,a6,a8,a9 until=6.001 system=linux",
                "8001229 random kill@90 kill@268+ kill@361 without=a0,a1 until=6.501 system=linux",
                "5024095 random kill@33 kill@73 kill@422 EIO@499 without=a0,a1,a2,a3 until=9.251 system=linux",
                "5229283 random kill@266+ EIO@313 without=a0,a10,a2,a4,a5,a6 until=15.001 system=linux",
                "39 random none system=freebsd",
                "20000169 random kill@67 kill@106 without=a0,a1,a2,a3,a4,a6,a7,a8 until=6.251 system=freebsd",
                "20010225 random EDQUOT@471~5s without=a0,a2,a3 until=1.207 system=linux",
                "20047477 random kill@65+ EIO@99 without=a0,a1,a2,a3,a4,a6,a7,a8 until=3.501 system=freebsd",
                "20161453 random kill@14 EIO@506~3s without=a2 until=6.251 system=freebsd",
                "20193845 random EMFILE@222 without=a0,a2,a5,a6,a7,a8 until=6.751 system=freebsd",
                "20193845 random EIO@222 without=a0,a2,a5,a6,a7,a8 until=6.751 system=freebsd",
                "20670969 random EIO@21 EIO@376 without=a1,a2,a3,a7 until=10.751 system=linux",
                "30395803 random kill@37 ENFILE@368~5s without=a0,a1,a3,a4 until=11.001 system=freebsd",
                "30998564 random kill@60 EIO@172 EPERM@236 without=a0,a4 until=4.501 system=freebsd",
                "31037206 random EACCES@42~5s EIO@206 kill@482 without=a1,a2,a3,a4,a6,a8,a9 until=8.501 system=linux",
                "40015208 random kill@1099 without=a0,a1,a5 until=12.781",
                "40037780 random kill@20+ kill@45 without=a3",
                "40078093 random kill@586 EACCES@600~4s without=a0,a2,a3,a4 until=9.501",
                "40102270 random none without=a0,a3,a4,a5,s1 until=1.390",
                "50324864 random none without=a0,a10,a2,a4,a5,a7,a8,a9 until=12.251",
                "50843439 random kill@9+ kill@238 kill@385 kill@481 without=a1,a5,a9 until=8.251",
                "60798258 random kill@419 EIO@457~5s without=a1,a2,a3,a4,a5,a6,a7,a8,a9",
                "70233636 random kill@58 kill@67+ kill@87+ without=a0,a2 until=1.501",
                "1 copied none"
            })
    void whatWasFoundStaysCorrected(String line) {
        Throwable violation = Run.of(Plan.parse(List.of(line.split(" ", -1))), new Trace())
                .history()
                .violation();
        assertThat(violation).as("./simulate %s", line).isNull();
    }
}
