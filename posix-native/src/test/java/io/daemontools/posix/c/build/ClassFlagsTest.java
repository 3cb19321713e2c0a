package io.daemontools.posix.c.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassFlagsTest {
    private static final String HEADER = """
            extern void sysinitclass_Command();
            extern void initclass_Command();
            """;
    private static final String COMMAND = """
            void run() {
                TEAVM_WITH_CALL_SITE_ID(3, teavm_initializeClass((TeaVM_Class*) &Command_Cls, &initclass_Command));
            }
            void initclass_Command() {
                TeaVM_Class* cls = (TeaVM_Class*) &Command_Cls;
                if (!(cls->flags & INT32_C(1))) {
                    cls->flags |= INT32_C(1);
                    meth_Command__clinit_();
                }
            }
            """;

    @TempDir
    private Path folder;

    private String separated(String text) throws IOException {
        Path file = Files.createDirectories(folder.resolve("classes")).resolve("Command");
        Files.writeString(file, text);
        ClassFlags.separate(folder);
        return Files.readString(file);
    }

    @Test
    void declaresTheFlagBesideItsFunction() throws IOException {
        assertThat(separated(HEADER)).isEqualTo(HEADER + "extern DT_HOT_DATA int8_t dt_initialized_Command;\n");
    }

    @Test
    void usesTheFlagInsteadOfTheClass() throws IOException {
        assertThat(separated(COMMAND)).isEqualTo("""
                void run() {
                    TEAVM_WITH_CALL_SITE_ID(3, DT_INITIALIZE(Command));
                }
                DT_HOT_DATA int8_t dt_initialized_Command;
                void initclass_Command() {
                    if (!dt_initialized_Command) {
                        dt_initialized_Command = 1;
                        meth_Command__clinit_();
                    }
                }
                """);
    }

    @Test
    void rejectsAnUnknownUseOfTheFlags() {
        assertThatThrownBy(() -> separated(COMMAND.replace("|= INT32_C(1)", "|= INT32_C(2)")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("flag");
        assertThatThrownBy(() -> separated(COMMAND.replace("&initclass_Command", "&initclass_Other")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("flag");
    }
}
