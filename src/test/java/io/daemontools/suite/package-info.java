/**
 * The suite as a whole, from outside: every test runs the commands of a toolset and looks at what a script could see.
 *
 * <p>{@link io.daemontools.suite.harness.EachToolset} tests are proven on daemontools 0.76 itself: one that the original
 * fails is wrong. {@link io.daemontools.suite.harness.EachPair} mixes our commands with the original's, {@link
 * io.daemontools.suite.harness.Differential} compares ours with them, {@link
 * io.daemontools.suite.harness.BeyondOriginal} is what only ours can do.
 *
 * <p>Not tested: NFS; what happens after a power failure; how fast anything is (see bench).
 */
package io.daemontools.suite;
