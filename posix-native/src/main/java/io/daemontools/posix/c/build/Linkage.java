package io.daemontools.posix.c.build;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How programs are linked, as far as the system's linker can.
 *
 * <p>Programs have no unreferenced sections and no symbols, and what is linked at start is written before it begins. They are static if possible: a static program starts
 * faster, an idle one has half the private memory, and replacing the C library does not affect it. A program is dynamic if it looks
 * up accounts, for which the C library may load other libraries; if there is no static C library; or if {@code LDFLAGS} has {@code
 * -Wl,-Bdynamic}. A static program has the malloc of {@code malloc.c}, unless the C library does not allow to replace its own.
 *
 * <p>Programs have fixed addresses: ARCHITECTURE.md gives the reason. Those that look up accounts do not, unless {@code LDFLAGS}
 * has {@code -static}.
 */
final class Linkage {
    static final String STATIC = "-static";
    static final String DYNAMIC = "-Wl,-Bdynamic";

    /** Not for programs with sanitizers, which report symbol names. */
    private static final String WITHOUT_NAMES = "-s";

    /** Flags for each program: of each list, the first one that the linker accepts, if any. */
    static final List<List<String>> WANTED = List.of(
            List.of("-no-pie"),
            List.of("-Wl,--gc-sections", "-Wl,-dead_strip"),
            List.of("-Wl,-z,relro,-z,now"),
            List.of(WITHOUT_NAMES));

    /** Comes after {@code -no-pie}, and cancels it. */
    static final String POSITION_INDEPENDENT = "-pie";

    /** Options that precede the name of a file to which the linker writes its map. */
    private static final List<String> MAPS = List.of("-Wl,-Map=", "-Wl,-map,");

    private final List<String> common;
    private final Optional<String> map;
    private final List<String> statically;
    private final List<String> withAccounts;

    private Linkage(List<String> common, Optional<String> map, List<String> statically, List<String> withAccounts) {
        this.common = common;
        this.map = map;
        this.statically = statically;
        this.withAccounts = withAccounts;
    }

    /**
     * Tests what the compiler can do.
     *
     * @param probe the C of a small program
     * @param malloc the object file of {@code malloc.c}
     * @param folder for temporary files
     */
    static Linkage of(CCompiler compiler, Path probe, Path malloc, Path folder)
            throws IOException, InterruptedException {
        List<String> common = new ArrayList<>();
        for (List<String> wanted : WANTED) {
            if (!compiler.sanitizes() || !wanted.contains(WITHOUT_NAMES)) {
                first(wanted, "", common, compiler, probe, folder).ifPresent(common::add);
            }
        }
        Optional<String> map = first(MAPS, folder.resolve("probe.map").toString(), common, compiler, probe, folder);
        return new Linkage(
                List.copyOf(common),
                map,
                statically(common, compiler, probe, malloc, folder),
                withAccounts(common, compiler, probe, folder));
    }

    private static List<String> withAccounts(List<String> common, CCompiler compiler, Path probe, Path folder)
            throws IOException, InterruptedException {
        List<String> all = with(with(common, Toolchain.POSITION_INDEPENDENT_FLAG), POSITION_INDEPENDENT);
        return !compiler.hasLinkFlag(STATIC) && compiler.links(probe, all, folder)
                ? List.of(POSITION_INDEPENDENT)
                : List.of();
    }

    private static List<String> statically(
            List<String> common, CCompiler compiler, Path probe, Path malloc, Path folder)
            throws IOException, InterruptedException {
        if (!compiler.hasLinkFlag(DYNAMIC)) {
            for (List<String> flags : List.of(List.of(STATIC, malloc.toString()), List.of(STATIC))) {
                List<String> all = new ArrayList<>(common);
                all.addAll(flags);
                if (compiler.links(probe, all, folder)) {
                    return flags;
                }
            }
        }
        return List.of();
    }

    private static Optional<String> first(
            List<String> flags, String rest, List<String> known, CCompiler compiler, Path probe, Path folder)
            throws IOException, InterruptedException {
        for (String flag : flags) {
            if (compiler.links(probe, with(known, flag + rest), folder)) {
                return Optional.of(flag);
            }
        }
        return Optional.empty();
    }

    private static List<String> with(List<String> flags, String more) {
        List<String> all = new ArrayList<>(flags);
        all.add(more);
        return all;
    }

    /** The flags for every program. */
    List<String> commonFlags() {
        return common;
    }

    /** The flags that make the linker write a map to a file; empty if it cannot. */
    List<String> mapFlags(Path file) {
        return map.map(flag -> List.of(flag + file)).orElse(List.of());
    }

    /** The flags for a program in addition to those for all. */
    List<String> flags(boolean withAccounts) {
        return withAccounts ? this.withAccounts : statically;
    }
}
