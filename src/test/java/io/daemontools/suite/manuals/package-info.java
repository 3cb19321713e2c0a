/** The manuals: that pages, help and completions are right, and that commands do as these say. */
package io.daemontools.suite.manuals;
