/**
 * What the suite's tests stand on: the {@link io.daemontools.suite.harness.Toolset toolsets} they run on, a {@link
 * io.daemontools.suite.harness.Sandbox} for each test, and ways to start, watch and end what is tested.
 *
 * <p>Nothing in here uses the product's own code. Each test's processes carry a mark in their environment; a test fails
 * if one is left that is no child of what the test started (Linux; elsewhere only children are found).
 */
package io.daemontools.suite.harness;
