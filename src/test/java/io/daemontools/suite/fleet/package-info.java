/** Programs that manage many machines: configuration managers, and collectors of logs. */
package io.daemontools.suite.fleet;
