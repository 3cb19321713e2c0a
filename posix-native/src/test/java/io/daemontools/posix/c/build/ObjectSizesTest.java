package io.daemontools.posix.c.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObjectSizesTest {
    private static final String START = "alignas(8) X_VT X_Cls = {\n    .parent = {\n        .size = ";
    private static final String END = ",\n        .flags = 0,\n    }\n};\n";

    @TempDir
    private Path folder;

    private String rounded(String size) throws IOException {
        Path file = folder.resolve("classes/a/X.c");
        Files.createDirectories(file.getParent());
        Files.writeString(file, START + size + END);
        ObjectSizes.round(folder);
        String text = Files.readString(file);
        assertThat(text).startsWith(START).endsWith(END);
        return text.substring(START.length(), text.length() - END.length());
    }

    @Test
    void areMultiplesOf8() throws IOException {
        assertThat(rounded("(int32_t) (intptr_t) TEAVM_ALIGN(sizeof(cls_X), sizeof(void*))"))
                .isEqualTo("(int32_t) (intptr_t) TEAVM_ALIGN(sizeof(cls_X), 8)");
        assertThat(rounded("0")).isEqualTo("0");
    }

    @Test
    void rejectsUnknownSizes() {
        assertThatThrownBy(() -> rounded("sizeof(cls_X)"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("X.c");
    }
}
