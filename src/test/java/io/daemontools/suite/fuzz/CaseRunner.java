package io.daemontools.suite.fuzz;

import io.daemontools.suite.harness.Toolset;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs {@code cases.c} in its own directory, one case after the other. */
final class CaseRunner implements Closeable {
    private final Path directory;
    private final Path stage;
    private final Process process;
    private final OutputStream requests;
    private final InputStream answers;

    CaseRunner(Path directory, Path stage, Process process) {
        this.directory = directory;
        this.stage = stage;
        this.process = process;
        this.requests = process.getOutputStream();
        this.answers = new BufferedInputStream(process.getInputStream());
    }

    /** Its directory. */
    Path directory() {
        return directory;
    }

    /** The outcome with the commands of {@code tools}. If {@code original} is not null, waits for the same outcome. */
    Outcome run(Case generated, Toolset tools, Outcome original) throws IOException {
        String script = generated.script(tools.bin() + "/", stage.toString(), original);
        requests.write(script.replace(Case.HERE, directory.toString()).getBytes(StandardCharsets.ISO_8859_1));
        requests.flush();
        List<Outcome.Part> parts = new ArrayList<>();
        for (Outcome.Part part = read(); !part.label().equals("end"); part = read()) {
            parts.add(part);
        }
        return Outcome.of(parts);
    }

    private Outcome.Part read() throws IOException {
        String line = line();
        int space = line.indexOf(' ');
        int length = Integer.parseInt(line.substring(space + 1));
        String bytes = new String(answers.readNBytes(length), StandardCharsets.ISO_8859_1);
        line();
        return new Outcome.Part(line.substring(0, space), bytes.replace(directory.toString(), Case.HERE));
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = answers.read(); c != '\n'; c = answers.read()) {
            if (c < 0) {
                throw new IOException("no answer any more in " + directory);
            }
            line.write(c);
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    /** It ends when there are no more cases. */
    @Override
    public void close() throws IOException {
        requests.close();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            throw new IOException("interrupted", e);
        }
    }
}
