package io.daemontools.posix.jvm;

import io.daemontools.posix.Environment;
import java.util.ArrayList;
import java.util.List;

/**
 * The environment this process was started with, byte for byte.
 *
 * <p>The shell that runs the launcher may change it: it drops what it cannot hold as a variable of its own, and adds PWD.
 * So the launcher passes it on whole, in hexadecimal, in a variable that ends here.
 */
final class RawEnvironment {
    private static final String WHOLE = "DAEMONTOOLS_JVM_ENVIRON";

    private String[] variables;
    private long address;

    /** The variables, in their order. Not to be changed. */
    String[] variables() {
        if (variables == null) {
            read();
        }
        return variables;
    }

    /** The same as C has it. */
    long address() {
        if (address == 0) {
            address = CStrings.of(variables());
        }
        return address;
    }

    private void read() {
        long environ = CFunction.symbol("environ");
        long first = environ == 0
                // macOS has no such variable in libraries, but a function.
                ? CMemory.IO.getAddress(CFunction.of("_NSGetEnviron", CFunction.POINTER, CFunction.INT)
                        .callLong(0))
                : CMemory.IO.getAddress(environ);
        variables = first == 0 ? new String[0] : CStrings.at(first);
        String whole = Environment.get(variables, WHOLE);
        if (whole != null) {
            variables = decode(whole);
        }
    }

    private static String[] decode(String hexadecimal) {
        List<String> decoded = new ArrayList<>();
        StringBuilder variable = new StringBuilder();
        int half = -1;
        for (int i = 0; i < hexadecimal.length(); i++) {
            int digit = Character.digit(hexadecimal.charAt(i), 16);
            if (digit < 0) {
                continue;
            }
            if (half < 0) {
                half = digit;
                continue;
            }
            char value = (char) (half << 4 | digit);
            half = -1;
            if (value == 0) {
                decoded.add(variable.toString());
                variable.setLength(0);
            } else {
                variable.append(value);
            }
        }
        return decoded.toArray(new String[0]);
    }
}
