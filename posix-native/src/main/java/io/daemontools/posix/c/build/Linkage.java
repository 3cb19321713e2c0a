package io.daemontools.posix.c.build;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How programs are linked.
 *
 * <p>Statically where the system can: such a program starts sooner, an idle one has half the memory for itself, and none
 * of them minds a C library that is being replaced. Dynamically if it looks up accounts, for which the C library may have
 * to load others, if there is no static C library, and if {@code LDFLAGS} has {@code -Wl,-Bdynamic}. A static program has the
 * malloc of {@code malloc.c}, unless the C library cannot be linked with one that is not its own.
 */
final class Linkage {
    static final String STATIC = "-static";
    static final String DYNAMIC = "-Wl,-Bdynamic";

    private final List<String> flags;

    private Linkage(List<String> flags) {
        this.flags = flags;
    }

    /**
     * Finds out what the compiler can do.
     *
     * @param probe a small program's C
     * @param malloc the object file of {@code malloc.c}
     * @param folder may be written to
     */
    static Linkage of(CCompiler compiler, Path probe, Path malloc, Path folder)
            throws IOException, InterruptedException {
        if (!compiler.isToldToLink(DYNAMIC)) {
            for (List<String> flags : List.of(List.of(STATIC, malloc.toString()), List.of(STATIC))) {
                List<String> all = new ArrayList<>(flags);
                all.add("-no-pie");
                if (compiler.links(probe, all, folder)) {
                    return new Linkage(flags);
                }
            }
        }
        return new Linkage(List.of());
    }

    /** What to link a program with beside what all are linked with. */
    List<String> flags(boolean withAccounts) {
        return withAccounts ? List.of() : flags;
    }
}
