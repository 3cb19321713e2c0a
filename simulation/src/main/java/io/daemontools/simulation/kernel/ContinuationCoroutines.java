package io.daemontools.simulation.kernel;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.function.Supplier;

/**
 * Coroutines as {@code jdk.internal.vm.Continuation}s, which virtual threads are made of: a switch costs a tenth of one between
 * threads. JDK 21 and later have them, if {@code --add-exports java.base/jdk.internal.vm=ALL-UNNAMED} is given.
 */
final class ContinuationCoroutines implements Coroutines {
    private static final String CONTINUATION = "jdk.internal.vm.Continuation";
    private static final String SCOPE = "jdk.internal.vm.ContinuationScope";

    /** The methods; null if this JDK does not have them or does not export them. */
    private static final Methods METHODS = Methods.find();

    private static final class Methods {
        private final MethodHandle create;
        private final MethodHandle run;
        private final MethodHandle suspend;

        private Methods(MethodHandle create, MethodHandle run, MethodHandle suspend) {
            this.create = create;
            this.run = run;
            this.suspend = suspend;
        }

        static Methods find() {
            try {
                MethodHandles.Lookup lookup = MethodHandles.lookup();
                Class<?> continuation = Class.forName(CONTINUATION);
                Class<?> scopeClass = Class.forName(SCOPE);
                Object scope = lookup.findConstructor(scopeClass, MethodType.methodType(void.class, String.class))
                        .invoke("simulation");
                MethodHandle create = lookup.findConstructor(
                        continuation, MethodType.methodType(void.class, scopeClass, Runnable.class));
                MethodHandle suspend =
                        lookup.findStatic(continuation, "yield", MethodType.methodType(boolean.class, scopeClass));
                return new Methods(
                        create.bindTo(scope).asType(MethodType.methodType(Object.class, Runnable.class)),
                        lookup.findVirtual(continuation, "run", MethodType.methodType(void.class))
                                .asType(MethodType.methodType(void.class, Object.class)),
                        suspend.bindTo(scope).asType(MethodType.methodType(void.class)));
            } catch (ReflectiveOperationException absent) {
                return null;
            } catch (Throwable broken) {
                throw new LinkageError("cannot make a continuation scope", broken);
            }
        }
    }

    private static final class Host implements Coroutine {}

    private final class Body implements Coroutine {
        private final Object continuation;

        Body(Supplier<Coroutine> code) {
            try {
                continuation = (Object) METHODS.create.invokeExact((Runnable) () -> next = code.get());
            } catch (Throwable broken) {
                throw unexpected(broken);
            }
        }

        void resume() {
            try {
                METHODS.run.invokeExact(continuation);
            } catch (Throwable broken) {
                throw unexpected(broken);
            }
        }
    }

    private final Host host = new Host();
    private Coroutine next;

    /** Whether this JDK has them. */
    static boolean available() {
        return METHODS != null;
    }

    @Override
    public Coroutine host() {
        return host;
    }

    @Override
    public Coroutine create(Supplier<Coroutine> code) {
        return new Body(code);
    }

    /** A continuation can only return to who resumed it: the host resumes one after the other. */
    @Override
    public void transfer(Coroutine from, Coroutine to) {
        next = to;
        if (from == host) {
            while (next != host) {
                ((Body) next).resume();
            }
        } else {
            try {
                METHODS.suspend.invokeExact();
            } catch (Throwable broken) {
                throw unexpected(broken);
            }
        }
    }

    private static RuntimeException unexpected(Throwable broken) {
        if (broken instanceof Error error) {
            throw error;
        }
        return new IllegalStateException(broken);
    }
}
