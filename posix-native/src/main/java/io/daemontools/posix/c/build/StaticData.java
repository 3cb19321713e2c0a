package io.daemontools.posix.c.build;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Changes the C of a translated program so that its static data is complete on disk, where TeaVM completes it at each
 * start, and that what the program writes to is together ({@code written.h}). What an idle program has written to is what
 * it costs.
 *
 * <p>The files are changed where they are; {@value #FILE} is added to them. A program's C that does not look as it is known
 * to is refused.
 */
final class StaticData {
    /** What is to be compiled after the generated files. */
    static final String FILE = "static_data.c";

    private static final Pattern START =
            Pattern.compile("void sysinitclass_\\w+\\(\\) \\{\n(.*?)\\}\n", Pattern.DOTALL);
    private static final Pattern ASSIGNMENT = Pattern.compile("\\s*(sfld_\\w+) = (.*);");
    private static final Pattern REGISTRATION = Pattern.compile("\\s*teavm_registerStaticGcRoots\\(.*\\);");
    private static final Pattern FIELD = Pattern.compile("^(\\w+\\*?) (sfld_\\w+);$", Pattern.MULTILINE);
    private static final Pattern ROOTS = Pattern.compile(
            "static void\\*\\* teavm_gc_localStaticRoots_\\w+\\[\\d+\\] = \\{(.*?)\\};\n", Pattern.DOTALL);
    private static final Pattern CLASS = Pattern.compile(
            "(alignas\\(8\\) \\w+ (\\w+)_Cls = \\{.*?)\\.arrayType = (NULL|\\(.*?)(,.*?\n\\}\\s*;\n)", Pattern.DOTALL);
    private static final String ARRAY_OF = "teavm_getArrayClass\\(\\(TeaVM_Class\\*\\) ";
    private static final Pattern ARRAY_CLASS = Pattern.compile(ARRAY_OF + "&(\\w+)_Cls\\)");
    private static final Pattern ARRAYS_CLASS = Pattern.compile(ARRAY_OF + ARRAY_OF + "&(\\w+)_Cls\\)\\)");
    private static final Pattern START_CALL = Pattern.compile(" *sysinitclass_\\w+\\(\\);\n");

    /** A class with a flag that says whether it has been initialised. */
    private static final String FLAG = "cls->flags |= INT32_C(1)";

    private static final String MAIN = "main.c";
    private static final String CHARACTERS = "arrays/primitives/char.c";

    private final Path folder;
    private final Map<Path, String> files = new TreeMap<>();
    private final List<String> roots = new ArrayList<>();
    private final Set<String> arraysWanted = new TreeSet<>();
    private final Set<String> arraysOfArrays = new TreeSet<>();
    private final Set<String> arraysMade = new TreeSet<>();

    private StaticData(Path folder) {
        this.folder = folder;
    }

    /** Changes the files that TeaVM has written into a folder. */
    static void complete(Path folder) throws IOException {
        StaticData data = new StaticData(folder);
        for (String part : List.of("classes", "primitives", "arrays")) {
            data.read(folder.resolve(part));
        }
        for (String text : data.files.values()) {
            ARRAY_CLASS.matcher(text).results().forEach(wanted -> data.arraysWanted.add(wanted.group(1)));
            ARRAYS_CLASS.matcher(text).results().forEach(wanted -> data.arraysOfArrays.add(wanted.group(1)));
        }
        data.change();
    }

    private void read(Path part) throws IOException {
        try (Stream<Path> all = Files.walk(part)) {
            for (Path file : (Iterable<Path>) all.filter(path -> path.toString().endsWith(".c"))::iterator) {
                files.put(file, Files.readString(file));
            }
        }
    }

    private void change() throws IOException {
        String characters = files.get(folder.resolve(CHARACTERS));
        Path main = folder.resolve(MAIN);
        String mainText = Files.readString(main);
        for (Map.Entry<Path, String> file : files.entrySet()) {
            Files.writeString(file.getKey(), changed(file.getValue(), mainText));
        }
        Files.writeString(main, START_CALL.matcher(mainText).replaceAll(""));
        Files.write(folder.resolve(FILE), added(characters), StandardCharsets.UTF_8);
    }

    private String changed(String text, String mainText) throws IOException {
        Map<String, String> values = new HashMap<>();
        for (Matcher start = START.matcher(text); start.find(); ) {
            for (String line : start.group(1).lines().toList()) {
                Matcher assignment = ASSIGNMENT.matcher(line);
                if (assignment.matches()) {
                    values.put(assignment.group(1), assignment.group(2));
                } else if (!REGISTRATION.matcher(line).matches()) {
                    throw new IOException("not known to be done at a program's start: " + line);
                }
            }
        }
        ROOTS.matcher(text).results().forEach(list -> roots.add(list.group(1).strip()));
        String shorter = ROOTS.matcher(START.matcher(text).replaceAll("")).replaceAll("");
        String fields = FIELD.matcher(shorter)
                .replaceAll(field -> "DT_WRITTEN " + field.group(1) + ' ' + field.group(2) + " = "
                        + values.getOrDefault(field.group(2), "0") + ';');
        boolean written = fields.contains(FLAG);
        return CLASS.matcher(fields)
                .replaceAll(type -> Matcher.quoteReplacement(classOf(
                        type.group(2),
                        written || mainText.contains("&" + type.group(2) + "_Cls);"),
                        type.group(1),
                        type.group(3),
                        type.group(4))));
    }

    private String classOf(String name, boolean written, String before, String array, String after) {
        String mark = written ? "DT_WRITTEN " : "";
        if (!array.equals("NULL") || !arraysWanted.contains(name)) {
            return mark + before + ".arrayType = " + array + after;
        }
        arraysMade.add(name);
        return "extern jl_Object_VT dt_array_" + name + ";\n" + mark + before + ".arrayType = (TeaVM_Class*) &dt_array_"
                + name + after;
    }

    private List<String> added(String characters) {
        List<String> lines = new ArrayList<>();
        long count = roots.stream().flatMap(list -> Stream.of(list.split(","))).count();
        lines.add("static void **const dt_roots[] = {(void **) (intptr_t) " + count + ",");
        lines.add(String.join(",\n", roots));
        lines.add("};");
        lines.add("void ***teavm_gc_staticRoots = (void ***) dt_roots;");
        Matcher charactersClass = CLASS.matcher(characters);
        if (!charactersClass.find()) {
            throw new IllegalStateException(CHARACTERS);
        }
        arraysOfArrays.retainAll(arraysMade);
        List<String> arrays = new ArrayList<>();
        for (String name : arraysOfArrays) {
            arrays.add("dt_arrays_" + name);
            lines.add(arrayClass(charactersClass, "dt_arrays_" + name, "dt_array_" + name, "NULL"));
        }
        for (String name : arraysMade) {
            String above = arraysOfArrays.contains(name) ? "(TeaVM_Class*) &dt_arrays_" + name : "NULL";
            arrays.add("dt_array_" + name);
            lines.add(arrayClass(charactersClass, "dt_array_" + name, name + "_Cls", above));
        }
        lines.add("TeaVM_Class *const dt_array_classes[] = {");
        arrays.forEach(name -> lines.add("(TeaVM_Class *) &" + name + ","));
        lines.add("0};");
        return lines;
    }

    /** As an array of characters has it, but for an array of objects. */
    private static String arrayClass(Matcher characters, String name, String item, String above) {
        return "extern jl_Object_VT " + name + ";\n"
                + (characters.group(1) + ".arrayType = " + above + characters.group(4))
                        .replace("Arr_C_Cls", name)
                        .replace("sizeof(char16_t)", "sizeof(void*)")
                        .replace(".flags = 0", ".flags = 1")
                        .replace("&C_Cls", "&" + item)
                        .replace("&supertypeof_Arr_C", "&teavm_isSupertypeOfArray");
    }
}
