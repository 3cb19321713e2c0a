/** System calls that no command makes so far, made by a program of the tests on each runtime. */
package io.daemontools.suite.calls;
