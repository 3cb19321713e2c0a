package io.daemontools.suite;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.onlyDependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The dependencies between modules and packages, see ARCHITECTURE.md. Reads class files, not sources. */
class ArchitectureTest {
    private static final List<String> COMMANDS = Repository.commands();
    private static final JavaClasses COMMON = Repository.classesOf(List.of("common"));
    private static final JavaClasses POSIX_JVM = Repository.classesOf(List.of("posix-jvm"));
    private static final JavaClasses POSIX_NATIVE = Repository.classesOf(List.of("posix-native"));

    private static boolean isC(JavaClass type) {
        return Repository.C_FUNCTIONS.contains(type.getName());
    }

    @Test
    void checksAllModules() {
        assertThat(COMMANDS).contains("supervise", "svscan", "svc", "svstat", "svok", "tai64nlocal");
        assertThat(COMMON).hasSizeGreaterThan(20);
        assertThat(POSIX_JVM).isNotEmpty();
        assertThat(POSIX_NATIVE).isNotEmpty();
    }

    @Test
    void commandsUseOnlyCommonAndTheLauncher() {
        for (String command : COMMANDS) {
            classes()
                    .that(DescribedPredicate.not(Repository.NEVER_NATIVE))
                    .should(onlyDependOnClassesThat(describe(
                            "are of " + command + " or common",
                            type -> !type.getPackageName().startsWith("io.daemontools")
                                    || type.getPackageName().startsWith("io.daemontools." + command)
                                    || type.getName().equals("io.daemontools.Launcher")
                                    || COMMON.contain(
                                            type.getBaseComponentType().getName()))))
                    .check(Repository.classesOf(List.of(command)));
        }
    }

    @Test
    void commandIsAClassThatTheLauncherRuns() {
        for (String command : COMMANDS) {
            String name = Character.toUpperCase(command.charAt(0)) + command.substring(1);
            JavaClass type = Repository.classesOf(List.of(command)).get("io.daemontools." + command + "." + name);
            assertThat(type.isAssignableTo("io.daemontools.cli.Command"))
                    .as(name)
                    .isTrue();
            assertThat(type.getModifiers()).as(name).contains(JavaModifier.PUBLIC, JavaModifier.FINAL);
            JavaMethod main = type.getMethod("main", String[].class);
            assertThat(main.getModifiers()).contains(JavaModifier.PUBLIC, JavaModifier.STATIC);
            assertThat(main.getCallsFromSelf())
                    .extracting(call -> call.getTarget().getFullName())
                    .containsExactlyInAnyOrder(
                            type.getName() + ".<init>()",
                            "io.daemontools.Launcher.run(io.daemontools.cli.Command, [Ljava.lang.String;)");
        }
    }

    @Test
    void bothLaunchersAreAlike() {
        for (JavaClasses layer : List.of(POSIX_JVM, POSIX_NATIVE)) {
            assertThat(layer.get("io.daemontools.Launcher").getMethods())
                    .filteredOn(method -> method.getModifiers().contains(JavaModifier.PUBLIC))
                    .extracting(JavaMethod::getFullName)
                    .containsExactly("io.daemontools.Launcher.run(io.daemontools.cli.Command, [Ljava.lang.String;)");
        }
    }

    @Test
    void onlyPosixJvmUsesJnr() {
        DescribedPredicate<JavaClass> jnr = resideInAnyPackage("jnr..", "com.kenai..");
        noClasses().should().dependOnClassesThat(jnr).check(POSIX_NATIVE);
        noClasses().should().dependOnClassesThat(jnr).check(Repository.classesOf(Repository.commonAndCommands()));
        noClasses()
                .that(DescribedPredicate.not(resideInAnyPackage("io.daemontools.posix.jvm")))
                .should()
                .dependOnClassesThat(jnr)
                .check(POSIX_JVM);
    }

    @Test
    void fewClassesImportFromC() {
        methods()
                .that()
                .areAnnotatedWith("org.teavm.interop.Import")
                .should()
                .beDeclaredInClassesThat(describe("are C", ArchitectureTest::isC))
                .check(POSIX_NATIVE);
        noClasses()
                .that(describe("are not C", type -> !isC(type)))
                .and(DescribedPredicate.not(Repository.NEVER_NATIVE))
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.teavm.."))
                .check(POSIX_NATIVE);
        noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.teavm.."))
                .check(POSIX_JVM);
    }

    @Test
    void noCommandUsesItsManualAtRunTime() {
        noClasses()
                .that(DescribedPredicate.not(Repository.NEVER_NATIVE))
                .should()
                .dependOnClassesThat(resideInAnyPackage("picocli..").or(Repository.NEVER_NATIVE))
                .check(Repository.classesOf(Repository.commonAndCommands()));
    }

    @Test
    void commonIsInLayers() {
        slices().matching("io.daemontools.(*)..").should().beFreeOfCycles().check(COMMON);
        noClasses()
                .that()
                .resideInAPackage("io.daemontools.posix")
                .should()
                .dependOnClassesThat(resideInAnyPackage("io.daemontools.cli", "io.daemontools.service"))
                .check(COMMON);
    }
}
