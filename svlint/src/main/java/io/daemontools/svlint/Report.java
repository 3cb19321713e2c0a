package io.daemontools.svlint;

import io.daemontools.cli.JsonText;
import io.daemontools.cli.Output;
import io.daemontools.cli.Utf8;
import java.util.List;

/** Writes findings, as lines or as one JSON document. */
final class Report {
    private static final String DIGITS = "0123456789abcdef";

    private final Output output;
    private final JsonText text;

    Report(Output output) {
        this.output = output;
        text = new JsonText((bytes, from, to) -> output.put(bytes, from, to - from));
    }

    /** A line for each: file, severity, reason, cure. */
    void lines(List<Finding> findings) {
        for (Finding finding : findings) {
            output.put(printable(finding.file()) + ": "
                    + finding.check().severity().text() + ": " + printable(finding.reason()) + "; "
                    + printable(finding.cure()) + '\n');
        }
    }

    /** An array of objects. */
    void json(List<Finding> findings) {
        output.put("[");
        for (int i = 0; i < findings.size(); i++) {
            Finding finding = findings.get(i);
            output.put(i == 0 ? "\n{" : ",\n{");
            member("directory", finding.directory());
            output.put(",");
            member("file", finding.file());
            output.put(",");
            member("severity", finding.check().severity().text());
            output.put(",");
            member("check", finding.check().text());
            output.put(",");
            member("reason", finding.reason());
            output.put(",");
            member("cure", finding.cure());
            output.put("}");
        }
        output.put("\n]\n");
    }

    private void member(String name, String value) {
        output.put('"' + name + "\":\"");
        text.put(value);
        text.end();
        output.put("\"");
    }

    /** Text that does nothing to a terminal: other bytes than printable UTF-8 are shown as {@code \xHH}. */
    static String printable(String text) {
        StringBuilder shown = new StringBuilder();
        int i = 0;
        while (i < text.length()) {
            int length = Utf8.sequence(text, i);
            char first = text.charAt(i);
            if (length == 0 || Utf8.controls(Utf8.code(text, i, length))) {
                hexadecimal(shown.append("\\x"), first);
                i++;
            } else {
                shown.append(text, i, i + length);
                i += length;
            }
        }
        return shown.toString();
    }

    private static void hexadecimal(StringBuilder text, char value) {
        text.append(DIGITS.charAt(value >> 4 & 0xf)).append(DIGITS.charAt(value & 0xf));
    }
}
