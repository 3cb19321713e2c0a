/** What SECURITY.md says of those who can reach the commands, and of what guards against them. */
package io.daemontools.suite.security;
