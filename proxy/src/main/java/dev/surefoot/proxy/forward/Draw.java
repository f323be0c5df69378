package dev.surefoot.proxy.forward;

import dev.surefoot.proxy.route.Cohort;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A request's bucket, and the cookie that a newcomer of a cohort has to be given. The cookie's
 * value is taken byte for byte as sent (headers are read as ISO 8859-1), so its UTF-8 is hashed
 * unchanged.
 *
 * @param setCookie null where nothing has to be set
 */
record Draw(int bucket, @Nullable String setCookie) {
    /** By the cohort's cookie if there is a cohort, else at random for this request alone. */
    static Draw of(HttpServerExchange exchange, @Nullable Cohort cohort) {
        if (cohort == null) {
            return new Draw(ThreadLocalRandom.current().nextInt(Cohort.BUCKETS), null);
        }
        String sent = cookie(exchange.getRequestHeaders().get(Headers.COOKIE), cohort.cookie());
        if (sent != null) {
            return new Draw(cohort.bucketOf(sent.getBytes(StandardCharsets.ISO_8859_1)), null);
        }
        String uid = UUID.randomUUID().toString();
        String set = cohort.cookie() + "=" + uid + "; Path=/; HttpOnly; SameSite=Lax";
        return new Draw(cohort.bucketOf(uid.getBytes(StandardCharsets.UTF_8)), set);
    }

    /** The first non-empty value of that name, raw; parsers that unquote would change the hash. */
    private static @Nullable String cookie(@Nullable HeaderValues headers, String name) {
        if (headers == null) {
            return null;
        }
        for (String header : headers) {
            int from = 0;
            while (from < header.length()) {
                int semicolon = header.indexOf(';', from);
                int to = semicolon < 0 ? header.length() : semicolon;
                int equals = header.indexOf('=', from);
                if (equals >= 0
                        && equals < to
                        && header.substring(from, equals).strip().equals(name)) {
                    String value = header.substring(equals + 1, to).strip();
                    if (!value.isEmpty()) {
                        return value;
                    }
                }
                from = to + 1;
            }
        }
        return null;
    }
}
