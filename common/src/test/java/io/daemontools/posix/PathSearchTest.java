package io.daemontools.posix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PathSearchTest {
    private final Map<String, Errno> errors = new HashMap<>();
    private final List<String> tried = new ArrayList<>();

    /** Every file is missing, except those in {@link #errors}. */
    private Errno run(String program, String path) {
        return PathSearch.run(program, path, attempt -> {
            tried.add(attempt);
            return errors.getOrDefault(attempt, Errno.ENOENT);
        });
    }

    @Test
    void triesANameWithASlashAsAPath() {
        assertThat(run("./run", "/bin")).isEqualTo(Errno.ENOENT);
        assertThat(tried).containsExactly("./run");
    }

    @Test
    void keepsTheErrorOfANameWithASlash() {
        errors.put("bin/x", Errno.EACCES);
        assertThat(run("bin/x", "/bin")).isEqualTo(Errno.EACCES);
    }

    @Test
    void triesEachDirectoryInTurn() {
        assertThat(run("x", "/a:/b/:c")).isEqualTo(Errno.ENOENT);
        assertThat(tried).containsExactly("/a/x", "/b//x", "c/x");
    }

    @Test
    void takesAnEmptyEntryForTheWorkingDirectory() {
        run("x", ":/a::/b:");
        assertThat(tried).containsExactly("./x", "/a/x", "./x", "/b/x", "./x");
    }

    @Test
    void takesAnEmptyPathForTheWorkingDirectory() {
        run("x", "");
        assertThat(tried).containsExactly("./x");
    }

    @Test
    void searchesTheDefaultPathIfPathIsUnset() {
        run("x", null);
        assertThat(tried).containsExactly("/bin/x", "/usr/bin/x");
    }

    @Test
    void triesAnEmptyNameLikeAnyOther() {
        run("", "/a:/b");
        assertThat(tried).containsExactly("/a/", "/b/");
    }

    @ParameterizedTest
    @EnumSource(names = {"EACCES", "EPERM", "EISDIR"})
    void continuesAfterEaccesAndReportsIt(Errno error) {
        errors.put("/b/x", error);
        assertThat(run("x", "/a:/b:/c")).isEqualTo(error);
        assertThat(tried).containsExactly("/a/x", "/b/x", "/c/x");
    }

    @Test
    void reportsTheLastSkippedError() {
        errors.put("/a/x", Errno.EACCES);
        errors.put("/b/x", Errno.EISDIR);
        assertThat(run("x", "/a:/b:/c")).isEqualTo(Errno.EISDIR);
    }

    @ParameterizedTest
    @EnumSource(names = {"ENOEXEC", "ETXTBSY", "E2BIG", "ENOMEM", "ENOTDIR", "ELOOP", "ENAMETOOLONG", "EIO", "UNKNOWN"})
    void stopsAtAnyOtherError(Errno error) {
        errors.put("/a/x", Errno.EACCES);
        errors.put("/b/x", error);
        assertThat(run("x", "/a:/b:/c")).isEqualTo(error);
        assertThat(tried).containsExactly("/a/x", "/b/x");
    }

    @Test
    void stopsAsSoonAsAnAttemptSucceeds() {
        assertThat(PathSearch.run("x", "/a:/b", path -> path.equals("/a/x") ? null : Errno.ENOENT))
                .isNull();
    }

    @Test
    void successOverridesEarlierErrors() {
        assertThat(PathSearch.run("x", "/a:/b", path -> path.equals("/b/x") ? null : Errno.EACCES))
                .isNull();
    }
}
