package io.daemontools.suite.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.suite.harness.EachToolset;
import io.daemontools.suite.harness.Result;
import io.daemontools.suite.harness.Running;
import io.daemontools.suite.harness.Sandbox;
import io.daemontools.suite.harness.ServiceDirectory;
import io.daemontools.suite.harness.Toolset;

/** Only the owner can open locks and FIFOs, under any umask; the umask determines who may read other files. */
class ModesIT {
    private static final String[] UMASKS = {"000", "022", "027", "077"};

    private static String modes(Sandbox box, String directory) {
        return box.shell("cd \"$1\" && stat -c '%a %F %n' . *", directory).run().out();
    }

    private static String readable(String mode, String umask) {
        return Integer.toOctalString(Integer.parseInt(mode, 8) & ~Integer.parseInt(umask, 8));
    }

    @EachToolset
    void ofSuperviseUnderAnyUmask(Toolset tools, Sandbox box) {
        for (String umask : UMASKS) {
            ServiceDirectory foo = box.service("foo" + umask).run(ServiceDirectory.STAYS_UP);
            Running supervise = box.command(tools, "supervise", "foo" + umask)
                    .through("/bin/sh", "-c", "umask $0; exec \"$@\"", umask)
                    .start();
            foo.up();
            assertThat(modes(box, "foo" + umask + "/supervise"))
                    .as(umask)
                    .isEqualTo("700 directory .\n600 fifo control\n"
                            + (tools.isOriginal() ? "" : "600 regular file history\n")
                            + "600 regular empty file lock\n600 fifo ok\n"
                            + readable("644", umask) + " regular file status\n");
            box.run(tools, "svc", "-dx", "foo" + umask);
            assertThat(supervise.ended()).isZero();
        }
    }

    /** multilog sets its own umask: users who may enter the directory may read the log, but not the =file. */
    @EachToolset
    void ofMultilogUnderAnyUmask(Toolset tools, Sandbox box) {
        for (String umask : UMASKS) {
            assertThat(box.command(tools, "multilog", "=status" + umask, "./main" + umask)
                            .through("/bin/sh", "-c", "umask $0; exec \"$@\"", umask)
                            .reading("line\n")
                            .run())
                    .isEqualTo(Result.silent());
            assertThat(modes(box, "main" + umask))
                    .as(umask)
                    .isEqualTo("700 directory .\n744 regular file current\n600 regular empty file lock\n"
                            + "644 regular empty file state\n");
            assertThat(box.shell("stat -c %a \"$1\"", "status" + umask).run().out())
                    .as(umask)
                    .isEqualTo("600\n");
        }
    }

    @EachToolset
    void ofALockUnderAnyUmask(Toolset tools, Sandbox box) {
        for (String umask : UMASKS) {
            assertThat(box.command(tools, "setlock", "lock" + umask, "true")
                            .through("/bin/sh", "-c", "umask $0; exec \"$@\"", umask)
                            .run())
                    .isEqualTo(Result.silent());
            assertThat(box.shell("stat -c %a \"$1\"", "lock" + umask).run().out())
                    .as(umask)
                    .isEqualTo("600\n");
        }
    }

    /** An existing directory keeps its mode: its owner decides who may control the service. */
    @EachToolset
    void ofAnExistingDirectoryAreKept(Toolset tools, Sandbox box) {
        ServiceDirectory foo = box.service("foo").run(ServiceDirectory.STAYS_UP);
        box.shell("mkdir -m 755 foo/supervise; mkfifo -m 620 foo/supervise/control")
                .run();
        box.start(tools, "supervise", "foo");
        foo.up();
        assertThat(modes(box, "foo/supervise")).startsWith("755 directory .\n620 fifo control\n");
    }
}
