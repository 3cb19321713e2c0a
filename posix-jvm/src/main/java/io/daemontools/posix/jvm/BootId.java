package io.daemontools.posix.jvm;

import static io.daemontools.posix.jvm.CFunction.INT;
import static io.daemontools.posix.jvm.CFunction.POINTER;
import static io.daemontools.posix.jvm.CFunction.SIZE;
import static io.daemontools.posix.jvm.CMemory.IO;
import static io.daemontools.posix.jvm.JvmErrno.hidden;

import io.daemontools.posix.Descriptors;
import io.daemontools.posix.PosixException;

/** The id of a start of the system. */
final class BootId {
    private static final String LINUX = "/proc/sys/kernel/random/boot_id";
    private static final CFunction SYSCTLBYNAME =
            CFunction.of("sysctlbyname", INT, POINTER, POINTER, POINTER, POINTER, SIZE);

    private BootId() {}

    /** As {@code Processes.bootId}. */
    static int read(Descriptors descriptors, byte[] into) {
        if (Constants.linux()) {
            return readFile(descriptors, into);
        }
        if (Constants.darwin()) {
            return readVariable("kern.bootsessionuuid", into);
        }
        if (Constants.freebsd()) {
            int length = readVariable("kern.boot_id", into);
            return length > 0 ? length : readVariable("kern.boottime", into);
        }
        return 0;
    }

    private static int readFile(Descriptors descriptors, byte[] into) {
        int file;
        try {
            file = descriptors.openRead(LINUX);
        } catch (PosixException error) {
            return hidden(error);
        }
        try {
            return Math.max(0, descriptors.read(file, into, 0, into.length));
        } catch (PosixException error) {
            return hidden(error);
        } finally {
            descriptors.close(file);
        }
    }

    private static int readVariable(String name, byte[] into) {
        long value = CMemory.allocate(into.length);
        long length = CMemory.allocate(Long.BYTES);
        long cName = new JvmCString().of(name);
        IO.putLong(length, into.length);
        try {
            if (SYSCTLBYNAME.call(cName, value, length, 0, 0) < 0) {
                return hidden(JvmErrno.last());
            }
            int count = (int) IO.getLong(length);
            IO.getByteArray(value, into, 0, count);
            return count;
        } finally {
            IO.freeMemory(length);
            IO.freeMemory(value);
        }
    }
}
