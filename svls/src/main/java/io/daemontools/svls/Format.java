package io.daemontools.svls;

/** How services are shown. */
interface Format {
    /** Begins. */
    void begin(long now);

    /**
     * Adds a service.
     *
     * @param directory its directory, as it is named
     * @param named whether it was named, and not found in a directory of services
     * @param logger null if it has none
     */
    void add(String directory, boolean named, ServiceView service, ServiceView logger);

    /** Writes what has not been written yet. */
    void end();
}
