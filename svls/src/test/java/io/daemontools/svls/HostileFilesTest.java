package io.daemontools.svls;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.cli.Diagnostics;
import io.daemontools.cli.Utf8;
import io.daemontools.posix.Bytes;
import io.daemontools.posix.Clocks;
import io.daemontools.posix.ProcessIdentifier;
import io.daemontools.service.HistoryFile;
import io.daemontools.service.RunEnd;
import io.daemontools.service.ServicePhase;
import io.daemontools.service.ServiceState;
import io.daemontools.service.StartReason;
import io.daemontools.service.StateCodec;
import io.daemontools.service.StatusCodec;
import io.daemontools.service.Want;
import io.daemontools.simulation.unit.TestClock;
import io.daemontools.simulation.unit.TestMachine;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names, statuses, states, histories and scripts of any bytes: what svls prints harms no terminal, and is JSON where it is to be. */
class HostileFilesTest {
    private static final int CASES = 150;
    private static final long NOW = TestClock.WALL_CLOCK;

    /** Any byte that a name can have, some of them more often. */
    private static String name(Random random) {
        String special = "\"\\'\n\033\u009b\u00ff\u00c3\u00a4-. {}%$`";
        StringBuilder name = new StringBuilder("x");
        for (int i = random.nextInt(12); i > 0; i--) {
            char any = (char) (1 + random.nextInt(255));
            char next = random.nextBoolean() ? any : special.charAt(random.nextInt(special.length()));
            name.append(next == '/' ? '_' : next);
        }
        return name.toString();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** Changes some bytes of a file, and perhaps its length; corrects the checksum of a half of a record that is complete otherwise. */
    private static byte[] damaged(byte[] file, int block, Random random) {
        byte[] bytes = file.clone();
        for (int i = random.nextInt(6); i > 0 && bytes.length > 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        if (random.nextInt(4) > 0) {
            for (int at = 0; block > 0 && at + block <= bytes.length; at += block) {
                long sum = Bytes.hash(bytes, at, at + block - 8);
                for (int i = 0; i < 8; i++) {
                    bytes[at + block - 8 + i] = (byte) (sum >>> (8 * i));
                }
            }
        }
        return random.nextInt(8) > 0 ? bytes : Arrays.copyOf(bytes, random.nextInt(bytes.length + 30));
    }

    private static void makeService(TestMachine machine, String directory, Random random) {
        machine.tree().directory(directory + "/supervise");
        if (random.nextInt(8) > 0) {
            machine.tree().fifo(directory + "/supervise/ok").openedByReader();
        }
        int pid = random.nextInt(3) == 0 ? 0 : 77;
        byte[] status = new byte[StatusCodec.SIZE];
        StatusCodec.encode(
                NOW - 90 * Clocks.SECOND, pid, random.nextBoolean(), Want.values()[random.nextInt(3)], status);
        machine.tree().file(directory + "/supervise/status", text(damaged(status, 0, random)));
        ServiceState state = new ServiceState();
        state.setPhase(ServicePhase.values()[random.nextInt(ServicePhase.values().length)], NOW);
        state.setPid(pid);
        byte[] hostile = name(random).getBytes(StandardCharsets.ISO_8859_1);
        state.setText(hostile, 0, hostile.length);
        byte[] bytes = new byte[StateCodec.SIZE];
        StateCodec.encode(state, bytes);
        if (random.nextBoolean()) {
            machine.tree().file(directory + "/supervise/state", text(damaged(bytes, StateCodec.SIZE, random)));
        }
        addHistory(machine, directory, random);
        machine.tree().file(directory + "/run", random.nextBoolean() ? "#!" + name(random) : name(random));
        machine.posix().chmod(directory + "/run", 0755);
        machine.tree().directory(directory + "/log/main");
        machine.tree().file(directory + "/log/main/current", name(random) + '\n' + name(random));
    }

    private static void addHistory(TestMachine machine, String directory, Random random) {
        machine.posix().chdir(directory);
        HistoryFile history = new HistoryFile(
                machine.posix(),
                new Diagnostics("", machine.posix()),
                directory,
                new ProcessIdentifier(machine.posix()));
        history.open();
        for (int i = random.nextInt(6); i > 0; i--) {
            history.prepare(StartReason.of(random.nextInt(5)), Want.UP, NOW - random.nextInt(200) * Clocks.SECOND, 0);
            history.run(machine.posix(), 77);
            RunEnd end = new RunEnd();
            end.set(history.started(), NOW);
            end.setStatus(
                    random.nextBoolean() ? random.nextInt(256) : 0, random.nextInt(3) == 0 ? random.nextInt(256) : 0);
            history.end(end);
        }
        machine.posix().chdir("/");
        String path = directory + "/supervise/history";
        machine.tree().file(path, text(damaged(machine.tree().bytes(path), 64, random)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--", "-j", "-m", "-x"})
    void printsWhatIsSafe(String option) {
        for (int seed = 0; seed < CASES; seed++) {
            Random random = new Random(seed);
            TestMachine machine = new TestMachine();
            machine.children().startOther(77);
            for (int i = 0; i < 3; i++) {
                String directory = "/service/" + name(random);
                if (!machine.tree().exists(directory)) {
                    makeService(machine, directory, random);
                }
            }
            assertThat(machine.run(new Svls(), "svls", option, "/service"))
                    .as("seed %s", seed)
                    .isBetween(0, 1);
            assertThat(machine.stderr()).as("seed %s", seed).isEmpty();
            String document = machine.stdout();
            if (!option.equals("-j")) {
                assertThat(document).as("seed %s", seed).matches("[ -~\n]*");
            } else {
                assertUtf8WithoutControls(document);
                assertThat(afterValue(document, 0))
                        .as("seed %s: %s", seed, document)
                        .isEqualTo(document.length() - 1);
            }
        }
    }

    private static void assertUtf8WithoutControls(String bytes) {
        String text = new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        assertThat(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1))
                .isEqualTo(bytes);
        assertThat(text.codePoints().filter(code -> code != '\n').filter(Utf8::controls))
                .as(text)
                .isEmpty();
    }

    /** Where a JSON value ends that begins at an index, without spaces; -1 if there is none. */
    private static int afterValue(String json, int from) {
        char first = json.charAt(from);
        if (first == '{' || first == '[') {
            int at = from + 1;
            while (json.charAt(at) != first + 2) {
                at = json.charAt(at) == '\n' ? at + 1 : at;
                at = json.charAt(at) == ',' ? at + 1 : at;
                if (first == '{') {
                    at = afterValue(json, at);
                    assertThat(json.charAt(at)).isEqualTo(':');
                    at++;
                }
                at = afterValue(json, at);
            }
            return at + 1;
        }
        String pattern = "\"([^\"\\\\]|\\\\[\"\\\\]|\\\\u[0-9a-f]{4})*\"|null|true|false|-?[0-9]+";
        Matcher matcher = Pattern.compile(pattern).matcher(json).region(from, json.length());
        return matcher.lookingAt() ? matcher.end() : -1;
    }
}
