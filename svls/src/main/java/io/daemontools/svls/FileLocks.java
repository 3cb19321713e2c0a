package io.daemontools.svls;

import io.daemontools.cli.Decimal;
import io.daemontools.posix.Bytes;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;

/** The processes that have locked files by {@code flock(2)}: from Linux's {@code /proc/locks}, a line for each lock of the machine. */
final class FileLocks {
    private static final String LOCKS = "/proc/locks";

    /** The kernel returns a page at a time. */
    private static final int BLOCK = 4096;

    private final Posix posix;

    FileLocks(Posix posix) {
        this.posix = posix;
    }

    /** The process that has locked all of the file with an inode number; or 0. */
    int holder(long inode) {
        try {
            int descriptor = posix.openRead(LOCKS);
            try {
                return find(descriptor, ':' + Long.toString(inode) + " 0 EOF");
            } finally {
                posix.close(descriptor);
            }
        } catch (PosixException ignored) {
            return 0;
        }
    }

    private int find(int descriptor, String wanted) {
        byte[] block = new byte[BLOCK];
        String rest = "";
        for (int count = posix.read(descriptor, block, 0, BLOCK);
                count > 0;
                count = posix.read(descriptor, block, 0, BLOCK)) {
            String text = rest.concat(Bytes.text(block, count));
            int at = text.indexOf(wanted);
            if (at >= 0) {
                return process(text, text.lastIndexOf('\n', at) + 1, at);
            }
            rest = text.substring(text.lastIndexOf('\n') + 1);
        }
        return 0;
    }

    /** The process id in a line. */
    private static int process(String text, int line, int end) {
        int lock = text.indexOf("WRITE ", line);
        if (lock < 0 || lock > end) {
            return 0;
        }
        int number = lock + "WRITE ".length();
        while (number < end && text.charAt(number) == ' ') {
            number++;
        }
        String rest = text.substring(number, end);
        return ProcessTable.number(rest.substring(0, Decimal.digits(rest)));
    }
}
