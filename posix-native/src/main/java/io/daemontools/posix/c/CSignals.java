package io.daemontools.posix.c;

import org.teavm.interop.Import;
import org.teavm.interop.c.Include;
import org.teavm.interop.c.Variable;

/** The numbers of signals in {@code <signal.h>}. */
@Include("signal.h")
final class CSignals {
    private CSignals() {}

    @Import(name = "SIGABRT")
    @Variable
    static native int sigabrt();

    @Import(name = "SIGALRM")
    @Variable
    static native int sigalrm();

    @Import(name = "SIGCHLD")
    @Variable
    static native int sigchld();

    @Import(name = "SIGCONT")
    @Variable
    static native int sigcont();

    @Import(name = "SIGHUP")
    @Variable
    static native int sighup();

    @Import(name = "SIGINT")
    @Variable
    static native int sigint();

    @Import(name = "SIGKILL")
    @Variable
    static native int sigkill();

    @Import(name = "SIGPIPE")
    @Variable
    static native int sigpipe();

    @Import(name = "DT_SIGPWR")
    @Variable
    static native int sigpwr();

    @Import(name = "SIGQUIT")
    @Variable
    static native int sigquit();

    @Import(name = "DT_SIGRTMIN_3")
    @Variable
    static native int sigrtmin3();

    @Import(name = "SIGSTOP")
    @Variable
    static native int sigstop();

    @Import(name = "SIGTERM")
    @Variable
    static native int sigterm();

    @Import(name = "SIGTTIN")
    @Variable
    static native int sigttin();

    @Import(name = "SIGTTOU")
    @Variable
    static native int sigttou();

    @Import(name = "SIGUSR1")
    @Variable
    static native int sigusr1();

    @Import(name = "SIGUSR2")
    @Variable
    static native int sigusr2();

    @Import(name = "SIGWINCH")
    @Variable
    static native int sigwinch();

    @Import(name = "SIGXFSZ")
    @Variable
    static native int sigxfsz();
}
