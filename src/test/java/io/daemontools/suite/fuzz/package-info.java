/**
 * Generated cases: for any arguments, variables, files and bytes, the commands behave like the original. A case is generated from
 * its number alone. {@code -Ddaemontools.seed=N} begins with case N, {@code -Ddaemontools.effort=N} multiplies the number of cases
 * by N. Excluded cases are items of DIFFERENCES.md: see {@link io.daemontools.suite.fuzz.Difference}.
 */
package io.daemontools.suite.fuzz;
