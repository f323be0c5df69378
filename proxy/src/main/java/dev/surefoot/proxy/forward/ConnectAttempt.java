package dev.surefoot.proxy.forward;

import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.proxy.ProxyCallback;
import io.undertow.server.handlers.proxy.ProxyConnection;
import io.undertow.util.WorkerUtils;

import org.jspecify.annotations.Nullable;
import org.xnio.XnioExecutor;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * One try to get a connection, which ends exactly once: connected, refused, or out of time. What
 * arrives later is ignored; the pool gets such a connection back when the request ends. Confined to
 * the exchange's I/O thread.
 */
final class ConnectAttempt implements ProxyCallback<ProxyConnection> {
    private final Dispatch dispatch;
    private final Instance instance;
    private final Routing decidedBy;
    private final long begun = System.nanoTime();
    private XnioExecutor.@Nullable Key timer;
    private boolean ended;

    ConnectAttempt(Dispatch dispatch, Instance instance, Routing decidedBy) {
        this.dispatch = dispatch;
        this.instance = instance;
        this.decidedBy = decidedBy;
    }

    void start(HttpServerExchange exchange, Duration limit) {
        try {
            instance.connect(exchange, this, limit);
        } catch (RuntimeException e) {
            // The pool reports through the callback before it throws; this is for what does not.
            refused(true);
        }
        if (!ended) {
            timer =
                    WorkerUtils.executeAfter(
                            exchange.getIoThread(),
                            () -> refused(true),
                            limit.toMillis(),
                            TimeUnit.MILLISECONDS);
        }
    }

    Instance instance() {
        return instance;
    }

    Routing decidedBy() {
        return decidedBy;
    }

    /** When the connection was asked for, as {@code System.nanoTime} tells it. */
    long begun() {
        return begun;
    }

    long nanos() {
        return System.nanoTime() - begun;
    }

    @Override
    public void completed(HttpServerExchange exchange, ProxyConnection connection) {
        if (end()) {
            dispatch.connected(this, connection);
        }
    }

    @Override
    public void failed(HttpServerExchange exchange) {
        refused(true);
    }

    /** All connections are taken and the queue is full or was too slow: busy, not unreachable. */
    @Override
    public void queuedRequestFailed(HttpServerExchange exchange) {
        refused(false);
    }

    @Override
    public void couldNotResolveBackend(HttpServerExchange exchange) {
        refused(true);
    }

    private void refused(boolean unreachable) {
        if (end()) {
            dispatch.notConnected(this, unreachable);
        }
    }

    private boolean end() {
        if (ended) {
            return false;
        }
        ended = true;
        if (timer != null) {
            timer.remove();
        }
        return true;
    }
}
