package io.daemontools.posix.c.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Replaces the flag by which a class is known to be initialized, in the C of a program.
 *
 * <p>TeaVM has it in the class, of which it is the only part that most programs write. Here it is a variable of one byte. So the
 * classes, of about 150 bytes each, are not among the data that a program writes ({@code hot_data.h}).
 */
final class ClassFlags {
    /** The declaration of the function that initializes a class. */
    private static final Pattern DECLARATION = Pattern.compile("extern void initclass_(\\w+)\\(\\);\n");

    private static final Pattern DEFINITION = Pattern.compile("""
            void initclass_(\\w+)\\(\\) \\{
                TeaVM_Class\\* cls = \\(TeaVM_Class\\*\\) &\\1_Cls;
                if \\(!\\(cls->flags & INT32_C\\(1\\)\\)\\) \\{
                    cls->flags \\|= INT32_C\\(1\\);
            """);

    private static final Pattern CALL =
            Pattern.compile("teavm_initializeClass\\(\\(TeaVM_Class\\*\\) &(\\w+)_Cls, &initclass_\\1\\)");

    private static final Pattern UNKNOWN = Pattern.compile(".*(cls->flags|teavm_initializeClass).*");

    private ClassFlags() {}

    /**
     * Changes the classes in a folder of generated C.
     *
     * @throws IOException also if a flag is used in an unexpected form
     */
    static void separate(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("classes"))) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                String text = Files.readString(file);
                text = DECLARATION.matcher(text).replaceAll("$0extern DT_HOT_DATA int8_t dt_initialized_$1;\n");
                text = DEFINITION.matcher(text).replaceAll("""
                        DT_HOT_DATA int8_t dt_initialized_$1;
                        void initclass_$1() {
                            if (!dt_initialized_$1) {
                                dt_initialized_$1 = 1;
                        """);
                text = CALL.matcher(text).replaceAll("DT_INITIALIZE($1)");
                if (UNKNOWN.matcher(text).find()) {
                    throw new IOException(file + " of TeaVM has a flag that posix-native does not know");
                }
                Files.writeString(file, text);
            }
        }
    }
}
