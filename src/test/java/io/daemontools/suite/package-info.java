/**
 * The black-box suite: every test runs the commands of a toolset and checks effects that a script can observe. {@link
 * io.daemontools.suite.harness.EachToolset} tests must also pass on daemontools 0.76. {@link io.daemontools.suite.harness.EachPair}
 * mixes these commands with the original's, {@link io.daemontools.suite.harness.Differential} compares the two, {@link
 * io.daemontools.suite.harness.BeyondOriginal} tests features that 0.76 does not have. Not tested: NFS, power failures, performance
 * (see bench).
 */
package io.daemontools.suite;
