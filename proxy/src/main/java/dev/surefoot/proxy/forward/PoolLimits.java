package dev.surefoot.proxy.forward;

import io.undertow.server.handlers.proxy.ConnectionPoolManager;

/**
 * The bounds of one instance's connections, each per I/O thread. Undertow's own (10 connections, no
 * queue) answered half of the requests of 32 clients with 503.
 */
final class PoolLimits implements ConnectionPoolManager {
    private static final int CONNECTIONS = 500;
    private static final int QUEUE = 1_000;

    /**
     * Below the idle limits of the common servers (5 s and up), so that we close an idle connection
     * before they do and no request meets a connection that is just being closed.
     */
    private static final long IDLE_MS = 4_000;

    @Override
    public int getMaxConnections() {
        return CONNECTIONS;
    }

    @Override
    public int getMaxCachedConnections() {
        return CONNECTIONS;
    }

    @Override
    public int getSMaxConnections() {
        return 0;
    }

    @Override
    public long getTtl() {
        return IDLE_MS;
    }

    @Override
    public int getMaxQueueSize() {
        return QUEUE;
    }

    /** 0: the pool opens no connections of its own; {@link Availability} decides when to try. */
    @Override
    public int getProblemServerRetry() {
        return 0;
    }

    @Override
    public boolean isAvailable() {
        return true;
    }

    /** False: whoever waits for a connection is told at once and goes elsewhere. */
    @Override
    public boolean handleError() {
        return false;
    }

    @Override
    public boolean clearError() {
        return true;
    }
}
