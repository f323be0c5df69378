package dev.surefoot.server.traffic;

import dev.surefoot.server.rollout.Split;
import dev.surefoot.server.traffic.ProxyClient.Reply;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

import java.time.DateTimeException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One route of the embedded proxy, by its admin API.
 *
 * <p>What the proxy cannot be read back from is {@code Unreachable}, whatever it answered before.
 */
public final class EmbeddedRouter implements Router {
    private static final int OK = 200;
    private static final int INVALID = 400;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    private final Route route;
    private final ProxyClient proxy;
    private final String path;

    public EmbeddedRouter(Route route, ProxyClient proxy) {
        this.route = route;
        this.proxy = proxy;
        this.path = "/v1/routes/" + route.service() + "/" + route.environment();
    }

    @Override
    public Set<Capability> capabilities() {
        EnumSet<Capability> all =
                EnumSet.of(
                        Capability.GRANULARITY_BP,
                        Capability.VERSION_COUNTERS,
                        Capability.LATENCY_HISTOGRAM,
                        Capability.VERIFY,
                        Capability.LEASE);
        if (route.cohort().isPresent()) {
            all.add(Capability.COHORT);
            all.add(Capability.STICKY);
        }
        return all;
    }

    @Override
    public Read read() {
        return switch (proxy.get(path)) {
            case Reply.Nothing(String why) -> new Read.Unreachable(why);
            case Reply.Answer(int status, JsonNode body) when status == NOT_FOUND ->
                    new Read.Absent();
            case Reply.Answer(int status, JsonNode body) when status == OK ->
                    understood(
                            () -> new Read.Observed(RouteJson.read(body)), Read.Unreachable::new);
            case Reply.Answer(int status, JsonNode body) ->
                    new Read.Unreachable(unexpected(status, body));
        };
    }

    @Override
    public Apply apply(Split split, Token token, Optional<Lease> lease) {
        Optional<Lease> held = lease.filter(wanted -> split.divided());
        return switch (proxy.call("PUT", path, RouteJson.write(route, split, token, held))) {
            case Reply.Nothing(String why) -> new Apply.Unreachable(why);
            case Reply.Answer(int status, JsonNode body) when status == OK ->
                    readBack(split, token, held);
            case Reply.Answer(int status, JsonNode body) when status == CONFLICT -> conflict(body);
            case Reply.Answer(int status, JsonNode body) when status == INVALID ->
                    new Apply.Refused(message(body));
            case Reply.Answer(int status, JsonNode body) ->
                    new Apply.Unreachable(unexpected(status, body));
        };
    }

    private Apply readBack(Split split, Token token, Optional<Lease> lease) {
        return switch (read()) {
            case Read.Unreachable(String why) -> new Apply.Unreachable("not read back: " + why);
            case Read.Absent() -> new Apply.Unreachable("not read back: the route is gone");
            case Read.Observed(ObservedRoute seen) -> {
                if (seen.token().value() > token.value()) {
                    yield new Apply.StaleToken(seen.token());
                }
                Optional<ObservedLease> alive = lease.map(l -> new ObservedLease(l.id(), true));
                yield seen.split().equals(split)
                                && seen.token().equals(token)
                                && seen.lease().equals(alive)
                                && seen.listening()
                        ? new Apply.Applied(seen)
                        : new Apply.Unreachable(
                                "asked for " + split + " with " + token + ", read back " + seen);
            }
        };
    }

    private static Apply conflict(JsonNode body) {
        JsonNode error = body.get("error");
        if (error != null && error.asString().equals("LEASE_LAPSED")) {
            return new Apply.Lapsed(message(body));
        }
        JsonNode current = body.get("currentToken");
        return current != null && current.isIntegralNumber()
                ? new Apply.StaleToken(new Token(current.asLong()))
                : new Apply.Refused(message(body));
    }

    @Override
    public Renewal renew(Lease lease) {
        String body = RouteJson.id(lease);
        return switch (proxy.call("POST", path + "/lease", body)) {
            case Reply.Nothing(String why) -> new Renewal.Unreachable(why);
            case Reply.Answer(int status, JsonNode answer) when status == OK ->
                    new Renewal.Renewed();
            case Reply.Answer(int status, JsonNode answer)
                    when status == CONFLICT || status == NOT_FOUND ->
                    new Renewal.Lapsed(message(answer));
            case Reply.Answer(int status, JsonNode answer) ->
                    new Renewal.Unreachable(unexpected(status, answer));
        };
    }

    @Override
    public Counters counters() {
        return switch (proxy.get(path + "/counters")) {
            case Reply.Nothing(String why) -> new Counters.Unreachable(why);
            case Reply.Answer(int status, JsonNode body) when status == NOT_FOUND ->
                    new Counters.Absent();
            case Reply.Answer(int status, JsonNode body) when status == OK ->
                    understood(
                            () -> new Counters.Counted(SnapshotJson.read(body)),
                            Counters.Unreachable::new);
            case Reply.Answer(int status, JsonNode body) ->
                    new Counters.Unreachable(unexpected(status, body));
        };
    }

    /** Takes the route away, for an environment that no longer is. Idempotent. */
    public Removal remove(Token token) {
        return switch (proxy.call("DELETE", path + "?token=" + token.value(), "")) {
            case Reply.Nothing(String why) -> new Removal.Unreachable(why);
            case Reply.Answer(int status, JsonNode body) when status == OK -> new Removal.Removed();
            case Reply.Answer(int status, JsonNode body)
                    when status == CONFLICT
                            && conflict(body) instanceof Apply.StaleToken(Token current) ->
                    new Removal.StaleToken(current);
            case Reply.Answer(int status, JsonNode body) ->
                    new Removal.Unreachable(unexpected(status, body));
        };
    }

    /** Answer to {@link #remove}. */
    public sealed interface Removal {
        /** It is not there (any more). */
        record Removed() implements Removal {}

        /** The router has accepted a newer token; nothing was changed. */
        record StaleToken(Token current) implements Removal {}

        /** Unknown. */
        record Unreachable(String why) implements Removal {}
    }

    /** An answer with a hole in it is no answer. */
    private static <T> T understood(Supplier<T> read, Function<String, T> no) {
        try {
            return read.get();
        } catch (IllegalArgumentException | JacksonException | DateTimeException e) {
            return no.apply("the proxy's answer cannot be understood: " + e.getMessage());
        }
    }

    private static String unexpected(int status, JsonNode body) {
        return "the proxy answers " + status + ": " + message(body);
    }

    private static String message(JsonNode body) {
        JsonNode message = body.get("message");
        return message == null ? body.toString() : message.asString();
    }
}
