package io.daemontools.simulation.kernel;

import io.daemontools.simulation.file.Credentials;
import io.daemontools.simulation.file.OpenFile;
import io.daemontools.simulation.file.Place;
import java.util.function.Supplier;

/** What the calls of each topic share: the process that makes them, and its kernel. */
abstract class Calls {
    final SimulatedProcess process;
    final Kernel kernel;

    Calls(SimulatedProcess process, Kernel kernel) {
        this.process = process;
        this.kernel = kernel;
    }

    final <T> T perform(Call call, Supplier<T> effect, Object... arguments) {
        return kernel.perform(process, call, effect, arguments);
    }

    final void execute(Call call, Runnable effect, Object... arguments) {
        kernel.perform(
                process,
                call,
                () -> {
                    effect.run();
                    return null;
                },
                arguments);
    }

    final Credentials who() {
        return process.credentials();
    }

    final Place follow(CharSequence path) {
        return kernel.files().follow(process.workingDirectory(), path, who());
    }

    final Place find(CharSequence path) {
        return kernel.files().find(process.workingDirectory(), path, who());
    }

    final OpenFile file(int descriptor) {
        return process.descriptors().get(descriptor);
    }
}
