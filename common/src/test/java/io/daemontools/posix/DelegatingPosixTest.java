package io.daemontools.posix;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class DelegatingPosixTest {
    private final List<String> passedOn = new ArrayList<>();
    private final InvocationHandler handler = (part, method, arguments) -> {
        passedOn.add(signature(method));
        return result(method.getReturnType());
    };

    private final class Delegating extends DelegatingPosix {
        @Override
        protected Descriptors descriptors() {
            return part(Descriptors.class);
        }

        @Override
        protected Files files() {
            return part(Files.class);
        }

        @Override
        protected Processes processes() {
            return part(Processes.class);
        }

        @Override
        protected Identity identity() {
            return part(Identity.class);
        }

        @Override
        protected Limits limits() {
            return part(Limits.class);
        }

        @Override
        protected Clocks clocks() {
            return part(Clocks.class);
        }

        @Override
        protected Watches watches() {
            return part(Watches.class);
        }

        @Override
        protected Sockets sockets() {
            return part(Sockets.class);
        }

        @Override
        public int indexOf(byte[] block, int from, int to, byte wanted) {
            return -1;
        }
    }

    private <T> T part(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static Object result(Class<?> type) {
        return type == boolean.class ? (Object) false : type == int.class ? (Object) 0 : type == long.class ? 0L : null;
    }

    private static String signature(Method method) {
        return method.getName() + Arrays.toString(method.getParameterTypes());
    }

    @Test
    void runsForkHandlersWithItself() {
        Posix posix = new Delegating();
        posix.atfork((child, process) -> assertThat(child).isSameAs(posix));
        assertThat(passedOn).containsExactly("getpid[]");
    }

    @Test
    void passesOnEachCallOnce() throws ReflectiveOperationException {
        Posix posix = new Delegating();
        for (Method call : Posix.class.getMethods()) {
            if (call.isDefault() || List.of("indexOf", "atfork").contains(call.getName())) {
                continue;
            }
            passedOn.clear();
            Object[] arguments = Arrays.stream(call.getParameterTypes())
                    .map(DelegatingPosixTest::result)
                    .toArray();
            call.invoke(posix, arguments);
            assertThat(passedOn).containsExactly(signature(call));
        }
    }
}
