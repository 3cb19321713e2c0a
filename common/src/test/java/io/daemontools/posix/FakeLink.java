package io.daemontools.posix;

/** A symbolic link. */
final class FakeLink extends FakeNode {
    private final String target;

    FakeLink(String target) {
        super(0777);
        this.target = target;
    }

    String target() {
        return target;
    }
}
