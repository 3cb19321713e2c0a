package io.daemontools.posix.c.build;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.teavm.classlib.impl.JCLPlugin;
import org.teavm.diagnostics.ProblemProvider;
import org.teavm.interop.Import;
import org.teavm.tooling.ConsoleTeaVMToolLog;
import org.teavm.tooling.TeaVMProblemRenderer;
import org.teavm.tooling.TeaVMTargetType;
import org.teavm.tooling.TeaVMTool;
import org.teavm.tooling.TeaVMToolException;
import org.teavm.tooling.TeaVMToolLog;
import org.teavm.vm.TeaVM;
import org.teavm.vm.TeaVMOptimizationLevel;

/** Translates Java to C, by TeaVM. */
final class Translator {
    private static final TeaVMToolLog LOG = new ConsoleTeaVMToolLog(false);
    private static final int MIN_HEAP = 256 * 1024;
    /** Maximum heap in bytes of address space: program_heap.c reserves all of it at once, or less if memory is limited. */
    private static final int MAX_HEAP = 256 * 1024 * 1024;

    private final List<File> classPath;

    /** Translates with the jars that programs share. TeaVM's own jars are added. */
    Translator(List<File> libraries) {
        classPath = new ArrayList<>(libraries);
        classPath.add(jarOf(TeaVM.class)); // the collector
        classPath.add(jarOf(JCLPlugin.class)); // java.lang and others
        classPath.add(jarOf(Import.class));
    }

    /** A digest of everything that programs share, TeaVM's library and this build included. */
    Fingerprint fingerprint() throws IOException {
        Fingerprint shared =
                new Fingerprint().addClasses(jarOf(NativeBuild.class).toPath());
        for (File jar : classPath) {
            shared.addClasses(jar.toPath());
        }
        return shared;
    }

    /**
     * Writes the C of a program, whose own classes are in a jar, to a directory: {@code all.c} and the files that it includes.
     *
     * @return whether this succeeded; if not, each problem was printed with the calls that lead to it
     */
    boolean translate(String mainClass, File jar, Path directory) throws TeaVMToolException {
        TeaVMTool tool = new TeaVMTool();
        tool.setTargetType(TeaVMTargetType.C);
        List<File> all = new ArrayList<>(classPath);
        all.add(jar);
        tool.setClassPath(all);
        tool.setMainClass(mainClass);
        tool.setTargetDirectory(directory.toFile());
        tool.setOptimizationLevel(TeaVMOptimizationLevel.ADVANCED);
        tool.setObfuscated(true);
        tool.setMinHeapSize(MIN_HEAP);
        tool.setMaxHeapSize(MAX_HEAP);
        tool.generate();

        ProblemProvider problems = tool.getProblemProvider();
        TeaVMProblemRenderer.describeProblems(tool.getDependencyInfo().getCallGraph(), problems, LOG);
        return problems.getProblems().isEmpty();
    }

    private static File jarOf(Class<?> type) {
        try {
            return new File(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
