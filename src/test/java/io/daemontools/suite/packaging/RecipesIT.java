package io.daemontools.suite.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.daemontools.suite.harness.InSandbox;
import io.daemontools.suite.harness.Result;
import io.daemontools.suite.harness.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The recipes by which other systems build a package of the C source tarball. Each puts the same files into it. */
class RecipesIT {
    private static final String SPEC = "rpm/daemontools-java.spec";
    private static final String APKBUILD = "alpine/APKBUILD";
    private static final String PKGBUILD = "arch/PKGBUILD";
    private static final String FORMULA = "homebrew/daemontools-java.rb";
    private static final String PORT = "freebsd/Makefile";

    @BeforeEach
    void builtPackages() {
        assumeTrue(Files.isDirectory(Build.target("recipes")), "needs the recipes that the build fills in");
    }

    private static Path path(String recipe) {
        return Build.target("recipes").resolve(recipe);
    }

    private static Path tarball() {
        return Build.made("daemontools-", "-c.tar.gz");
    }

    private static String checksum(String algorithm) throws IOException, NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(Files.readAllBytes(tarball())));
    }

    /** The version that is built, with another suffix for one that is not released. */
    private static String version(String snapshot) {
        String name = tarball().getFileName().toString();
        return name.substring("daemontools-".length(), name.length() - "-c.tar.gz".length())
                .replace("-SNAPSHOT", snapshot);
    }

    @Test
    void nothingIsLeftToFillIn() {
        assertThat(Build.under(Build.target("recipes")))
                .contains(SPEC, APKBUILD, PKGBUILD, FORMULA, PORT, "freebsd/distinfo", "freebsd/pkg-plist")
                .allSatisfy(recipe -> assertThat(path(recipe)).content().doesNotContainPattern("@[a-z0-9_]+@"));
    }

    @Test
    void haveTheVersionThatIsBuilt() {
        assertThat(path(SPEC)).content().containsPattern("Version: +" + version("~snapshot") + "\n");
        assertThat(path(APKBUILD)).content().contains("\npkgver=" + version("_pre") + "\n");
        assertThat(path(PKGBUILD)).content().contains("\npkgver=" + version("pre") + "\n");
        assertThat(path(FORMULA)).content().contains("version \"" + version("-SNAPSHOT") + "\"\n");
        assertThat(path(PORT)).content().contains("DISTVERSION=\t" + version("-SNAPSHOT") + "\n");
    }

    @Test
    void haveTheChecksumOfTheTarball() throws IOException, NoSuchAlgorithmException {
        String sha256 = checksum("SHA-256");
        assertThat(path(PKGBUILD)).content().contains("'" + sha256 + "'");
        assertThat(path(FORMULA)).content().contains("sha256 \"" + sha256 + "\"");
        assertThat(path("freebsd/distinfo"))
                .content()
                .contains(
                        "SHA256 (" + tarball().getFileName() + ") = " + sha256 + "\n",
                        "SIZE (" + tarball().getFileName() + ") = " + Files.size(tarball()) + "\n");
        assertThat(path(APKBUILD)).content().contains("\n" + checksum("SHA-512") + "  $_tarball.tar.gz\n");
    }

    private static boolean installed(Sandbox box, String program) {
        return box.shell("command -v " + program).run().code() == 0;
    }

    @InSandbox
    void areReadByTheirLanguages(Sandbox box) {
        assertThat(box.program("sh", "-n", path(APKBUILD).toString()).run()).isEqualTo(Result.silent());
        if (installed(box, "bash")) {
            assertThat(box.program("bash", "-n", path(PKGBUILD).toString()).run())
                    .isEqualTo(Result.silent());
        }
        if (installed(box, "ruby")) {
            assertThat(box.program("ruby", "-wc", path(FORMULA).toString()).run())
                    .isEqualTo(Result.prints("Syntax OK\n"));
        }
        if (installed(box, "shellcheck")) {
            assertThat(box.program(
                                    "shellcheck",
                                    path(APKBUILD).toString(),
                                    path(PKGBUILD).toString())
                            .run())
                    .isEqualTo(Result.silent());
        }
    }

    /** The C source tarball, as if its programs had been made. */
    private static Path made(Sandbox box) {
        Path folder = Tarball.unpack(box, tarball());
        assertThat(box.program("cp", "-r", Build.target("native/bin").toString(), folder.toString())
                        .run())
                .isEqualTo(Result.silent());
        return folder;
    }

    private static List<String> everyFile(String manuals) {
        return Stream.concat(Build.files(manuals, "site-functions"), Build.otherFiles())
                .sorted()
                .toList();
    }

    /** Runs the package function of a recipe in a shell, with the variables of abuild and makepkg. */
    private static Path packaged(Sandbox box, String shell, String recipe) {
        made(box);
        Path root = box.directory("root");
        Result result = box.program(
                        shell,
                        "-euc",
                        "pkgdir=$1 srcdir=$PWD; . \"$2\"; cd \"${builddir-.}\"; package",
                        shell,
                        root.toString(),
                        path(recipe).toString())
                .run();
        assertThat(result).isEqualTo(Result.silent());
        assertThat(root.resolve("etc/service")).isEmptyDirectory();
        return root.resolve("usr");
    }

    @InSandbox
    void alpineHasAllButTheUnit(Sandbox box) {
        Build.needNativePrograms();
        assertThat(Build.under(packaged(box, "sh", APKBUILD)))
                .isEqualTo(everyFile("share/man/man8").stream()
                        .filter(file -> !file.startsWith("lib/systemd/"))
                        .toList());
    }

    @InSandbox
    void archHasAll(Sandbox box) {
        Build.needNativePrograms();
        assumeTrue(installed(box, "bash"), "needs bash");
        assertThat(Build.under(packaged(box, "bash", PKGBUILD)))
                .isEqualTo(everyFile("share/man/man8").stream()
                        .map(file -> file.replace("licenses/daemontools/", "licenses/daemontools-java/"))
                        .toList());
    }

    @InSandbox
    void homebrewHasAll(Sandbox box) {
        Build.needNativePrograms();
        assumeTrue(installed(box, "ruby"), "needs ruby");
        Path folder = made(box);
        Path prefix = box.directory("prefix");
        Result result = box.program(
                        "ruby",
                        box.file("formula.rb", Packaging.resource("formula.rb")).toString(),
                        path(FORMULA).toString(),
                        prefix.toString())
                .in(folder)
                .run();
        assertThat(result)
                .isEqualTo(Result.prints(
                        "make\nsh ./install\n" + prefix + "/bin/svscanboot " + prefix + "/var/service\n"));
        assertThat(Build.under(prefix)).isEqualTo(everyFile("share/man/man8"));
    }
}
