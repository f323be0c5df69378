package dev.surefoot.server.traffic;

import java.time.Duration;

/** What a test needs of the data plane behind an adapter. */
interface DataPlane extends AutoCloseable {
    /** Where a route comes in that listens on {@code port}; its leases are of this length. */
    Plane of(int port, Duration lease);

    /** The adapter under test. */
    Router router(Route route);

    /** The adapter for a route that is there already. */
    Router again(Route route);

    /** Ends the data plane as a power cut does. */
    void kill();

    /** Starts it again; its counters begin anew. */
    void start();

    @Override
    void close();
}
