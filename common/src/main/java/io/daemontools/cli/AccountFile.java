package io.daemontools.cli;

import io.daemontools.posix.Account;
import io.daemontools.posix.Bytes;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;

/**
 * The accounts in {@code /etc/passwd}. The C library may load other libraries to look up accounts, which a program that is linked statically
 * cannot; this file is enough for most.
 */
public final class AccountFile {
    private static final String ACCOUNTS = "/etc/passwd";
    private static final String SOURCES = "/etc/nsswitch.conf";
    private static final String OF_ACCOUNTS = "passwd:";
    private static final int SIZE = 4096;

    private final Posix posix;

    /** Reads through {@code posix}. */
    public AccountFile(Posix posix) {
        this.posix = posix;
    }

    /** The account of that name; null if it is not in the file, or the file cannot be read. */
    public Account find(String name) {
        if (name.isEmpty() || name.indexOf(':') >= 0) {
            return null;
        }
        String line = lineOf(name.concat(":"), ACCOUNTS);
        int password = line == null ? -1 : name.length() + 1;
        int user = password < 0 ? 0 : 1 + line.indexOf(':', password);
        int group = user == 0 ? 0 : 1 + line.indexOf(':', user);
        return group == 0
                ? null
                : new Account(Decimal.value(line.substring(user)), Decimal.value(line.substring(group)));
    }

    /** Whether {@code nsswitch.conf} names no other source for accounts of services. systemd adds only those of users, and of its own units. */
    public boolean hasAllOfServices() {
        if (lineOf("+", ACCOUNTS) != null) {
            return false;
        }
        String line = lineOf(OF_ACCOUNTS, SOURCES);
        int at = line == null ? -1 : OF_ACCOUNTS.length();
        while (at >= 0 && at < line.length() && line.charAt(at) != '#') {
            int start = at;
            while (at < line.length() && line.charAt(at) > ' ') {
                at++;
            }
            String source = line.substring(start, at);
            if (!isFile(source) && !source.equals("systemd")) {
                return false;
            }
            at++;
        }
        return true;
    }

    /** What is in brackets is an action, not a source. */
    private static boolean isFile(String source) {
        return source.isEmpty()
                || source.startsWith("[")
                || source.endsWith("]")
                || source.equals("files")
                || source.equals("compat");
    }

    /** The first line of a file that begins so; null if there is none. */
    private String lineOf(String beginning, String path) {
        try {
            int file = posix.openRead(path);
            try {
                return lineOf(beginning, file);
            } finally {
                posix.close(file);
            }
        } catch (PosixException ignored) {
            // There is no such file, or it is not for this user.
            return null;
        }
    }

    private String lineOf(String beginning, int file) {
        byte[] block = new byte[SIZE];
        String rest = "";
        int count = posix.read(file, block, 0, SIZE);
        while (count > 0) {
            String text = rest.concat(Bytes.text(block, count));
            int start = 0;
            int end = text.indexOf('\n');
            while (end >= 0) {
                if (text.startsWith(beginning, start)) {
                    return text.substring(start, end);
                }
                start = end + 1;
                end = text.indexOf('\n', start);
            }
            rest = text.substring(start);
            count = posix.read(file, block, 0, SIZE);
        }
        return rest.startsWith(beginning) ? rest : null;
    }
}
