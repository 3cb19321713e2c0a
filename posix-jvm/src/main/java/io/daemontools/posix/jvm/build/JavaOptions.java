package io.daemontools.posix.jvm.build;

import java.util.ArrayList;
import java.util.List;

/** Options that make Java start quickly, stay small and quiet, and leave the process's state unchanged. */
final class JavaOptions {
    private static final List<String> COMMON = List.of(
            "-Xshare:auto",
            "-XX:+UseSerialGC",
            "-Xss256k",
            "-XX:-UsePerfData",
            "-XX:+DisableAttachMechanism",
            // The limit on descriptors and the core dump filter are inherited by children.
            "-XX:-MaxFDLimit",
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:-DumpPrivateMappingsInCore",
            "-XX:-DumpSharedMappingsInCore",
            // Container support would have cgroup files open when a program is run; not every system has this option.
            "-XX:+IgnoreUnrecognizedVMOptions",
            "-XX:-UseContainerSupport",
            // The default tables take half a megabyte; a command has few strings and symbols.
            "-XX:StringTableSize=128",
            "-XX:+UnlockExperimentalVMOptions",
            "-XX:SymbolTableSize=1024",
            // By default HotSpot reserves 1.3 GB of addresses for classes and code, which a limit on addresses
            // (softlimit -m)
            // counts. A command has about 900 classes, which take less than 1 MB, and little code.
            "-XX:CompressedClassSpaceSize=16m",
            "-XX:ReservedCodeCacheSize=32m",
            // Standard output is data: the reason why Java cannot start belongs on standard error. The report of a
            // crash still goes
            // to standard output.
            "-XX:+DisplayVMOutputToStderr",
            // Only the command's messages belong on standard error: no warnings of an archive that does not match this
            // Java,
            "-Xlog:disable",
            // of native calls (Java 24 and later; 17 accepts the option), or of Unsafe.
            "--enable-native-access=ALL-UNNAMED",
            "-Djffi.unsafe.disabled=true",
            // Makes jnr-posix pass a name as its bytes.
            "-Dfile.encoding=ISO-8859-1");

    private JavaOptions() {}

    /** The options of a command. A {@code busy} one gets more memory and the optimizing compiler. */
    static List<String> of(boolean busy) {
        List<String> options = new ArrayList<>(COMMON);
        if (busy) {
            options.add("-Xmx16m");
        } else {
            options.add("-Xmx8m");
            options.add("-XX:TieredStopAtLevel=1");
        }
        return options;
    }
}
