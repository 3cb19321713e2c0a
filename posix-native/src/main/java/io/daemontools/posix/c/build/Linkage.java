package io.daemontools.posix.c.build;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * How programs are linked.
 *
 * <p>Statically where the system can: such a program starts sooner, an idle one has half the memory for itself, and none
 * of them minds a C library that is being replaced. Dynamically if it looks up accounts, for which the C library may have
 * to load others, if there is no static C library, and if {@code LDFLAGS} has {@code -Wl,-Bdynamic}.
 */
final class Linkage {
    static final String STATIC = "-static";
    static final String DYNAMIC = "-Wl,-Bdynamic";

    private final boolean canBeStatic;

    private Linkage(boolean canBeStatic) {
        this.canBeStatic = canBeStatic;
    }

    /** Finds out what the compiler can do, in a folder that may be written to. */
    static Linkage of(CCompiler compiler, Path folder) throws IOException, InterruptedException {
        return new Linkage(!compiler.isToldToLink(DYNAMIC) && compiler.links(List.of("-no-pie", STATIC), folder));
    }

    /** What to link a program with beside what all are linked with. */
    List<String> flags(boolean withAccounts) {
        return canBeStatic && !withAccounts ? List.of(STATIC) : List.of();
    }
}
