package io.daemontools.suite.fuzz;

import io.daemontools.suite.harness.Comparison;
import io.daemontools.suite.harness.Differential;
import io.daemontools.suite.harness.Sandbox;
import java.io.IOException;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * For generated arguments and files, each command has the same effects as the original: output, messages, exit status, files with
 * their modes and contents, bytes in FIFOs, and the state that an executed program inherits.
 */
@EnabledOnOs(OS.LINUX)
class DifferentialFuzzIT {
    @Differential
    void svc(Comparison pair, Sandbox box) throws IOException {
        Trial.run("svc", pair, box, new ServiceCases("svc"), 600, 12);
    }

    @Differential
    void svstat(Comparison pair, Sandbox box) throws IOException {
        Trial.run("svstat", pair, box, new ServiceCases("svstat"), 600, 12);
    }

    @Differential
    void svok(Comparison pair, Sandbox box) throws IOException {
        Trial.run("svok", pair, box, new ServiceCases("svok"), 600, 12);
    }

    @Differential
    void envuidgid(Comparison pair, Sandbox box) throws IOException {
        Trial.run("envuidgid", pair, box, new ChildCases("envuidgid"), 300, 8);
    }

    @Differential
    void envdir(Comparison pair, Sandbox box) throws IOException {
        Trial.run("envdir", pair, box, new ChildCases("envdir"), 600, 12);
    }

    @Differential
    void softlimit(Comparison pair, Sandbox box) throws IOException {
        Trial.run("softlimit", pair, box, new ChildCases("softlimit"), 600, 12);
    }

    @Differential
    void setlock(Comparison pair, Sandbox box) throws IOException {
        Trial.run("setlock", pair, box, new ChildCases("setlock"), 400, 10);
    }

    @Differential
    void pgrphack(Comparison pair, Sandbox box) throws IOException {
        Trial.run("pgrphack", pair, box, new ChildCases("pgrphack"), 300, 8);
    }

    @Differential
    void fghack(Comparison pair, Sandbox box) throws IOException {
        Trial.run("fghack", pair, box, new ChildCases("fghack"), 300, 8);
    }

    @Differential
    void setuidgid(Comparison pair, Sandbox box) throws IOException {
        Trial.run("setuidgid", pair, box, new ChildCases("setuidgid"), 300, 8);
    }

    @Differential
    void tai64n(Comparison pair, Sandbox box) throws IOException {
        Trial.run("tai64n", pair, box, new TimeCases("tai64n"), 300, 10);
    }

    @Differential
    void tai64nlocal(Comparison pair, Sandbox box) throws IOException {
        Trial.run("tai64nlocal", pair, box, new TimeCases("tai64nlocal"), 600, 12);
    }

    @Differential
    void readproctitle(Comparison pair, Sandbox box) throws IOException {
        Trial.run("readproctitle", pair, box, new TitleCases(), 300, 10);
    }

    @Differential
    void multilog(Comparison pair, Sandbox box) throws IOException {
        Trial.run("multilog", pair, box, new LogCases(), 400, 12);
    }

    @Differential
    void supervise(Comparison pair, Sandbox box) throws IOException {
        Trial.run("supervise", pair, box, new SuperviseCases(), 400, 12);
    }

    @Differential
    void svscan(Comparison pair, Sandbox box) throws IOException {
        Trial.run("svscan", pair, box, new ScanCases(), 300, 10);
    }

    @Differential
    void svscanboot(Comparison pair, Sandbox box) throws IOException {
        Trial.run("svscanboot", pair, box, new BootCases(), 100, 3);
    }
}
