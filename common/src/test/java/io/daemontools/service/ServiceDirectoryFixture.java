package io.daemontools.service;

import io.daemontools.cli.Diagnostics;
import io.daemontools.posix.FakePosix;
import org.junit.jupiter.api.BeforeEach;

/** The working directory of a supervise: the service directory {@code a}, in which supervise has made its own. */
abstract class ServiceDirectoryFixture {
    final FakePosix posix = new FakePosix();
    final Diagnostics diagnostics = new Diagnostics("supervise", posix);

    @BeforeEach
    void enterServiceDirectory() {
        posix.tree().directory("/service/a/supervise");
        posix.chdir("/service/a");
    }
}
