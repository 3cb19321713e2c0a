package io.daemontools.posix.jvm.build;

import java.util.ArrayList;
import java.util.List;

/** What Java is told so that it starts quickly, stays small and quiet, and leaves the process as it is. */
final class JavaOptions {
    private static final List<String> COMMON = List.of(
            "-Xshare:auto",
            "-XX:+UseSerialGC",
            "-Xss256k",
            "-XX:-UsePerfData",
            "-XX:+DisableAttachMechanism",
            // The limit on descriptors and the filter for core dumps are inherited by what is started.
            "-XX:-MaxFDLimit",
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:-DumpPrivateMappingsInCore",
            "-XX:-DumpSharedMappingsInCore",
            // Its threads would have files of a container's limits open when a program is run; not every system has
            // this.
            "-XX:+IgnoreUnrecognizedVMOptions",
            "-XX:-UseContainerSupport",
            // Half a megabyte of tables for more strings and symbols than a command ever has.
            "-XX:StringTableSize=128",
            "-XX:+UnlockExperimentalVMOptions",
            "-XX:SymbolTableSize=1024",
            // By default HotSpot reserves 1.3 GB of addresses for classes and code, and a limit on them (softlimit -m)
            // counts these. A command has some 900 classes, which take less than 1 MB, and little code.
            "-XX:CompressedClassSpaceSize=16m",
            "-XX:ReservedCodeCacheSize=32m",
            // Standard output is data: why a Java cannot start belongs on standard error. The report of a crash goes to
            // standard output all the same.
            "-XX:+DisplayVMOutputToStderr",
            // Nothing but the command's own messages on stderr: neither of an archive that does not fit this Java,
            "-Xlog:disable",
            // nor of native calls (Java 24 and later; 17 accepts it), nor of Unsafe.
            "--enable-native-access=ALL-UNNAMED",
            "-Djffi.unsafe.disabled=true",
            // A name is passed as its bytes by jnr-posix.
            "-Dfile.encoding=ISO-8859-1");

    private JavaOptions() {}

    /** The options of a command; one that is busy gets more memory, and the compiler for programs that run long. */
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
