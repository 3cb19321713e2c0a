package io.daemontools.posix.jvm;

import com.kenai.jffi.CallContext;
import com.kenai.jffi.CallingConvention;
import com.kenai.jffi.Invoker;
import com.kenai.jffi.Library;
import com.kenai.jffi.Type;

/**
 * A function of the C library, looked up at its first call.
 *
 * <p>Calls go through jffi, the lower half of jnr-ffi. The upper half generates classes at run time, which would double the time a
 * command needs to start. A call allocates nothing and keeps errno for {@link JvmErrno}. A call that a signal interrupts (EINTR) is
 * repeated, unless the function is {@link #interruptible}.
 */
final class CFunction {
    static final Type INT = Type.SINT;
    static final Type SHORT = Type.SSHORT;
    static final Type UNSIGNED = Type.UINT;
    static final Type LONG = Type.SLONG;
    static final Type SIZE = Type.ULONG;
    static final Type OFFSET = Type.SINT64;
    static final Type POINTER = Type.POINTER;
    static final Type VOID = Type.VOID;

    private static final Invoker INVOKER = Invoker.getInstance();

    private final String name;
    private final int fixed;
    private final boolean interruptible;
    private final Type result;
    private final Type[] parameters;
    private CallContext context;
    private long address;

    private CFunction(String name, int fixed, boolean interruptible, Type result, Type... parameters) {
        this.name = name;
        this.fixed = fixed;
        this.interruptible = interruptible;
        this.result = result;
        this.parameters = parameters;
    }

    static CFunction of(String name, Type result, Type... parameters) {
        return new CFunction(name, parameters.length, false, result, parameters);
    }

    /** A function that may fail with EINTR. */
    static CFunction interruptible(String name, Type result, Type... parameters) {
        return new CFunction(name, parameters.length, true, result, parameters);
    }

    /**
     * A function declared with {@code ...} after its first {@code fixed} parameters. Some systems pass the variable arguments in
     * other registers or on the stack.
     */
    static CFunction variadic(String name, int fixed, Type result, Type... parameters) {
        return new CFunction(name, fixed, false, result, parameters);
    }

    /** The address of a function or variable, or 0 if the C library does not define it. */
    static long symbol(String name) {
        return Library.getDefault().getSymbolAddress(name);
    }

    /** Whether the C library defines it. */
    boolean exists() {
        return address() != 0;
    }

    int call() {
        int answer;
        do {
            answer = (int) INVOKER.invokeN0(context(), address);
        } while (interrupted(answer));
        return answer;
    }

    int call(long first) {
        int answer;
        do {
            answer = (int) INVOKER.invokeN1(context(), address, first);
        } while (interrupted(answer));
        return answer;
    }

    int call(long first, long second) {
        int answer;
        do {
            answer = (int) INVOKER.invokeN2(context(), address, first, second);
        } while (interrupted(answer));
        return answer;
    }

    int call(long first, long second, long third) {
        int answer;
        do {
            answer = (int) INVOKER.invokeN3(context(), address, first, second, third);
        } while (interrupted(answer));
        return answer;
    }

    int call(long first, long second, long third, long fourth) {
        int answer;
        do {
            answer = (int) INVOKER.invokeN4(context(), address, first, second, third, fourth);
        } while (interrupted(answer));
        return answer;
    }

    int call(long first, long second, long third, long fourth, long fifth) {
        int answer;
        do {
            answer = (int) INVOKER.invokeN5(context(), address, first, second, third, fourth, fifth);
        } while (interrupted(answer));
        return answer;
    }

    int call(long first, long second, long third, long fourth, long fifth, long sixth) {
        int answer;
        do {
            answer = (int) INVOKER.invokeN6(context(), address, first, second, third, fourth, fifth, sixth);
        } while (interrupted(answer));
        return answer;
    }

    private boolean interrupted(int answer) {
        return answer == -1 && !interruptible && JvmErrno.number() == JvmErrno.EINTR;
    }

    /** For functions that return an address or a 64-bit number. */
    long callLong(long first) {
        return INVOKER.invokeN1(context(), address, first);
    }

    long callLong(long first, long second) {
        return INVOKER.invokeN2(context(), address, first, second);
    }

    long callLong(long first, long second, long third) {
        return INVOKER.invokeN3(context(), address, first, second, third);
    }

    private long address() {
        if (address == 0) {
            address = symbol(name);
        }
        return address;
    }

    private CallContext context() {
        if (context == null) {
            if (!exists()) {
                throw new UnsatisfiedLinkError(name);
            }
            context = CallContext.getCallContext(result, fixed, parameters, CallingConvention.DEFAULT, true);
        }
        return context;
    }
}
