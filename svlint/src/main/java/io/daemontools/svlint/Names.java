package io.daemontools.svlint;

import io.daemontools.posix.DirectoryListing;
import io.daemontools.posix.Posix;
import io.daemontools.posix.PosixException;
import java.util.ArrayList;
import java.util.List;

/** The names in the working directory. One listing takes less time than to look for each file that could be there. */
final class Names {
    private final List<String> names = new ArrayList<>();
    private boolean known;

    /** Lists the working directory. */
    Names(Posix posix) {
        try {
            DirectoryListing listing = posix.listWorkingDirectory();
            try {
                while (listing.next()) {
                    names.add(listing.name());
                }
                known = true;
            } finally {
                listing.close();
            }
        } catch (PosixException ignored) {
            // A directory that may only be searched: each file has to be looked for.
            known = false;
        }
    }

    /** All of them, as far as they are known. */
    List<String> all() {
        return names;
    }

    /** Whether one of these may be there. */
    boolean mayHave(String... wanted) {
        if (!known) {
            return true;
        }
        for (String name : wanted) {
            if (names.contains(name)) {
                return true;
            }
        }
        return false;
    }
}
