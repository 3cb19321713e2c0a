package io.daemontools.svls;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.posix.Errno;
import io.daemontools.service.Want;
import org.junit.jupiter.api.Test;

/** What cannot be read has no value: in JSON it is null, and its metrics are left out. */
class SvlsUnknownTest extends SvlsFixture {
    private static final String ALL_NULL =
            "\"ready\":null,\"paused\":null,\"finishing\":null,\"adopted\":null,\"pid\":null,";

    private String json() {
        int before = machine.stdout().length();
        assertThat(run("-j", "/a")).isEqualTo(1);
        return machine.stdout().substring(before);
    }

    private String metrics() {
        int before = machine.stdout().length();
        assertThat(run("-m", "/a")).isEqualTo(1);
        return machine.stdout().substring(before);
    }

    /** As for another user than root, since supervise makes its directory with mode 0700. */
    @Test
    void whetherASuperviseRuns() {
        makeService("/a", 77, Want.UP);
        machine.failOn("openWrite a/supervise/ok", Errno.EACCES);
        assertThat(json())
                .contains(
                        "\"state\":\"unknown\"",
                        "\"supervised\":null,\"up\":null,\"wantedup\":null,\"normallyup\":true," + ALL_NULL);
        machine.failOn("openWrite /a/supervise/ok", Errno.EACCES);
        assertThat(metrics())
                .contains("daemontools_service_as_wanted{service=\"a\",directory=\"/a\"} 0\n")
                .doesNotContain("_supervised", "_up", "_ready", "_changed");
    }

    @Test
    void whetherTheServiceIsNormallyUp() {
        makeService("/a", 77, Want.UP);
        machine.failOn("openWrite a/supervise/ok", Errno.EACCES);
        machine.failOn("stat a/down", Errno.EACCES);
        assertThat(json()).contains("\"normallyup\":null,");
    }

    @Test
    void whatASuperviseDoes() {
        makeService("/a", 77, Want.UP);
        machine.failOn("openRead a/supervise/status", Errno.EACCES);
        String unknown = "\"supervised\":true,\"up\":null,\"wantedup\":null,\"normallyup\":true," + ALL_NULL;
        assertThat(json()).contains(unknown);
        machine.calls().succeed("openRead a/supervise/status");
        machine.tree().file("/a/supervise/status", "short");
        assertThat(json()).contains(unknown);
        assertThat(metrics())
                .contains("daemontools_service_supervised{service=\"a\",directory=\"/a\"} 1\n")
                .doesNotContain("_up", "_ready");
        machine.tree().remove("/a/supervise/status");
        assertThat(json()).contains(unknown);
    }

    /** Without a supervise, nothing runs and nothing is wanted, be there a status or a directory or not. */
    @Test
    void withoutASuperviseAllIsKnown() {
        String known = "\"supervised\":false,\"up\":false,\"wantedup\":false,\"normallyup\":true,"
                + "\"ready\":false,\"paused\":false,\"finishing\":false,\"adopted\":false,\"pid\":null,";
        assertThat(json()).contains(known);
        machine.tree().directory("/a/supervise");
        assertThat(json()).contains(known);
        assertThat(metrics())
                .contains(
                        "daemontools_service_supervised{service=\"a\",directory=\"/a\"} 0\n",
                        "daemontools_service_up{service=\"a\",directory=\"/a\"} 0\n",
                        "daemontools_service_wanted_up{service=\"a\",directory=\"/a\"} 0\n");
        writeStatus("/a", 77, false, Want.UP);
        assertThat(json()).contains(known);
    }
}
