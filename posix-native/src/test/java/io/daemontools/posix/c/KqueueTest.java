package io.daemontools.posix.c;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The part of {@code watches.c} for kqueue, on an emulation of that call by Linux's: which events it asks for, and what it does with them. */
@Timeout(120)
class KqueueTest {
    private static final Path MAIN = Path.of("src/main/c").toAbsolutePath();

    @TempDir
    private Path directory;

    private static Path emulation() throws URISyntaxException {
        return Path.of(KqueueTest.class.getResource("kqueue/kqueue.c").toURI()).getParent();
    }

    private String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    private void compile(String... arguments) throws Exception {
        Path headers = emulation();
        List<String> command = new ArrayList<>(List.of("cc", "-std=gnu11", "-I" + headers, "-I" + MAIN));
        command.addAll(List.of(arguments));
        assertThat(run(command.toArray(String[]::new))).isEmpty();
    }

    @Test
    void watchesProcessesAndFiles() throws Exception {
        assumeTrue(System.getProperty("os.name").equals("Linux"), "emulates by Linux's calls");
        compile("-U__linux__", "-D__DragonFly__", "-c", "-o", "watches.o", MAIN + "/watches.c");
        compile("-o", "watches", "watches.o", emulation() + "/kqueue.c", emulation() + "/main.c");
        assertThat(run("./watches").lines())
                .containsExactly(
                        "close-on-exec: 1",
                        "a process that runs: 0",
                        "signalled: 0",
                        "ended: 1",
                        "still ended: 1",
                        "signalled once it has ended: ESRCH",
                        "the other one: 0",
                        "signalled when the first watch is closed: 0",
                        "ended: 1",
                        "no such process: ESRCH",
                        "no change: 0",
                        "a new file: 1",
                        "drained: 0",
                        "no change: 0",
                        "no process: EBADF",
                        "written: 1",
                        "the directory is the same: 0",
                        "drained when the first watch is closed: 0",
                        "no file: ENOENT",
                        "a link: ELOOP",
                        "no directory: ENOTDIR",
                        "descriptors left open: 0");
    }
}
