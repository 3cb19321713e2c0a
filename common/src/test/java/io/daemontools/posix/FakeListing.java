package io.daemontools.posix;

import java.util.ArrayList;
import java.util.List;

/** A listing of a fake directory as it was when it was opened. */
final class FakeListing implements DirectoryListing {
    private final FakeCalls calls;
    private final FakeTree tree;
    private final List<String> names = new ArrayList<>(List.of(".", ".."));
    private int next;

    FakeListing(FakeCalls calls, FakeTree tree, FakeDirectory listed) {
        this.calls = calls;
        this.tree = tree;
        names.addAll(listed.entries().keySet());
    }

    @Override
    public boolean next() {
        calls.made("listing.next");
        return next++ < names.size();
    }

    @Override
    public boolean hidden() {
        return current().startsWith(".");
    }

    @Override
    public String name() {
        return current();
    }

    @Override
    public void name(StringBuilder into) {
        into.replace(0, into.length(), current());
    }

    @Override
    public boolean stat(FileStatus into) {
        calls.made("listing.status", current());
        FakeNode node = tree.find(current(), true).node();
        if (node != null) {
            node.describe(into);
        }
        return node != null;
    }

    @Override
    public void close() {
        calls.made("listing.close");
    }

    private String current() {
        return names.get(next - 1);
    }
}
