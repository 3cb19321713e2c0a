/** The manuals: pages, help and completions are valid, and the commands behave as documented. */
package io.daemontools.suite.manuals;
