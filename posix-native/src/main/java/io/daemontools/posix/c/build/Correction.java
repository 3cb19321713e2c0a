package io.daemontools.posix.c.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A correction of the C that TeaVM generates for each program. The decision "Faults of TeaVM's C back end" describes the
 * faults.
 *
 * @param file where the fault is
 * @param part what this file contains if a program has the part that is at fault
 * @param wrong the text there, exactly once
 * @param right what replaces it
 */
record Correction(String file, String part, String wrong, String right) {
    /** {@code Object.clone()} takes the elements of a primitive array for references. */
    private static final Correction CLONE = new Correction(
            "classes/java/lang/Object.c",
            "clone",
            "meth_otr_RuntimeClass_isPrimitive(teavm_local_2)",
            "meth_otr_RuntimeClass_isPrimitive(TEAVM_FIELD(teavm_local_2, TeaVM_Class, itemType))");

    /** As {@link ObjectSizes} has it for classes. */
    private static final Correction SIZE_OF_AN_ARRAY = new Correction(
            "classes/org/teavm/runtime/GC.c",
            "",
            "(teavm_local_4 * TEAVM_FIELD(teavm_local_3, TeaVM_Array, size))), sizeof(void*)));",
            "(teavm_local_4 * TEAVM_FIELD(teavm_local_3, TeaVM_Array, size))), 8));");

    private static final Correction SIZE_OF_A_NEW_ARRAY = new Correction(
            "classes/org/teavm/runtime/Allocator.c",
            "",
            "(teavm_local_3 * teavm_local_2))), sizeof(void*)));",
            "(teavm_local_3 * teavm_local_2))), 8));");

    /**
     * A heap can be full to the last byte, since it grows by what is asked for. There is nothing to move then; the collector
     * would take what is left in its working memory for a free chunk to begin with.
     */
    private static final Correction FULL = new Correction(
            "classes/org/teavm/runtime/GC.c",
            "",
            "    meth_otr_GC_defragment();\n",
            "    if (sfld_otr_GC_freeChunks) meth_otr_GC_defragment();\n"
                    + "    else sfld_otr_GC_lastChunk = teavm_gc_heapAddress;\n");

    static final List<Correction> ALL = List.of(CLONE, SIZE_OF_AN_ARRAY, SIZE_OF_A_NEW_ARRAY, FULL);

    /**
     * Corrects the C of a program.
     *
     * @throws IOException also if the fault is not where it is known to be
     */
    void apply(Path folder) throws IOException {
        Path path = folder.resolve(file);
        String text = Files.readString(path);
        if (!text.contains(part)) {
            return;
        }
        int place = text.indexOf(wrong);
        if (place < 0 || text.indexOf(wrong, place + 1) >= 0) {
            throw new IOException(file + " of TeaVM is not the one that posix-native corrects");
        }
        Files.writeString(path, text.replace(wrong, right));
    }
}
