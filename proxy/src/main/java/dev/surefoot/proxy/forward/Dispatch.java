package dev.surefoot.proxy.forward;

import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.proxy.ProxyConnection;
import io.undertow.util.StatusCodes;

/**
 * One request on its way to an instance: chooses, connects, and chooses again while connections are
 * refused. It ends in a {@link Forwarding}, or in a 503 that is counted as unrouted.
 *
 * <p>Confined to the exchange's I/O thread. That is what makes a change of routing exact: once each
 * I/O thread has run one task after the swap, every later start was decided by the new routing.
 */
final class Dispatch implements Runnable {
    private final HttpServerExchange exchange;
    private final LiveRoute route;
    private final Routing first;
    private final Draw draw;
    private final Choice choice;

    Dispatch(HttpServerExchange exchange, LiveRoute route, Routing first) {
        this.exchange = exchange;
        this.route = route;
        this.first = first;
        this.draw = Draw.of(exchange, first.spec().cohort());
        this.choice = new Choice(draw.bucket());
    }

    @Override
    public void run() {
        tryNext(first);
    }

    private void tryNext(Routing routing) {
        Instance instance = choice.next(routing, System.nanoTime());
        if (instance == null) {
            route.counters().notServed();
            exchange.setStatusCode(StatusCodes.SERVICE_UNAVAILABLE);
            exchange.endExchange();
            return;
        }
        new ConnectAttempt(this, instance, routing).start(exchange, route.timeouts().connect());
    }

    void connected(ConnectAttempt attempt, ProxyConnection connection) {
        Instance instance = attempt.instance();
        instance.availability().connected();
        Routing now = route.routing();
        // A route removed meanwhile sends this request where it was bound: nothing is dropped.
        if (now != null && !mayStart(instance, attempt.decidedBy(), now)) {
            tryNext(now);
            return;
        }
        new Forwarding(exchange, route, instance, draw)
                .start(connection.getConnection(), attempt.begun());
    }

    /** What was decided before a change or before a lease lapsed must not start after it. */
    private boolean mayStart(Instance instance, Routing decidedBy, Routing now) {
        long nanos = System.nanoTime();
        boolean same = now == decidedBy && choice.unchanged(now, nanos);
        return same || choice.stillMeans(instance, now, nanos);
    }

    void notConnected(ConnectAttempt attempt, boolean unreachable) {
        Instance instance = attempt.instance();
        if (unreachable) {
            instance.availability().refused(System.nanoTime());
        }
        choice.refusedBy(instance);
        Routing now = route.routing();
        Routing decidedBy = attempt.decidedBy();
        // An attempt that the routing in force would not make is void: after a slot's share went
        // to zero its counters stand still, whatever was still connecting.
        if (now == null || mayStart(instance, decidedBy, now)) {
            instance.counters().started();
            instance.counters().ended(Outcome.CONNECT_FAILED, attempt.nanos());
        }
        tryNext(now == null ? decidedBy : now);
    }
}
