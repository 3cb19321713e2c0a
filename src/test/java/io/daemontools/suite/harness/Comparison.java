package io.daemontools.suite.harness;

/** A toolset of this version, and the original to compare it with. */
public record Comparison(Toolset built, Toolset original) {

    @Override
    public String toString() {
        return built + " against " + original;
    }
}
