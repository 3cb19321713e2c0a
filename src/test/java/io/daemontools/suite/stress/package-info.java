/** Java that allocates and throws without end, on HotSpot and as a native program. */
package io.daemontools.suite.stress;
