package io.daemontools.posix.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import com.kenai.jffi.Invoker;
import com.kenai.jffi.Library;
import com.kenai.jffi.MemoryIO;
import io.daemontools.posix.Resource;
import io.daemontools.posix.Signal;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * On FreeBSD, a command starts no process and does not determine the version of the system: jnr-posix, which does both in its
 * constructor, is not used.
 */
@Timeout(60)
class FreeBsdStartTest {
    /** Starts the system-call layer as on FreeBSD, in a process without jnr-posix. Makes no call of FreeBSD's. */
    static final class Main {
        private Main() {}

        public static void main(String[] args) {
            // The native library of jffi is that of the real system.
            boolean loaded = MemoryIO.getInstance() != null && Invoker.getInstance() != null;
            boolean linked = Library.getDefault().getSymbolAddress("getpid") != 0;
            System.setProperty("os.name", "FreeBSD");
            JvmPosix posix = new JvmPosix();
            System.out.println(loaded && linked && Constants.freebsd());
            System.out.println(Stat.best().getClass().getSimpleName());
            System.out.println(posix.watches().getClass().getSimpleName());
            System.out.println(posix.canLimit(Resource.ADDRESS_SPACE));
            System.out.println(Signals.number(Signal.CHLD));
            System.out.println(ProcessHandle.current().children().count());
        }
    }

    private static String classPathWithoutJnrPosix() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !Path.of(entry).getFileName().toString().startsWith("jnr-posix"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    @Test
    void startsNoProcess() throws IOException {
        Process process = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-cp",
                        classPathWithoutJnrPosix(),
                        Main.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        assertThat(output.lines()).containsExactly("true", "FreeBsdStat", "KqueueWatches", "true", "20", "0");
    }
}
