package io.daemontools.simulation.world;

import io.daemontools.posix.Errno;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import io.daemontools.service.ServiceFiles;
import io.daemontools.simulation.program.Program;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;

/** A supervise that has no history and adopts nothing, as that of 0.76. */
public final class SuperviseWithoutHistory implements Program {
    @Override
    public int run(List<String> arguments, Posix posix) {
        return Commands.supervise().run(arguments, withoutHistory(posix));
    }

    private static Posix withoutHistory(Posix posix) {
        return (Posix) Proxy.newProxyInstance(
                Posix.class.getClassLoader(), new Class<?>[] {Posix.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("openReadWrite") && arguments[0].equals(ServiceFiles.HISTORY)) {
                        throw PosixException.of(Errno.EROFS);
                    }
                    try {
                        return method.invoke(posix, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
    }
}
