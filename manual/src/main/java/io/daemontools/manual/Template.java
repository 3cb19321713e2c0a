package io.daemontools.manual;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Resource files of this package. */
final class Template {
    private Template() {}

    /** The text of a resource file. */
    static String read(String file) {
        try (InputStream resource = Template.class.getResourceAsStream(file)) {
            return new String(requireNonNull(resource, file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
