package io.daemontools.suite;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchConditions.onlyDependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Code that is compiled to C uses only parts of Java that are known to work: see CONTRIBUTING.md. Reads class files, not sources. */
class NativeCodeTest {
    /** The parts of the JDK that native code uses. Before you add one, check that TeaVM's class library implements it correctly. */
    private static final Set<String> OF_JAVA_LANG = Set.of(
            "Boolean",
            "Byte",
            "CharSequence",
            "Character",
            "Comparable",
            "Enum",
            "FunctionalInterface",
            "IncompatibleClassChangeError",
            "Integer",
            "Iterable",
            "Long",
            "Math",
            "MatchException",
            "NoSuchFieldError",
            "Object",
            "Override",
            "Record",
            "Runnable",
            "RuntimeException",
            "String",
            "StringBuilder",
            "System",
            "Throwable");

    private static final Set<String> OF_JAVA_UTIL = Set.of(
            "ArrayList", "Arrays", "Collection", "HashMap", "HashSet", "Iterator", "List", "Map", "Objects", "Set");

    private static final DescribedPredicate<JavaClass> KNOWN_TO_WORK =
            describe("are of this project or of the part of the JDK that is known to work natively", type -> {
                JavaClass element = type.getBaseComponentType();
                return element.isPrimitive()
                        || element.getPackageName().startsWith("io.daemontools")
                        || element.getPackageName().equals("java.util.function")
                        || isOneOf(element, "java.lang", OF_JAVA_LANG)
                        || isOneOf(element, "java.util", OF_JAVA_UTIL);
            });

    /** They lead to regular expressions, locales, charsets, or to the table of strings, which native programs do not have. */
    private static final Set<String> UNFIT_FOR_STRINGS = Set.of(
            "format",
            "formatted",
            "getBytes",
            "intern",
            "lines",
            "matches",
            "replaceAll",
            "replaceFirst",
            "split",
            "toLowerCase",
            "toUpperCase");

    private static final List<JavaClasses> NATIVE_CODE = nativeCode();

    private static boolean isOneOf(JavaClass type, String packageName, Set<String> names) {
        return type.getPackageName().equals(packageName) && names.contains(type.getSimpleName());
    }

    /** Each set of classes as it is on a class path. */
    private static List<JavaClasses> nativeCode() {
        DescribedPredicate<JavaClass> isNative = DescribedPredicate.not(Repository.NEVER_NATIVE);
        return List.of(
                Repository.classesOf(Repository.commonAndCommands()).that(isNative),
                Repository.classesOf(List.of("posix-native"))
                        .that(isNative)
                        .that(describe("is not C", type -> !Repository.C_FUNCTIONS.contains(type.getName()))));
    }

    @Test
    void usesKnownPartsOfTheJdkOnly() {
        for (JavaClasses code : NATIVE_CODE) {
            classes().should(onlyDependOnClassesThat(KNOWN_TO_WORK)).check(code);
        }
    }

    @Test
    void usesOfSystemOnlyArraycopy() {
        for (JavaClasses code : NATIVE_CODE) {
            noClasses()
                    .should()
                    .accessTargetWhere(describe(
                            "is of System",
                            access -> access.getTargetOwner().isEquivalentTo(System.class)
                                    && !access.getName().equals("arraycopy")))
                    .check(code);
        }
    }

    @Test
    void doesNotReflect() {
        for (JavaClasses code : NATIVE_CODE) {
            noClasses()
                    .should()
                    .callMethodWhere(
                            describe("asks for a class", call -> call.getName().equals("getClass")))
                    .check(code);
        }
    }

    @Test
    void takesStringsForBytes() {
        for (JavaClasses code : NATIVE_CODE) {
            noClasses()
                    .should()
                    .callMethodWhere(describe(
                            "is unfit",
                            call -> call.getTargetOwner().isEquivalentTo(String.class)
                                    && UNFIT_FOR_STRINGS.contains(call.getName())))
                    .check(code);
        }
    }

    /** TeaVM's clone() treats the elements as references and writes past the copy. The build corrects it. */
    @Test
    void clonesNoArraysOfPrimitives() {
        for (JavaClasses code : NATIVE_CODE) {
            noClasses()
                    .should()
                    .callMethodWhere(describe(
                            "clones an array of primitives",
                            call -> call.getName().equals("clone")
                                    && call.getTargetOwner().isArray()
                                    && call.getTargetOwner().getComponentType().isPrimitive()))
                    .check(code);
        }
    }

    @Test
    void waitsForNoMonitor() {
        for (JavaClasses code : NATIVE_CODE) {
            noClasses()
                    .should()
                    .callMethodWhere(describe(
                            "is of a monitor",
                            call -> call.getTargetOwner().isEquivalentTo(Object.class)
                                    && Set.of("wait", "notify", "notifyAll").contains(call.getName())))
                    .check(code);
            methods().should().notHaveModifier(JavaModifier.SYNCHRONIZED).check(code);
        }
    }

    /** Natively, catching an exception of the virtual machine is unsafe: code must check first. */
    @Test
    void catchesOnlyWhatItThrows() {
        List<String> catching = new ArrayList<>();
        NATIVE_CODE.stream()
                .flatMap(JavaClasses::stream)
                .flatMap(type -> type.getCodeUnits().stream())
                .forEach(unit -> unit.getTryCatchBlocks().stream()
                        .flatMap(block -> block.getCaughtThrowables().stream())
                        .filter(caught -> !caught.getPackageName().startsWith("io.daemontools"))
                        .filter(caught -> !isOfTheCompiler(unit, caught))
                        .forEach(caught -> catching.add(unit.getFullName() + " catches " + caught.getName())));
        assertThat(catching).isEmpty();
    }

    /** A switch over an enum of another file has a table that javac guards like this. */
    private static boolean isOfTheCompiler(JavaCodeUnit unit, JavaClass caught) {
        return unit.getOwner().isAnonymousClass()
                && unit.getName().equals("<clinit>")
                && caught.isEquivalentTo(NoSuchFieldError.class);
    }
}
