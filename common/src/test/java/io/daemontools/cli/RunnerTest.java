package io.daemontools.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.posix.Errno;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.simulation.unit.TestMachine;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;

class RunnerTest {
    private final TestMachine machine = new TestMachine();
    private final Posix posix = machine.posix();

    private int run(ToIntFunction<Arguments> work) {
        Command command = new Command() {
            @Override
            public String name() {
                return "svdo";
            }

            @Override
            public int run(Arguments arguments, Posix unused) {
                return work.applyAsInt(arguments);
            }
        };
        return Runner.run(command, new Arguments("/bin/called", "word"), posix);
    }

    @Test
    void returnsTheCommandsStatus() {
        assertThat(run(arguments -> 7)).isEqualTo(7);
        assertThat(machine.stderr()).isEmpty();
    }

    @Test
    void passesTheArguments() {
        assertThat(run(Arguments::size)).isEqualTo(1);
    }

    @Test
    void printsTheFatalMessage() {
        int status = run(arguments -> {
            throw FatalException.system("svdo", "unable to do it", PosixException.of(Errno.EIO));
        });
        assertThat(status).isEqualTo(111);
        assertThat(machine.stderr()).isEqualTo("svdo: fatal: unable to do it: input/output error\n");
    }

    @Test
    void printsAFatalMessageWithoutErrno() {
        int status = run(arguments -> {
            throw FatalException.system("svdo", "unknown account x");
        });
        assertThat(status).isEqualTo(111);
        assertThat(machine.stderr()).isEqualTo("svdo: fatal: unknown account x\n");
    }

    @Test
    void printsUsageWithoutAPrefix() {
        int status = run(arguments -> {
            throw FatalException.usage("svdo: usage: svdo dir");
        });
        assertThat(status).isEqualTo(100);
        assertThat(machine.stderr()).isEqualTo("svdo: usage: svdo dir\n");
    }

    @Test
    void printsARawLine() {
        int status = run(arguments -> {
            throw FatalException.raw("something else");
        });
        assertThat(status).isEqualTo(111);
        assertThat(machine.stderr()).isEqualTo("something else\n");
    }

    @Test
    void printsAnUncaughtPosixException() {
        int status = run(arguments -> {
            throw PosixException.of(Errno.ENOMEM);
        });
        assertThat(status).isEqualTo(111);
        assertThat(machine.stderr()).isEqualTo("svdo: fatal: out of memory\n");
    }

    @Test
    void keepsTheStatusWhenStderrIsGone() {
        machine.failOn("write", Errno.EBADF);
        int status = run(arguments -> {
            throw FatalException.usage("unread");
        });
        assertThat(status).isEqualTo(100);
    }
}
