package io.daemontools.posix.c;

import org.teavm.interop.Import;

/** Terminals in {@code descriptors.c}. */
final class CTerminal {
    private CTerminal() {}

    @Import(name = "dt_terminal_lines")
    static native int lines(int descriptor);

    @Import(name = "dt_terminal_columns")
    static native int columns(int descriptor);
}
