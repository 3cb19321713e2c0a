package io.daemontools.posix.c.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A correction of the C that TeaVM generates for each program. The decision "Faults of TeaVM's C back end" describes the faults.
 *
 * @param file the file with the fault
 * @param part text that this file contains if the program has the faulty code
 * @param wrong the faulty text, which occurs exactly once
 * @param right its replacement
 */
record Correction(String file, String part, String wrong, String right) {
    /** {@code Object.clone()} treats the elements of a primitive array as references. */
    private static final Correction CLONE = new Correction(
            "classes/java/lang/Object.c",
            "clone",
            "meth_otr_RuntimeClass_isPrimitive(teavm_local_2)",
            "meth_otr_RuntimeClass_isPrimitive(TEAVM_FIELD(teavm_local_2, TeaVM_Class, itemType))");

    /** The counterpart of {@link ObjectSizes} for arrays. */
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
     * A heap can be full to the last byte, since it grows by the requested size. Then there is nothing to move, but the collector
     * would take remnants in its working memory for a free chunk.
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
     * @throws IOException also if the fault is not found
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
