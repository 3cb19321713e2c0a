package io.daemontools.posix.c.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StaticDataTest {
    private static final String CHARACTERS = """
            alignas(8) jl_Object_VT Arr_C_Cls = {
                .parent = {
                    .size = sizeof(char16_t),
                    .flags = 0,
                    .arrayType = NULL,
                    .itemType = (TeaVM_Class*) &C_Cls,
                    .isSupertypeOf = &supertypeof_Arr_C
                }
            };
            void sysinitclass_Arr_C() {
            }
            """;
    private static final String COMMAND = """
            void* sfld_Command_NAME;
            int32_t sfld_Command_COUNT;
            void run() {
                teavm_getArrayClass((TeaVM_Class*) &Command_Cls);
            }
            alignas(8) Command_VT Command_Cls = {
                .parent = {
                    .flags = 0,
                    .arrayType = NULL,
                    .itemType = NULL
                }
            };
            static void** teavm_gc_localStaticRoots_Command_Cls[1] = {
            (void**) &sfld_Command_NAME
            };
            void sysinitclass_Command() {
            sfld_Command_NAME = NULL;
            sfld_Command_COUNT = INT32_C(7);
            teavm_registerStaticGcRoots(teavm_gc_localStaticRoots_Command_Cls, 1);
            }
            """;
    private static final String OTHER = """
            alignas(8) Other_VT Other_Cls = {
                .parent = {
                    .arrayType = NULL
                }
            };
            void sysinitclass_Other() {
            }
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void generate() throws IOException {
        write("arrays/primitives/char.c", CHARACTERS);
        write("classes/Command.c", COMMAND);
        write("classes/Other.c", OTHER);
        write("primitives/char.c", "");
        write("main.c", "    before();\n    sysinitclass_Command();\n    sysinitclass_Other();\n    after();\n");
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private String read(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }

    @Test
    void removesWorkAtStart() throws IOException {
        StaticData.complete(folder);
        assertThat(read("main.c")).isEqualTo("    before();\n    after();\n");
        assertThat(read("classes/Command.c")).doesNotContain("sysinitclass", "teavm_registerStaticGcRoots");
    }

    @Test
    void initializesFieldsInTheHotData() throws IOException {
        StaticData.complete(folder);
        assertThat(read("classes/Command.c"))
                .contains(
                        "DT_HOT_DATA void* sfld_Command_NAME = NULL;\nDT_HOT_DATA int32_t sfld_Command_COUNT = INT32_C(7);\n");
    }

    @Test
    void marksOnlyClassesThatMainWrites() throws IOException {
        write("main.c", "    teavm_classClass = (TeaVM_Class*) &Command_Cls;\n    write(&Command_Cls);\n");
        StaticData.complete(folder);
        assertThat(read("classes/Command.c")).contains("DT_HOT_DATA alignas(8) Command_VT Command_Cls = {");
        assertThat(read("classes/Other.c")).contains("alignas(8) Other_VT").doesNotContain("DT_HOT_DATA");
    }

    /** The collector reads the number as four bytes at the start of the list, which a pointer has at its end on some machines. */
    @Test
    void listsTheRoots() throws IOException {
        StaticData.complete(folder);
        assertThat(read("static_data.c"))
                .contains(
                        "union { int32_t count; void *place; } first;",
                        "{{.count = 1}, {\n(void**) &sfld_Command_NAME\n}};");
    }

    @Test
    void createsRequestedArrayClasses() throws IOException {
        StaticData.complete(folder);
        assertThat(read("classes/Command.c")).contains(".arrayType = (TeaVM_Class*) &dt_array_Command,\n");
        assertThat(read("classes/Other.c")).contains(".arrayType = NULL\n");
        assertThat(read(StaticData.FILE))
                .contains("alignas(8) jl_Object_VT dt_array_Command = {", ".itemType = (TeaVM_Class*) &Command_Cls,")
                .contains("dt_array_classes[] = {\n(TeaVM_Class *) &dt_array_Command,\n0};");
    }

    private void refuses(String message) {
        assertThatThrownBy(() -> StaticData.complete(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(message);
    }

    @Test
    void rejectsUnknownStatementsAtStart() throws IOException {
        write("classes/Other.c", OTHER.replace("sysinitclass_Other() {\n", "sysinitclass_Other() {\nlaunch();\n"));
        refuses("launch();");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "static void** teavm | static const void** teavm | registered as roots: [teavm_gc_localStaticRoots_Command_Cls]",
                "Cls[1] =            | Cls[2] =                  | roots, of which 1 are registered",
                "int32_t sfld_Command_COUNT; | TeaVM_Array* sfld_Command_COUNT; | pointers [sfld_Command_COUNT, sfld_Command_NAME]",
                "(void**) &sfld_Command_NAME | (void**) &sfld_Command_OTHER | of which these are roots: [sfld_Command_OTHER]",
                "(void**) &sfld_Command_NAME | (void*) &sfld_Command_NAME   | a root: (void*) &sfld_Command_NAME",
                "Command_Cls, 1)     | Command_Cls, 2)           | roots, of which 2 are registered",
                "Roots(teavm_gc      | Roots(other_gc            | roots, of which null are registered",
                "(void**) &sfld      | (void**) &x, &sfld        | roots, of which 1 are registered",
                "sysinitclass_Command() { | sysinitclass_Command(void) { | roots, of which null are registered",
                "int32_t sfld_Command_COUNT; | volatile int32_t sfld_Command_COUNT; | fields with a value at a program's start: [sfld_Command_COUNT]"
            })
    void refusesADeclarationThatHasChanged(String known, String changed, String message) throws IOException {
        write("classes/Command.c", COMMAND.replace(known, changed));
        refuses(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Arr_C_Cls", "sizeof(char16_t)", ".flags = 0", "&C_Cls", "&supertypeof_Arr_C"})
    void rejectsAnUnknownArrayClass(String part) throws IOException {
        write("arrays/primitives/char.c", CHARACTERS.replace(part, "other_Cls"));
        refuses(part);
    }

    @Test
    void rejectsAStartThatItCannotRemove() throws IOException {
        write("classes/Other.c", OTHER.replace("sysinitclass_Other()", "sysinitclass_Other(void)"));
        refuses("the start of a class");
    }

    @Test
    void rejectsACallThatItCannotRemove() throws IOException {
        write("main.c", "    sysinitclass_Command(0);\n");
        refuses("main.c");
    }

    /** As may happen with the names of inner classes and lambdas. */
    @Test
    void keepsADollarInAName() throws IOException {
        write("classes/Command.c", COMMAND.replace("INT32_C(7)", "INT32_C($7)"));
        StaticData.complete(folder);
        assertThat(read("classes/Command.c")).contains("DT_HOT_DATA int32_t sfld_Command_COUNT = INT32_C($7);\n");
    }
}
