package io.daemontools.suite.harness;

/** One of our toolsets and the one it must agree with. */
public record Comparison(Toolset ours, Toolset original) {

    @Override
    public String toString() {
        return ours + " against " + original;
    }
}
