package dev.surefoot.proxy.forward;

import io.undertow.client.ClientRequest;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * The request as an instance gets it: path, query and {@code Host} as sent; {@code
 * X-Surefoot-Bucket} and {@code X-Forwarded-*} always ours, since a client could have made them up.
 */
final class OutboundRequest {
    static final HttpString BUCKET = new HttpString("X-Surefoot-Bucket");

    private OutboundRequest() {}

    static ClientRequest of(HttpServerExchange exchange, int bucket) {
        ClientRequest request = new ClientRequest();
        request.setMethod(exchange.getRequestMethod()).setPath(target(exchange));
        HeaderMap headers = request.getRequestHeaders();
        HopByHop.copyOthers(exchange.getRequestHeaders(), headers);
        // The wait for "100 Continue" is between us and the client.
        headers.remove(Headers.EXPECT);
        if (exchange.getRequestHeaders().contains(Headers.TRANSFER_ENCODING)) {
            headers.remove(Headers.CONTENT_LENGTH);
        }
        if (!exchange.isRequestComplete() && !headers.contains(Headers.CONTENT_LENGTH)) {
            headers.put(Headers.TRANSFER_ENCODING, Headers.CHUNKED.toString());
        }
        headers.put(BUCKET, Integer.toString(bucket));
        forwarded(exchange, headers);
        return request;
    }

    private static String target(HttpServerExchange exchange) {
        String path = exchange.getRequestURI();
        if (exchange.isHostIncludedInRequestURI()) {
            int authority = path.indexOf("//");
            int slash = authority < 0 ? -1 : path.indexOf('/', authority + 2);
            path = slash < 0 ? "/" : path.substring(slash);
        }
        String query = exchange.getQueryString();
        return query.isEmpty() ? path : path + "?" + query;
    }

    private static void forwarded(HttpServerExchange exchange, HeaderMap headers) {
        InetSocketAddress source = exchange.getSourceAddress();
        InetAddress address = source.getAddress();
        headers.put(
                Headers.X_FORWARDED_FOR,
                address == null ? source.getHostString() : address.getHostAddress());
        headers.put(Headers.X_FORWARDED_PROTO, exchange.getRequestScheme());
        headers.put(Headers.X_FORWARDED_PORT, Integer.toString(exchange.getHostPort()));
        String host = exchange.getRequestHeaders().getFirst(Headers.HOST);
        if (host == null) {
            headers.remove(Headers.X_FORWARDED_HOST);
        } else {
            headers.put(Headers.X_FORWARDED_HOST, host);
        }
    }
}
