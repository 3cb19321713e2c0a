/**
 * The harness: {@link io.daemontools.suite.harness.Toolset toolsets} to run tests on, a {@link
 * io.daemontools.suite.harness.Sandbox} for each test, and ways to start, observe and end programs. It uses no code of the product.
 * Processes of a test carry a mark in their environment; a test fails if one is left (Linux; elsewhere only children are found).
 */
package io.daemontools.suite.harness;
