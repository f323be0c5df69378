package dev.surefoot.proxy.forward;

import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;

import java.util.HashSet;
import java.util.Set;

/**
 * Copies headers from one side to the other without those that belong to one connection: the known
 * ones and any that {@code Connection} names (RFC 9110, section 7.6.1). Upgrades and trailers are
 * therefore not passed on.
 */
final class HopByHop {
    private static final Set<HttpString> KNOWN =
            Set.of(
                    Headers.CONNECTION,
                    Headers.KEEP_ALIVE,
                    new HttpString("Proxy-Connection"),
                    Headers.TE,
                    Headers.TRAILER,
                    Headers.TRANSFER_ENCODING,
                    Headers.UPGRADE,
                    new HttpString("HTTP2-Settings"));

    private HopByHop() {}

    static void copyOthers(HeaderMap from, HeaderMap to) {
        Set<HttpString> named = named(from);
        long at = from.fastIterateNonEmpty();
        while (at != -1L) {
            HeaderValues values = from.fiCurrent(at);
            HttpString name = values.getHeaderName();
            if (!KNOWN.contains(name) && !named.contains(name)) {
                to.putAll(name, values);
            }
            at = from.fiNextNonEmpty(at);
        }
    }

    private static Set<HttpString> named(HeaderMap headers) {
        HeaderValues connection = headers.get(Headers.CONNECTION);
        if (connection == null) {
            return Set.of();
        }
        Set<HttpString> names = new HashSet<>();
        for (String value : connection) {
            for (String name : value.split(",", -1)) {
                if (!name.isBlank()) {
                    names.add(new HttpString(name.strip()));
                }
            }
        }
        // A client must not have us drop what routes or frames the message.
        names.remove(Headers.HOST);
        names.remove(Headers.CONTENT_LENGTH);
        return names;
    }
}
