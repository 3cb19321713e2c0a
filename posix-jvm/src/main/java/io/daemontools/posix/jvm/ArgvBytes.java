package io.daemontools.posix.jvm;

import io.daemontools.cli.Arguments;
import io.daemontools.cli.Command;
import io.daemontools.posix.Descriptors;
import io.daemontools.posix.PosixException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The arguments of a command, byte for byte. The strings that Java passes to {@code main} may be mangled. */
public final class ArgvBytes {
    private static final String COMMAND_LINE = "/proc/self/cmdline";
    private static final int BLOCK_SIZE = 4096;

    private ArgvBytes() {}

    /**
     * The arguments of this process.
     *
     * @param args what Java passed to {@code main}
     */
    public static Arguments read(Command command, String[] args, Descriptors posix) {
        String program = System.getProperty("daemontools.argv0", command.name());
        return new Arguments(bytesOf(program), args.length == 0 ? args : raw(args, posix));
    }

    private static String[] raw(String[] args, Descriptors posix) {
        List<String> line = new ArrayList<>();
        try {
            split(readAll(posix), line);
        } catch (PosixException ignored) {
            // Without Linux's /proc, the arguments that Java has passed must do.
            line.clear();
        }
        String[] raw = new String[args.length];
        for (int i = 0; i < raw.length; i++) {
            // The arguments for Java come first.
            int index = line.size() - args.length + i;
            raw[i] = line.size() > args.length ? line.get(index) : bytesOf(args[i]);
        }
        return raw;
    }

    private static String readAll(Descriptors posix) {
        StringBuilder line = new StringBuilder();
        byte[] block = new byte[BLOCK_SIZE];
        int file = posix.openRead(COMMAND_LINE);
        int length = posix.read(file, block, 0, BLOCK_SIZE);
        while (length > 0) {
            line.append(CMemory.string(block, 0, length));
            length = posix.read(file, block, 0, BLOCK_SIZE);
        }
        posix.close(file);
        return line.toString();
    }

    private static void split(String line, List<String> args) {
        int start = 0;
        for (int end = line.indexOf('\0'); end >= 0; end = line.indexOf('\0', start)) {
            args.add(line.substring(start, end));
            start = end + 1;
        }
    }

    /** The bytes of a string that Java decoded, one per char. */
    static String bytesOf(String text) {
        return ascii(text) ? text : new String(text.getBytes(encoding()), StandardCharsets.ISO_8859_1);
    }

    /** The string that Java encodes as these bytes, one per char, if there is one. */
    static String textOf(String bytes) {
        return ascii(bytes) ? bytes : new String(CMemory.bytes(bytes), encoding());
    }

    private static boolean ascii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private static Charset encoding() {
        return Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
    }
}
