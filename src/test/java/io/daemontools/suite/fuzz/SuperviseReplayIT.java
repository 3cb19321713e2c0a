package io.daemontools.suite.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.suite.harness.Await;
import io.daemontools.suite.harness.CProgram;
import io.daemontools.suite.harness.Comparison;
import io.daemontools.suite.harness.Differential;
import io.daemontools.suite.harness.Effort;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.ServiceDirectory;
import io.daemontools.suite.harness.Toolset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * Sends the same commands and exits to supervise and to the original. When both have settled after a step, both statuses and the
 * starts and signals of both services are those of {@link ReplayModel}, and svstat prints the same for both.
 *
 * <p>A start is followed at once by a signal, and that by {@code d} or {@code x}. Every other step waits until both have settled: in
 * the second after a start, 0.76 handles other commands and exits later, see {@link Difference#COMMANDS_IN_THE_FIRST_SECOND}.
 */
@EnabledOnOs(OS.LINUX)
class SuperviseReplayIT {
    private static final int LENGTH = 10;

    /** Many wait for the second that the original sleeps after each start. */
    private static final int AT_A_TIME = 48;

    /** A command that may start the service, and what may follow at once. */
    private static final Pattern START = Pattern.compile("[uo](?:[haip][dx]?|[tc])?");

    private static final int QUICK = 192;
    private static final int QUICK_ON_JAVA = 8;

    /** A history, and the two supervises that replay it. */
    private record History(
            long number, String letters, boolean down, boolean endsOnTerm, List<ReplayedSupervise> both) {
        @Override
        public String toString() {
            return "history " + number + (down ? " of a service normally down" : "")
                    + (endsOnTerm ? " that ends on TERM" : "") + ": " + letters;
        }
    }

    @Differential
    void sameHistoryHasSameEffects(Comparison pair, Sandbox box) throws Exception {
        Path listener = CProgram.program(box, "listener.c");
        int count = Effort.times(pair.built().isJvm() ? QUICK_ON_JAVA : QUICK);
        int steps = 0;
        for (int begun = 0; begun < count; begun += AT_A_TIME) {
            steps += replay(pair, box, listener, Effort.seed() + begun, Math.min(AT_A_TIME, count - begun));
        }
        System.out.printf("fuzz: supervise of %s: %d histories, %d steps alike%n", pair.built(), count, steps);
        assertThat(steps).isGreaterThan(count);
    }

    private static int replay(Comparison pair, Sandbox box, Path listener, long first, int count) throws Exception {
        List<History> histories = new ArrayList<>();
        for (long number = first; number < first + count; number++) {
            histories.add(begin(pair, box, listener, number));
        }
        ExecutorService threads = Executors.newFixedThreadPool(count);
        try {
            List<Future<Integer>> replayed = new ArrayList<>();
            for (History history : histories) {
                replayed.add(threads.submit(() -> replay(history, pair)));
            }
            int steps = 0;
            for (Future<Integer> history : replayed) {
                steps += history.get();
            }
            return steps;
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause().getMessage(), e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private static History begin(Comparison pair, Sandbox box, Path listener, long number) throws IOException {
        Rng rng = new Rng(number);
        boolean down = rng.oneIn(2);
        boolean endsOnTerm = rng.oneIn(2);
        StringBuilder letters = new StringBuilder(rng.text(LENGTH, ReplayModel.LETTERS));
        // little is observable after an exit: it comes in the second half
        for (int i = 0; i < LENGTH / 2; i++) {
            if (letters.charAt(i) == 'x') {
                letters.setCharAt(i, rng.of('p', 'o', 'u', 'd'));
            }
        }
        letters.append("dkx");
        List<ReplayedSupervise> both = new ArrayList<>();
        for (Toolset tools : List.of(pair.original(), pair.built())) {
            ServiceDirectory service = box.service(tools + "-" + number);
            Files.createSymbolicLink(service.path("run"), listener);
            if (down) {
                service.down();
            }
            if (endsOnTerm) {
                Files.createFile(service.path("obeys"));
            }
            both.add(new ReplayedSupervise(
                    service, box.start(tools, "supervise", service.path().toString())));
        }
        return new History(number, letters.toString(), down, endsOnTerm, both);
    }

    private static int replay(History history, Comparison pair) throws IOException {
        ReplayModel model = new ReplayModel(history.down(), history.endsOnTerm());
        int steps = 0;
        awaitRest(history, model, "at the beginning");
        String letters;
        for (int i = 0; i < history.letters().length() && !model.ended(); i += letters.length()) {
            letters = together(history.letters(), i);
            if (model.allows(letters.charAt(0))) {
                for (ReplayedSupervise one : history.both()) {
                    one.make(letters);
                }
                boolean changed = false;
                for (int letter = 0; letter < letters.length(); letter++) {
                    model.step(letters.charAt(letter));
                    changed |= model.changed();
                }
                String moment = "after '" + letters + "' at " + i;
                awaitRest(history, model, moment);
                Toolset asked = ++steps % 2 == 0 ? pair.original() : pair.built();
                assertThat(lines(history, asked))
                        .as("%s %s: svstat of %s", history, moment, asked)
                        .containsOnly(model.line(history.down()));
                for (ReplayedSupervise one : history.both()) {
                    assertThat(one.changed())
                            .as("%s %s: new time in %s", history, moment, one)
                            .isEqualTo(changed);
                }
            }
        }
        for (ReplayedSupervise one : history.both()) {
            one.close();
        }
        assertThat(model.ended()).isTrue();
        return steps;
    }

    /** The next letters that are carried out at once. */
    private static String together(String letters, int from) {
        Matcher start = START.matcher(letters).region(from, letters.length());
        return start.lookingAt() ? start.group() : letters.substring(from, from + 1);
    }

    private static void awaitRest(History history, ReplayModel model, String moment) {
        for (ReplayedSupervise one : history.both()) {
            String what = history + " " + moment + ", " + one.service().path().getFileName();
            Await.until(what + ": commands carried out", one::carriedOut);
            Await.equal(what, model.seen(), one::seen);
            if (model.paused()) {
                Await.until(what + ": stopped", one::stopped);
            }
            if (model.ended()) {
                Await.until(what + ": end of supervise", one::ended);
            }
        }
    }

    /** svstat's output for both, without names and numbers. */
    private static List<String> lines(History history, Toolset tools) throws IOException {
        List<String> argv = new ArrayList<>(List.of(tools.command("svstat")));
        history.both().forEach(one -> argv.add(one.service().path().toString()));
        Process svstat = new ProcessBuilder(argv).redirectErrorStream(true).start();
        svstat.getOutputStream().close();
        return new String(svstat.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.ISO_8859_1)
                .lines()
                .map(line -> line.substring(line.indexOf(": ") + 2).replaceAll("[0-9]+", "N"))
                .toList();
    }
}
