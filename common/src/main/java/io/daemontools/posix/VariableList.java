package io.daemontools.posix;

import java.util.ArrayList;
import java.util.List;

/** An {@link ExecEnvironment} on the Java heap, for implementations that have the room. */
public final class VariableList implements ExecEnvironment {
    private final List<String> variables;
    private final StringBuilder entry = new StringBuilder();

    /** Starts with these variables, {@code NAME=value} each. */
    public VariableList(String... variables) {
        this.variables = new ArrayList<>(List.of(variables));
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            entry.append((char) (bytes[i] & 0xff));
        }
    }

    @Override
    public int length() {
        return entry.length();
    }

    @Override
    public void truncate(int length) {
        entry.setLength(length);
    }

    @Override
    public void apply() {
        int equals = entry.indexOf("=");
        String prefix = (equals < 0 ? entry : entry.substring(0, equals)) + "=";
        for (int i = 0; i < variables.size(); i++) {
            if (variables.get(i).startsWith(prefix)) {
                String last = variables.remove(variables.size() - 1);
                if (i < variables.size()) {
                    variables.set(i, last);
                }
                break;
            }
        }
        if (equals >= 0) {
            variables.add(entry.toString());
        }
        entry.setLength(0);
    }

    /** All variables, in their order. */
    public String[] variables() {
        return variables.toArray(new String[0]);
    }
}
