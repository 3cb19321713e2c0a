/** What does not grow, however long a program lives. */
package io.daemontools.suite.steady;
