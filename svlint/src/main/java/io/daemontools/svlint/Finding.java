package io.daemontools.svlint;

/**
 * One thing that is wrong in a service directory.
 *
 * @param check its kind
 * @param directory the service directory, as it was given
 * @param file the file, with the directory's name before it
 * @param reason what is wrong
 * @param cure what to do
 */
record Finding(Check check, String directory, String file, String reason, String cure) {}
