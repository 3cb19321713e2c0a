/**
 * A disk with a cache: which changes are durable, and which states of the files are possible after a power cut.
 *
 * <p>{@link io.daemontools.simulation.disk.Profile} names the rules. A disk notes each change as {@link
 * io.daemontools.simulation.disk.Change} until it is durable.
 */
package io.daemontools.simulation.disk;
