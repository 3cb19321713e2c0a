/**
 * Generated cases: whatever the words, variables, files and bytes, ours does what the original does.
 *
 * <p>A case is made of its number alone. {@code -Ddaemontools.seed=N} begins with case N, {@code -Ddaemontools.effort=N} tries
 * N times as many. What is not compared is an item of DIFFERENCES.md: see {@link io.daemontools.suite.fuzz.Difference}.
 */
package io.daemontools.suite.fuzz;
