package io.daemontools.suite.harness;

/** One of our toolsets and the one it must agree with. */
public record Comparison(Toolset built, Toolset original) {

    @Override
    public String toString() {
        return built + " against " + original;
    }
}
