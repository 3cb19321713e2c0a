package io.daemontools.posix.c.build;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The static fields that are the collector's roots. An object whose root is missing would be freed while in use. So this class
 * checks that every list of a class is registered with its length, and that the lists of a file name exactly the pointers among its
 * fields.
 */
final class StaticRoots {
    private static final Pattern LIST = Pattern.compile(
            "static void\\*\\* (teavm_gc_localStaticRoots_\\w+)\\[(\\d+)\\] = \\{(.*?)\\};\n", Pattern.DOTALL);
    private static final String LISTS = "localStaticRoots";
    private static final Pattern ROOT = Pattern.compile("\\(void\\*\\*\\) &(\\w+)");
    private static final Pattern POINTER = Pattern.compile("(?m)^\\w[\\w ]*\\*[\\w* ]*?\\b(sfld_\\w+)\\s*[;=]");

    /** The collector's own fields are not roots. */
    private static final String OF_THE_COLLECTOR = "sfld_otr_GC_";

    private final List<String> roots = new ArrayList<>();

    /**
     * Adds the roots of a file of generated C.
     *
     * @param registered the lists that are registered at a program's start, and their lengths
     */
    void add(String text, Map<String, Integer> registered) throws IOException {
        Set<String> listed = new TreeSet<>();
        Set<String> lists = new TreeSet<>();
        for (Matcher list = LIST.matcher(text); list.find(); ) {
            lists.add(list.group(1));
            List<String> addresses = List.of(list.group(3).strip().split("\\s*,\\s*"));
            Integer length = registered.get(list.group(1));
            if (length == null || length != addresses.size() || !list.group(2).equals(length.toString())) {
                throw StaticData.unknown("roots, of which " + length + " are registered: "
                        + list.group(3).strip());
            }
            for (String address : addresses) {
                Matcher root = ROOT.matcher(address);
                if (!root.matches() || !listed.add(root.group(1))) {
                    throw StaticData.unknown("a root: " + address);
                }
            }
            roots.addAll(addresses);
        }
        if (!lists.equals(registered.keySet())) {
            throw StaticData.unknown("registered as roots: " + registered.keySet() + ", but listed: " + lists);
        }
        Set<String> pointers = POINTER.matcher(text)
                .results()
                .map(field -> field.group(1))
                .filter(field -> !field.startsWith(OF_THE_COLLECTOR))
                .collect(Collectors.toCollection(TreeSet::new));
        if (!listed.equals(pointers)) {
            throw StaticData.unknown("pointers " + pointers + ", of which these are roots: " + listed);
        }
    }

    /** The text of a file without its lists. */
    static String without(String text) throws IOException {
        String shorter = LIST.matcher(text).replaceAll("");
        if (shorter.contains(LISTS)) {
            throw StaticData.unknown("a list of roots");
        }
        return shorter;
    }

    /**
     * The list that the collector reads: the number of roots, in the first four bytes of a pointer's place, then their addresses.
     * TeaVM's own list has a pointer with that number, whose first four bytes are zero on 64-bit big-endian machines.
     */
    List<String> lines() {
        return List.of(
                "static const struct {",
                "    union { int32_t count; void *place; } first;",
                "    void **roots[" + (roots.size() + 1) + "];",
                "} dt_roots = {{.count = " + roots.size() + "}, {",
                String.join(",\n", roots),
                "}};",
                "void ***teavm_gc_staticRoots = (void ***) &dt_roots;");
    }
}
