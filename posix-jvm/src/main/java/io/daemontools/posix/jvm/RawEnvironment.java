package io.daemontools.posix.jvm;

import io.daemontools.posix.Environment;
import io.daemontools.posix.VariableList;
import java.util.ArrayList;
import java.util.List;

/**
 * The environment that this process was started with, byte for byte.
 *
 * <p>The shell that runs the launcher may change the environment: it drops names that are no valid shell variables, and adds PWD.
 * So the launcher passes a hexadecimal copy in a variable, which is removed here.
 */
final class RawEnvironment {
    private static final String WHOLE = "DAEMONTOOLS_JVM_ENVIRON";

    private String[] variables;
    private long address;

    /** The variables, in their order. Read-only. */
    String[] variables() {
        if (variables == null) {
            read();
        }
        return variables;
    }

    /** The same as a C array: its address. */
    long address() {
        if (address == 0) {
            address = CStrings.of(variables());
        }
        return address;
    }

    /** Sets a variable, in place of one of that name. The array at the last address stays unchanged: a child may be given it. */
    void put(String assignment) {
        VariableList changed = new VariableList(variables());
        changed.write(assignment);
        changed.apply();
        variables = changed.variables();
        address = 0;
    }

    private void read() {
        long environ = CFunction.symbol("environ");
        long first = environ == 0
                // Libraries on macOS cannot refer to environ and call a function instead.
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
