package dev.surefoot.proxy.route;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Turns JSON into a {@link RouteSpec}, or into every reason why it is none. Pure. */
public final class RouteReader {
    private static final Set<String> FIELDS =
            Set.of(
                    "token",
                    "listenHost",
                    "listenPort",
                    "cohort",
                    "primary",
                    "sharesBp",
                    "slots",
                    "lease");
    private static final Set<String> SLOTS = Set.of("BLUE", "GREEN");
    private static final Pattern COOKIE = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,64}");
    private static final Pattern INSTANCE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");
    private static final int MAX_PORT = 65_535;
    private static final int MAX_KEY = 256;

    private final FieldReader fields = new FieldReader();

    private RouteReader() {}

    /** Reads a route; a field that is missing, unknown or out of bounds is named. */
    public static Reading read(JsonNode body) {
        return new RouteReader().route(body);
    }

    private Reading route(JsonNode body) {
        if (!fields.object("body", body, FIELDS)) {
            return new Reading.Refused(fields.problems());
        }
        RouteSpec spec =
                new RouteSpec(
                        fields.integer("token", body.get("token"), 0, Long.MAX_VALUE),
                        host("listenHost", body.get("listenHost")),
                        (int) fields.integer("listenPort", body.get("listenPort"), 0, MAX_PORT),
                        cohort(body.get("cohort")),
                        primary(body.get("primary")),
                        shares(body.get("sharesBp")),
                        slots(body.get("slots")),
                        lease(body.get("lease")));
        checkSharesAreServed(spec);
        return fields.problems().isEmpty()
                ? new Reading.Usable(spec)
                : new Reading.Refused(fields.problems());
    }

    private String host(String field, @Nullable JsonNode node) {
        return fields.text(field, node, RouteReader::isAddress, "an IP address or \"localhost\"");
    }

    private static boolean isAddress(String text) {
        if (text.equals("localhost")) {
            return true;
        }
        try {
            InetAddress.ofLiteral(text);
            return true;
        } catch (IllegalArgumentException notAnAddress) {
            return false;
        }
    }

    private @Nullable Cohort cohort(@Nullable JsonNode node) {
        if (node == null || node.isNull()) {
            return null;
        }
        if (!fields.object("cohort", node, Set.of("cookie", "key"))) {
            return null;
        }
        String cookie =
                fields.text(
                        "cohort.cookie",
                        node.get("cookie"),
                        COOKIE.asMatchPredicate(),
                        "a cookie's name of 1 to 64 characters");
        String key =
                fields.text(
                        "cohort.key",
                        node.get("key"),
                        text -> !text.isEmpty() && text.length() <= MAX_KEY,
                        "1 to 256 characters");
        return new Cohort(cookie, key);
    }

    private @Nullable LeaseSpec lease(@Nullable JsonNode node) {
        if (node == null || node.isNull() || !fields.object("lease", node, Set.of("id", "ttlMs"))) {
            return null;
        }
        String id =
                fields.text(
                        "lease.id",
                        node.get("id"),
                        LeaseSpec.ID.asMatchPredicate(),
                        "1 to 63 letters, digits, ':', '.', '_' and '-'");
        long ttl = fields.integer("lease.ttlMs", node.get("ttlMs"), 1, LeaseSpec.MAX_TTL_MS);
        return new LeaseSpec(id, ttl);
    }

    private Slot primary(@Nullable JsonNode node) {
        String name = fields.text("primary", node, SLOTS::contains, "BLUE or GREEN");
        return name.isEmpty() ? Slot.BLUE : Slot.valueOf(name);
    }

    private Map<Slot, Integer> shares(@Nullable JsonNode node) {
        Map<Slot, Integer> shares = new EnumMap<>(Slot.class);
        if (!fields.object("sharesBp", node, SLOTS) || node == null) {
            return shares;
        }
        int before = fields.problems().size();
        for (Slot slot : Slot.values()) {
            String name = slot.name();
            long share = fields.integer("sharesBp." + name, node.get(name), 0, Cohort.BUCKETS);
            shares.put(slot, (int) share);
        }
        int sum = shares.values().stream().mapToInt(Integer::intValue).sum();
        if (fields.problems().size() == before && sum != Cohort.BUCKETS) {
            fields.problem("sharesBp", node, "shares that add up to 10000, not " + sum);
        }
        return shares;
    }

    private Map<Slot, List<Endpoint>> slots(@Nullable JsonNode node) {
        Map<Slot, List<Endpoint>> slots = new EnumMap<>(Slot.class);
        if (!fields.object("slots", node, SLOTS) || node == null) {
            return slots;
        }
        for (Slot slot : Slot.values()) {
            JsonNode list = node.get(slot.name());
            slots.put(slot, list == null ? List.of() : endpoints("slots." + slot.name(), list));
        }
        return slots;
    }

    private List<Endpoint> endpoints(String field, JsonNode list) {
        if (!list.isArray()) {
            fields.problem(field, list, "a list of instances");
            return List.of();
        }
        List<Endpoint> endpoints = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < list.size(); i++) {
            String at = field + "[" + i + "]";
            JsonNode node = list.get(i);
            if (!fields.object(at, node, Set.of("instance", "host", "port"))) {
                continue;
            }
            String name =
                    fields.text(
                            at + ".instance",
                            node.get("instance"),
                            INSTANCE.asMatchPredicate(),
                            "a name of letters, digits, '.', '_' and '-'");
            String host = host(at + ".host", node.get("host"));
            int port = (int) fields.integer(at + ".port", node.get("port"), 1, MAX_PORT);
            if (!seen.add(name) && !name.isEmpty()) {
                fields.problem(at + ".instance", node.get("instance"), "unique in its slot");
            }
            endpoints.add(new Endpoint(name, host, port));
        }
        return List.copyOf(endpoints);
    }

    private void checkSharesAreServed(RouteSpec spec) {
        // A route without any instance is one that nobody is served by: a way back to nothing.
        boolean nowhere = spec.slots().values().stream().allMatch(List::isEmpty);
        if (!fields.problems().isEmpty() || nowhere) {
            return;
        }
        for (Slot slot : Slot.values()) {
            if (spec.shareBp(slot) > 0 && spec.endpoints(slot).isEmpty()) {
                fields.problem(
                        "slots." + slot.name(),
                        null,
                        "at least one instance, as its share is " + spec.shareBp(slot) + " bp");
            }
        }
    }
}
