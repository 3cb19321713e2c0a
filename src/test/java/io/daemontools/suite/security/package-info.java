/** The attackers and protections that SECURITY.md describes. */
package io.daemontools.suite.security;
