package dev.surefoot.proxy.forward;

import dev.surefoot.proxy.route.Endpoint;
import dev.surefoot.proxy.route.Slot;

import io.undertow.UndertowOptions;
import io.undertow.client.UndertowClient;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.proxy.ProxyCallback;
import io.undertow.server.handlers.proxy.ProxyClient;
import io.undertow.server.handlers.proxy.ProxyConnection;
import io.undertow.server.handlers.proxy.ProxyConnectionPool;

import org.xnio.OptionMap;
import org.xnio.Options;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * One instance of a slot with its connections and counters. It is kept when a route changes around
 * it. One that is no longer routed to needs no closing: requests in flight end, and its idle
 * connections are closed after a few seconds. Thread-safe.
 */
final class Instance {
    private static final OptionMap OPTIONS =
            OptionMap.builder()
                    .set(Options.TCP_NODELAY, true)
                    .set(UndertowOptions.ENABLE_HTTP2, false)
                    .getMap();
    private static final ProxyClient.ProxyTarget TARGET = new ProxyClient.ProxyTarget() {};

    private final Slot slot;
    private final Endpoint endpoint;
    private final InstanceCounters counters;
    private final Availability availability;
    private final ProxyConnectionPool connections;

    Instance(Slot slot, Endpoint endpoint, InstanceCounters counters, Duration connect) {
        this.slot = slot;
        this.endpoint = endpoint;
        this.counters = counters;
        this.availability = new Availability(connect);
        this.connections =
                new ProxyConnectionPool(
                        new PoolLimits(), uri(endpoint), UndertowClient.getInstance(), OPTIONS);
    }

    private static URI uri(Endpoint endpoint) {
        String host = endpoint.host();
        return URI.create(
                "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + endpoint.port());
    }

    Slot slot() {
        return slot;
    }

    Endpoint endpoint() {
        return endpoint;
    }

    InstanceCounters counters() {
        return counters;
    }

    Availability availability() {
        return availability;
    }

    /** Must be called on the exchange's I/O thread, where the callback will run as well. */
    void connect(HttpServerExchange exchange, ProxyCallback<ProxyConnection> done, Duration limit) {
        connections.connect(TARGET, exchange, done, limit.toMillis(), TimeUnit.MILLISECONDS, false);
    }
}
