package io.daemontools.posix.c.build;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Changes the C of a translated program so that its static data is complete on disk. (TeaVM completes it at each start.) Variables
 * that the program writes are placed together ({@code hot_data.h}): the memory cost of an idle program is the pages that it has
 * written.
 *
 * <p>The files are changed in place; {@value #FILE} is added. C that does not have the expected form is rejected.
 */
final class StaticData {
    /** The file that is compiled after the generated files. */
    static final String FILE = "static_data.c";

    private static final Pattern START =
            Pattern.compile("void sysinitclass_\\w+\\(\\) \\{\n(.*?)\\}\n", Pattern.DOTALL);
    private static final Pattern ASSIGNMENT = Pattern.compile("\\s*(sfld_\\w+) = (.*);");
    private static final Pattern REGISTRATION = Pattern.compile("\\s*teavm_registerStaticGcRoots\\((\\w+), (\\d+)\\);");
    private static final Pattern FIELD = Pattern.compile("^(\\w+\\*?) (sfld_\\w+);$", Pattern.MULTILINE);
    private static final Pattern CLASS = Pattern.compile(
            "(alignas\\(8\\) \\w+ (\\w+)_Cls = \\{.*?)\\.arrayType = (NULL|\\(.*?)(,.*?\n\\}\\s*;\n)", Pattern.DOTALL);
    private static final String ARRAY_OF = "teavm_getArrayClass\\(\\(TeaVM_Class\\*\\) ";
    private static final Pattern ARRAY_CLASS = Pattern.compile(ARRAY_OF + "&(\\w+)_Cls\\)");
    private static final Pattern ARRAYS_CLASS = Pattern.compile(ARRAY_OF + ARRAY_OF + "&(\\w+)_Cls\\)\\)");
    private static final Pattern START_CALL = Pattern.compile(" *sysinitclass_\\w+\\(\\);\n");
    private static final Pattern DEFINED_START = Pattern.compile("sysinitclass_\\w+\\([^)]*\\) *\\{");

    private static final String MAIN = "main.c";
    private static final String CHARACTERS = "arrays/primitives/char.c";

    private final Path folder;
    private final Map<Path, String> files = new TreeMap<>();
    private final StaticRoots roots = new StaticRoots();
    private final Set<String> arraysWanted = new TreeSet<>();
    private final Set<String> arraysOfArrays = new TreeSet<>();
    private final Set<String> arraysMade = new TreeSet<>();

    private StaticData(Path folder) {
        this.folder = folder;
    }

    /** Changes the files that TeaVM has written to a folder. */
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
        String shorterMain = START_CALL.matcher(mainText).replaceAll("");
        if (shorterMain.contains("sysinitclass_")) {
            throw unknown("calls in " + MAIN);
        }
        Files.writeString(main, shorterMain);
        Files.write(folder.resolve(FILE), added(characters), StandardCharsets.UTF_8);
    }

    private String changed(String text, String mainText) throws IOException {
        Map<String, String> values = new HashMap<>();
        Map<String, Integer> registered = new HashMap<>();
        for (Matcher start = START.matcher(text); start.find(); ) {
            for (String line : start.group(1).lines().toList()) {
                Matcher assignment = ASSIGNMENT.matcher(line);
                Matcher registration = REGISTRATION.matcher(line);
                if (assignment.matches()) {
                    values.put(assignment.group(1), assignment.group(2));
                } else if (registration.matches()) {
                    registered.put(registration.group(1), Integer.valueOf(registration.group(2)));
                } else {
                    throw unknown("done at a program's start: " + line);
                }
            }
        }
        roots.add(text, registered);
        String shorter = StaticRoots.without(START.matcher(text).replaceAll(""));
        if (DEFINED_START.matcher(shorter).find()) {
            throw unknown("the start of a class");
        }
        String fields = FIELD.matcher(shorter)
                .replaceAll(field -> Matcher.quoteReplacement("DT_HOT_DATA " + field.group(1) + ' ' + field.group(2)
                        + " = " + Objects.requireNonNullElse(values.remove(field.group(2)), "0") + ';'));
        if (!values.isEmpty()) {
            throw unknown("fields with a value at a program's start: " + values.keySet());
        }
        return CLASS.matcher(fields)
                .replaceAll(type -> Matcher.quoteReplacement(classOf(
                        type.group(2),
                        mainText.contains("&" + type.group(2) + "_Cls);"),
                        type.group(1),
                        type.group(3),
                        type.group(4))));
    }

    static IOException unknown(String what) {
        return new IOException("not known to posix-native: " + what);
    }

    private String classOf(String name, boolean written, String before, String array, String after) {
        String mark = written ? "DT_HOT_DATA " : "";
        if (!array.equals("NULL") || !arraysWanted.contains(name)) {
            return mark + before + ".arrayType = " + array + after;
        }
        arraysMade.add(name);
        return "extern jl_Object_VT dt_array_" + name + ";\n" + mark + before + ".arrayType = (TeaVM_Class*) &dt_array_"
                + name + after;
    }

    private List<String> added(String characters) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.addAll(roots.lines());
        Matcher charactersClass = CLASS.matcher(characters);
        if (!charactersClass.find()) {
            throw unknown(CHARACTERS);
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

    /** The class of an array of objects, modelled on that of a character array. */
    private static String arrayClass(Matcher characters, String name, String item, String above) throws IOException {
        String made = characters.group(1) + ".arrayType = " + above + characters.group(4);
        made = replaced(made, "Arr_C_Cls", name);
        made = replaced(made, "sizeof(char16_t)", "sizeof(void*)");
        made = replaced(made, ".flags = 0", ".flags = 1");
        made = replaced(made, "&C_Cls", "&" + item);
        made = replaced(made, "&supertypeof_Arr_C", "&teavm_isSupertypeOfArray");
        return "extern jl_Object_VT " + name + ";\n" + made;
    }

    private static String replaced(String text, String part, String by) throws IOException {
        if (!text.contains(part)) {
            throw unknown("the class of arrays of characters, without " + part);
        }
        return text.replace(part, by);
    }
}
