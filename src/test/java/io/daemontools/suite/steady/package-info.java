/** Resources of long-lived programs that must not grow. */
package io.daemontools.suite.steady;
