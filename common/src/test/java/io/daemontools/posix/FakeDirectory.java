package io.daemontools.posix;

import java.util.LinkedHashMap;
import java.util.Map;

/** A directory. Its entries are listed in the order in which they were made. */
final class FakeDirectory extends FakeNode {
    private final FakeDirectory parent;
    private final Map<String, FakeNode> entries = new LinkedHashMap<>();

    /** The directory above is null for the root. */
    FakeDirectory(int permissions, FakeDirectory parent) {
        super(permissions);
        this.parent = parent == null ? this : parent;
    }

    FakeDirectory parent() {
        return parent;
    }

    Map<String, FakeNode> entries() {
        return entries;
    }
}
