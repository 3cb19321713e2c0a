package io.daemontools.posix.c.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What a program needs of a C library, by the functions of the hand-written C that it calls. */
enum LibraryNeeds {
    /** No more than system calls. */
    SYSTEM_CALLS,

    /** Local time, and no accounts. Small C libraries do not notice a change of the time zone. */
    LOCAL_TIME,

    /** Accounts: small C libraries find them in fewer places, and others load further libraries, so that the program is dynamic. */
    ACCOUNTS;

    private static final String ACCOUNT_CALL = "dt_account(";
    private static final String LOCAL_TIME_CALL = "dt_local_time(";

    /** The needs of the program whose C is in a directory. */
    static LibraryNeeds of(Path generated) throws IOException {
        LibraryNeeds needs = SYSTEM_CALLS;
        try (Stream<Path> files = Files.walk(generated.resolve("classes"))) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                String text = Files.readString(file);
                if (text.contains(ACCOUNT_CALL)) {
                    return ACCOUNTS;
                }
                needs = text.contains(LOCAL_TIME_CALL) ? LOCAL_TIME : needs;
            }
        }
        return needs;
    }
}
