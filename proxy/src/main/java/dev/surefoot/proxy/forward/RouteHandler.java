package dev.surefoot.proxy.forward;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.HttpContinueReadHandler;
import io.undertow.util.Methods;
import io.undertow.util.SameThreadExecutor;
import io.undertow.util.StatusCodes;

/** Where a route's requests come in. Thread-safe; runs on I/O threads and never blocks. */
public final class RouteHandler implements HttpHandler {
    private final LiveRoute route;

    private RouteHandler(LiveRoute route) {
        this.route = route;
    }

    /** The handler of a route's listener. */
    public static HttpHandler of(LiveRoute route, InFlight inFlight) {
        return inFlight.counting(new HttpContinueReadHandler(new RouteHandler(route)));
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        Routing routing = route.routing();
        if (routing == null) {
            route.counters().notServed();
            exchange.setPersistent(false);
            exchange.setStatusCode(StatusCodes.SERVICE_UNAVAILABLE);
        } else if (exchange.getRequestMethod().equals(Methods.CONNECT)) {
            route.counters().notForwardable();
            exchange.setStatusCode(StatusCodes.METHOD_NOT_ALLOWED);
        } else {
            exchange.dispatch(SameThreadExecutor.INSTANCE, new Dispatch(exchange, route, routing));
        }
    }
}
