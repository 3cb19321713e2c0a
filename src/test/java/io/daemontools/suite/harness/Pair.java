package io.daemontools.suite.harness;

/** One toolset's commands working on what the other toolset's commands run or wrote. */
public record Pair(Toolset server, Toolset client) {

    @Override
    public String toString() {
        return server + " with " + client;
    }
}
