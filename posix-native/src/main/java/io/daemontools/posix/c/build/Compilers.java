package io.daemontools.posix.c.build;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * The compilers of a build, as the environment chooses them.
 *
 * <ul>
 *   <li>{@code CC}: the system's compiler; {@code cc} by default.
 *   <li>{@code SMALL_CC}: the compiler of programs that need no more of a C library than system calls. If it is not set, and
 *       {@code CC} is not set either, that is {@code musl-gcc} where it is installed. A static program of musl starts in a third
 *       of the time and has two thirds of the private memory: docs/decisions/10-two-c-libraries.md. If it is set to nothing,
 *       it is that of {@code CC}.
 *   <li>{@code CFLAGS}, {@code LDFLAGS}: flags for both. If they ask for sanitizers or for dynamic programs, {@code CC} compiles
 *       everything.
 * </ul>
 */
final class Compilers {
    private static final String MUSL = "musl-gcc";

    private final CCompiler system;
    private final Optional<CCompiler> small;

    private Compilers(CCompiler system, Optional<CCompiler> small) {
        this.system = system;
        this.small = small;
    }

    static Compilers of(Map<String, String> environment) throws InterruptedException {
        CCompiler system = CCompiler.named(environment.getOrDefault("CC", ""), environment);
        return new Compilers(system, small(system, environment));
    }

    private static Optional<CCompiler> small(CCompiler system, Map<String, String> environment)
            throws InterruptedException {
        if (system.sanitizes() || system.hasLinkFlag(Linkage.DYNAMIC)) {
            return Optional.empty();
        }
        String name = environment.get("SMALL_CC");
        if (name != null) {
            return name.isBlank() ? Optional.empty() : Optional.of(CCompiler.named(name, environment));
        }
        CCompiler musl = CCompiler.named(MUSL, environment);
        boolean wanted = environment.getOrDefault("CC", "").isBlank();
        return wanted && musl.present() ? Optional.of(musl) : Optional.empty();
    }

    CCompiler system() {
        return system;
    }

    /** The compiler of programs that need no more than system calls, if it is not that of the system. */
    Optional<CCompiler> small() {
        return small;
    }

    /** The {@link CCompiler#identity} of both. */
    String identity() throws IOException {
        return system.identity() + (small.isPresent() ? " " + small.get().identity() : "");
    }
}
