package io.daemontools.suite.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.suite.harness.Result;
import io.daemontools.suite.harness.Sandbox;
import java.nio.file.Path;
import java.util.List;

/** A tarball that the build has made, all in one directory of its name. */
final class Tarball {
    private static final String SUFFIX = ".tar.gz";

    private Tarball() {}

    /** Unpacks it into a sandbox and returns the directory. */
    static Path unpack(Sandbox box, Path tarball) {
        assertThat(box.program("tar", "-xzf", tarball.toString()).run()).isEqualTo(Result.silent());
        String name = tarball.getFileName().toString();
        return box.path(name.substring(0, name.length() - SUFFIX.length()));
    }

    /** The lines of a listing with modes, owners and times. */
    static List<String> listing(Sandbox box, Path tarball) {
        Result result = box.program("tar", "-tvzf", tarball.toString(), "--full-time")
                .with("TZ", "UTC0")
                .run();
        assertThat(result.code()).as(result.err()).isZero();
        return result.out().lines().toList();
    }
}
