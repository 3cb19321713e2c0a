package io.daemontools.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.Source;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Natively, a division by zero kills the program, and an exception of the virtual machine's is not safe to catch. So nothing
 * that is compiled to C divides by what might be zero, and nothing catches such an exception. Nor does anything compute with
 * floating point, which C does in another precision on i686. Reads class files.
 *
 * <p>Not tested, because class files do not show it: that no index is out of bounds, and no reference null.
 */
class VmExceptionsTest {
    private static final Set<Integer> DIVISIONS = Set.of(Opcodes.IDIV, Opcodes.IREM, Opcodes.LDIV, Opcodes.LREM);

    /** Checked by hand, never zero: multilog asks for the buffer of a log only if there is a log. */
    private static final Set<String> KNOWN_TO_BE_SAFE = Set.of("io.daemontools.multilog.Actions.bufferSize");

    /** All that leads to floating point from whole numbers, constants or arrays. */
    private static final Set<Integer> FLOATING = Set.of(
            Opcodes.FCONST_0,
            Opcodes.FCONST_1,
            Opcodes.FCONST_2,
            Opcodes.DCONST_0,
            Opcodes.DCONST_1,
            Opcodes.I2F,
            Opcodes.I2D,
            Opcodes.L2F,
            Opcodes.L2D,
            Opcodes.FALOAD,
            Opcodes.DALOAD);

    private static final Set<String> OF_THE_MACHINE = Set.of(
            "java/lang/ArithmeticException",
            "java/lang/ArrayIndexOutOfBoundsException",
            "java/lang/ArrayStoreException",
            "java/lang/ClassCastException",
            "java/lang/Error",
            "java/lang/Exception",
            "java/lang/IndexOutOfBoundsException",
            "java/lang/NegativeArraySizeException",
            "java/lang/NullPointerException",
            "java/lang/OutOfMemoryError",
            "java/lang/RuntimeException",
            "java/lang/StackOverflowError",
            "java/lang/StringIndexOutOfBoundsException",
            "java/lang/Throwable");

    /** What was found in all that is compiled to C. */
    private static List<String> findings() throws IOException {
        List<String> findings = new ArrayList<>();
        List<String> modules = Stream.concat(Stream.of("posix-native"), Repository.commonAndCommands().stream())
                .toList();
        int classes = 0;
        for (JavaClass type : Repository.classesOf(modules)) {
            if (!Repository.NEVER_NATIVE.test(type)) {
                Source source = type.getSource().orElseThrow();
                try (InputStream file = source.getUri().toURL().openStream()) {
                    new ClassReader(file).accept(new Visitor(type.getName(), findings), ClassReader.SKIP_DEBUG);
                }
                classes++;
            }
        }
        assertThat(classes).isGreaterThan(100);
        return findings;
    }

    @Test
    void findsNoUnsafeInstruction() throws IOException {
        assertThat(findings()).isEmpty();
    }

    private static final class Visitor extends ClassVisitor {
        private final String type;
        private final List<String> findings;

        Visitor(String type, List<String> findings) {
            super(Opcodes.ASM9);
            this.type = type;
            this.findings = findings;
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            return new Instructions(type + '.' + name, findings);
        }
    }

    /** Knows of each instruction whether the one before it pushed a constant that is not zero. */
    private static final class Instructions extends MethodVisitor {
        private final String method;
        private final List<String> findings;
        private boolean nonzero;

        Instructions(String method, List<String> findings) {
            super(Opcodes.ASM9);
            this.method = method;
            this.findings = findings;
        }

        @Override
        public void visitTryCatchBlock(Label start, Label end, Label handler, String caught) {
            if (caught != null && OF_THE_MACHINE.contains(caught)) {
                findings.add(method + " catches " + caught);
            }
        }

        @Override
        public void visitInsn(int opcode) {
            if (DIVISIONS.contains(opcode) && !nonzero && !KNOWN_TO_BE_SAFE.contains(method)) {
                findings.add(method + " divides by what might be zero");
            }
            if (FLOATING.contains(opcode)) {
                findings.add(method + " computes with floating point");
            }
            nonzero = opcode == Opcodes.ICONST_M1
                    || (opcode >= Opcodes.ICONST_1 && opcode <= Opcodes.ICONST_5)
                    || opcode == Opcodes.LCONST_1;
        }

        @Override
        public void visitIntInsn(int opcode, int operand) {
            nonzero = opcode != Opcodes.NEWARRAY && operand != 0;
        }

        @Override
        public void visitLdcInsn(Object value) {
            if (value instanceof Float || value instanceof Double) {
                findings.add(method + " computes with floating point");
            }
            nonzero = value instanceof Number number && number.longValue() != 0;
        }

        @Override
        public void visitVarInsn(int opcode, int variable) {
            nonzero = false;
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
            nonzero = false;
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
            nonzero = false;
        }

        @Override
        public void visitInvokeDynamicInsn(String name, String descriptor, Handle method, Object... arguments) {
            nonzero = false;
        }

        @Override
        public void visitTypeInsn(int opcode, String type) {
            nonzero = false;
        }

        @Override
        public void visitJumpInsn(int opcode, Label label) {
            nonzero = false;
        }

        @Override
        public void visitLabel(Label label) {
            nonzero = false;
        }

        @Override
        public void visitIincInsn(int variable, int increment) {
            nonzero = false;
        }
    }
}
