package dev.surefoot.proxy.admin;

import dev.surefoot.proxy.route.Json;
import dev.surefoot.proxy.route.Reading;
import dev.surefoot.proxy.route.RouteKey;
import dev.surefoot.proxy.route.RouteReader;
import dev.surefoot.proxy.table.Change;
import dev.surefoot.proxy.table.RouteTable;

import io.undertow.util.StatusCodes;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.stream.Collectors;

/** The API's operations, free of HTTP's mechanics. Thread-safe. */
public final class AdminApi {
    private static final List<String> CAPABILITIES =
            List.of("COHORT", "STICKY", "VERSION_COUNTERS", "LATENCY_HISTOGRAM", "VERIFY", "LEASE");

    private final RouteTable table;
    private final Identity identity;

    /** Operates on the table. */
    public AdminApi(RouteTable table, Identity identity) {
        this.table = table;
        this.identity = identity;
    }

    /** One call: method, decoded path segments after {@code /v1}, the {@code token} parameter. */
    record Call(String method, List<String> path, @Nullable String token, String body) {}

    Answer answer(Call call) {
        List<String> path = call.path();
        if (path.equals(List.of("health"))) {
            return call.method().equals("GET") ? Answer.ok(health()) : wrongMethod("GET");
        }
        if (path.equals(List.of("routes"))) {
            return call.method().equals("GET")
                    ? Answer.ok(Views.routes(table.observe(), identity.epoch()))
                    : wrongMethod("GET");
        }
        if (path.size() >= 3 && path.getFirst().equals("routes")) {
            RouteKey key = new RouteKey(path.get(1), path.get(2));
            if (!isName(key.service()) || !isName(key.environment())) {
                return Answer.invalid(
                        "route is " + key + ", each part must match " + RouteKey.NAME.pattern());
            }
            if (path.size() == 3) {
                return route(call, key);
            }
            if (path.size() == 4 && path.getLast().equals("counters")) {
                return call.method().equals("GET") ? counters(key) : wrongMethod("GET");
            }
            if (path.size() == 4 && path.getLast().equals("lease")) {
                return call.method().equals("POST") ? renew(key, call.body()) : wrongMethod("POST");
            }
        }
        return Answer.notFound(
                "no such resource; known: health, routes, routes/{service}/{environment},"
                        + " routes/{service}/{environment}/counters,"
                        + " routes/{service}/{environment}/lease");
    }

    private Answer route(Call call, RouteKey key) {
        return switch (call.method()) {
            case "GET" ->
                    table.observe(key)
                            .map(found -> Answer.ok(Views.route(found, identity.epoch())))
                            .orElseGet(() -> unknown(key));
            case "PUT" -> put(key, call.body());
            case "DELETE" -> delete(key, call.token());
            default -> wrongMethod("GET, PUT, DELETE");
        };
    }

    private Answer put(RouteKey key, String body) {
        Reading reading;
        try {
            reading = RouteReader.read(Json.MAPPER.readTree(body));
        } catch (JacksonException e) {
            return Answer.invalid("the body is not JSON: " + e.getOriginalMessage());
        }
        return switch (reading) {
            case Reading.Usable usable -> told(table.apply(key, usable.spec()));
            case Reading.Refused refused -> {
                String all =
                        refused.problems().stream()
                                .map(Object::toString)
                                .collect(Collectors.joining("; "));
                Answer answer = Answer.invalid(all);
                Views.problems(answer.body(), refused.problems());
                yield answer;
            }
        };
    }

    private Answer delete(RouteKey key, @Nullable String token) {
        try {
            return told(table.delete(key, Long.parseLong(token == null ? "" : token)));
        } catch (NumberFormatException e) {
            return Answer.invalid(
                    "query parameter token is " + token + ", must be an integer: ?token=N");
        }
    }

    private Answer counters(RouteKey key) {
        return table.observe(key)
                .map(found -> Answer.ok(Views.counters(found.counters(), identity.epoch())))
                .orElseGet(() -> unknown(key));
    }

    private Answer renew(RouteKey key, String body) {
        JsonNode id;
        try {
            id = Json.MAPPER.readTree(body).get("id");
        } catch (JacksonException e) {
            return Answer.invalid("the body is not JSON: " + e.getOriginalMessage());
        }
        if (id == null || !id.isString()) {
            return Answer.invalid("id is " + id + ", must be the lease's: {\"id\":…}");
        }
        if (table.observe(key).isEmpty()) {
            return unknown(key);
        }
        return table.renew(key, id.asString())
                ? Answer.ok(Json.MAPPER.createObjectNode().put("id", id.asString()))
                : lapsed("lease " + id.asString());
    }

    private static Answer lapsed(String what) {
        return Answer.error(
                StatusCodes.CONFLICT,
                "LEASE_LAPSED",
                what + " holds nothing here (any more) and exposes nobody: apply with a new id");
    }

    private Answer told(Change change) {
        return switch (change) {
            case Change.Done done -> Answer.ok(Views.route(done.observed(), identity.epoch()));
            case Change.Deleted deleted ->
                    Answer.ok(Json.MAPPER.createObjectNode().put("deleted", deleted.existed()));
            case Change.StaleToken stale -> {
                Answer answer =
                        Answer.error(
                                StatusCodes.CONFLICT,
                                "STALE_TOKEN",
                                "token is "
                                        + stale.token()
                                        + ", must be at least "
                                        + stale.current()
                                        + ": somebody else steers this route now");
                answer.body().put("currentToken", stale.current());
                yield answer;
            }
            case Change.LeaseLapsed dead -> lapsed("lease " + dead.id());
            case Change.PortInUse taken ->
                    Answer.error(
                            StatusCodes.CONFLICT,
                            "PORT_IN_USE",
                            "cannot listen on "
                                    + taken.host()
                                    + ":"
                                    + taken.port()
                                    + " ("
                                    + taken.reason()
                                    + "): free it or choose another listenPort");
            case Change.Unsure unsure ->
                    Answer.error(
                            StatusCodes.INTERNAL_SERVER_ERROR, unsure.error(), unsure.message());
        };
    }

    private ObjectNode health() {
        ObjectNode node =
                Json.MAPPER
                        .createObjectNode()
                        .put("epoch", identity.epoch())
                        .put("version", identity.version())
                        .put("uptimeMs", identity.uptime().toMillis());
        CAPABILITIES.forEach(node.putArray("capabilities")::add);
        return node;
    }

    private static boolean isName(String text) {
        return RouteKey.NAME.matcher(text).matches();
    }

    private static Answer unknown(RouteKey key) {
        return Answer.notFound("no route " + key + "; GET /v1/routes lists what there is");
    }

    private static Answer wrongMethod(String allowed) {
        return Answer.error(
                StatusCodes.METHOD_NOT_ALLOWED, "METHOD_NOT_ALLOWED", "allowed: " + allowed);
    }
}
