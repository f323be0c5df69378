package dev.surefoot.server.traffic.haproxy;

import dev.surefoot.server.environment.Slot;
import dev.surefoot.server.traffic.Endpoint;
import dev.surefoot.server.traffic.Plane;
import dev.surefoot.server.traffic.Route;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether an HAProxy is ready for a route's first release. Changes nothing but a key of the lease's
 * table, which it takes away again.
 */
public final class RouterCheck {
    private static final String PROBE = "surefoot-check";

    /** What the configuration was tried with; its commands are there since then. */
    private static final int OLDEST_MAJOR = 2;

    private static final int OLDEST_MINOR = 6;

    private final Layout layout;
    private final Route route;
    private final Plane.Haproxy plane;
    private final Names names;
    private final MapFiles files;
    private final RuntimeApi api;
    private final List<Finding> findings = new ArrayList<>();

    private RouterCheck(Layout layout, Route route, Plane.Haproxy plane) {
        this.layout = layout;
        this.route = route;
        this.plane = plane;
        this.names = Names.of(route);
        this.files = new MapFiles(plane.maps());
        this.api = new RuntimeApi(plane.socket());
    }

    /**
     * Looks at everything; the order is that in which one would mend it.
     *
     * @throws IllegalArgumentException if the route is another data plane's
     */
    public static List<Finding> of(Route route, Optional<String> readiness) {
        if (!(route.plane() instanceof Plane.Haproxy plane)) {
            throw new IllegalArgumentException(route + " is not HAProxy's");
        }
        RouterCheck check = new RouterCheck(new Layout(route, readiness), route, plane);
        check.run();
        return List.copyOf(check.findings);
    }

    private void run() {
        String grant = "set table " + names.table() + " key " + PROBE + " data.gpt0 1";
        List<String> commands =
                List.of(
                        "show cli level",
                        "show info",
                        "show map",
                        "show stat " + names.backend(Slot.BLUE) + " -1 -1",
                        "show stat " + names.backend(Slot.GREEN) + " -1 -1",
                        "show stat " + names.nobody() + " -1 -1",
                        grant,
                        "show table " + names.table() + " key " + PROBE,
                        "clear table " + names.table() + " key " + PROBE);
        switch (api.ask(commands)) {
            case RuntimeApi.Reply.Nothing(String why) ->
                    findings.add(
                            new Finding(
                                    Finding.Verdict.UNREACHABLE,
                                    "socket " + plane.socket(),
                                    why,
                                    "in section global: stats socket "
                                            + plane.socket()
                                            + " mode 660 level admin; and the server's user in the"
                                            + " socket's group"));
            case RuntimeApi.Reply.Answer(List<String> texts) -> all(texts);
        }
        findings.addAll(new MapCheck(names, files, api).run());
    }

    private void all(List<String> texts) {
        findings.add(Finding.ok("socket " + plane.socket(), "answers"));
        level(texts.get(0).strip());
        version(Look.info(texts.get(1)).getOrDefault("Version", "unknown"));
        loaded(texts.get(2));
        servers(Slot.BLUE, texts.get(3));
        servers(Slot.GREEN, texts.get(4));
        nobody(texts.get(5));
        table(texts.get(7));
        peers();
        findings.add(new RuleCheck(layout, files).run(texts.get(2)));
    }

    private void level(String level) {
        findings.add(
                level.equals("admin")
                        ? Finding.ok("level of the socket", "admin")
                        : Finding.missing(
                                "level of the socket",
                                "it is " + level + ", which may not change maps",
                                "stats socket " + plane.socket() + " mode 660 level admin"));
    }

    private void version(String version) {
        String[] parts = version.split("[^0-9]", 3);
        boolean known = parts.length > 1 && !parts[0].isEmpty() && !parts[1].isEmpty();
        int major = known ? Integer.parseInt(parts[0]) : 0;
        int minor = known ? Integer.parseInt(parts[1]) : 0;
        boolean enough = major > OLDEST_MAJOR || (major == OLDEST_MAJOR && minor >= OLDEST_MINOR);
        findings.add(
                enough
                        ? Finding.ok("version", version)
                        : Finding.missing(
                                "version",
                                "it is " + version,
                                "HAProxy 2.6 or newer, with which this was tried"));
    }

    private void loaded(String maps) {
        for (String file : List.of(files.shares().toString(), files.words().toString())) {
            findings.add(
                    maps.contains("(" + file + ")")
                            ? Finding.ok("map " + file, "loaded")
                            : Finding.missing(
                                    "map " + file,
                                    "HAProxy has not loaded it under this name",
                                    "the frontend block of `surefoot router print`"));
        }
    }

    private void servers(Slot slot, String csv) {
        String backend = "backend " + names.backend(slot);
        List<Endpoint> wanted = route.slots().getOrDefault(slot, List.of());
        Map<String, String> found = new HashMap<>();
        try {
            Stats.read(csv).servers().forEach((name, row) -> found.put(name, row.text("addr")));
        } catch (IllegalArgumentException e) {
            findings.add(
                    Finding.missing(
                            backend, "it is not there", "its block of `surefoot router print`"));
            return;
        }
        int before = findings.size();
        for (Endpoint endpoint : wanted) {
            String address = endpoint.host() + ":" + endpoint.port();
            String seen = found.remove(endpoint.instance());
            if (!address.equals(seen)) {
                findings.add(
                        Finding.missing(
                                backend,
                                seen == null
                                        ? "it has no server " + endpoint.instance()
                                        : "server " + endpoint.instance() + " is at " + seen,
                                Layout.server(endpoint).strip()));
            }
        }
        found.forEach(
                (name, address) ->
                        findings.add(
                                Finding.missing(
                                        backend,
                                        "server " + name + " is not in the definition",
                                        "take it out, or add its port to slots")));
        if (findings.size() == before) {
            findings.add(Finding.ok(backend, wanted.size() + " servers where they must be"));
        }
    }

    private void nobody(String csv) {
        String backend = "backend " + names.nobody();
        findings.add(
                csv.startsWith("No such proxy")
                        ? Finding.missing(
                                backend, "it is not there", "its block of `surefoot router print`")
                        : Finding.ok(backend, "there"));
    }

    private void table(String shown) {
        String table = "table " + names.table();
        String line = layout.table();
        if (shown.startsWith("No such table")) {
            findings.add(Finding.missing(table, "it is not there", line));
            return;
        }
        Optional<Long> left = left(shown);
        long wanted = plane.lease().toMillis();
        if (left.isEmpty()) {
            findings.add(Finding.missing(table, "it keeps no entry of ours: " + shown, line));
        } else if (!Readiness.ends(Duration.ofMillis(left.get()), plane.lease())) {
            findings.add(
                    Finding.missing(
                            table,
                            "an entry holds %d ms, traffic.lease is %d ms"
                                    .formatted(left.get(), wanted),
                            line));
        } else {
            findings.add(Finding.ok(table, "holds a lease for " + wanted + " ms"));
        }
    }

    private static Optional<Long> left(String shown) {
        for (String field : shown.split("[ \n]", -1)) {
            if (field.startsWith("exp=") && Look.ids(shown).contains(PROBE)) {
                return Optional.of(Long.parseLong(field.substring("exp=".length())));
            }
        }
        return Optional.empty();
    }

    private void peers() {
        // On its own, because the answer has empty lines in it where there are several peers.
        boolean shared = api.whole("show peers surefoot").contains("id=" + names.table() + " ");
        findings.add(
                shared
                        ? Finding.ok("peers surefoot", "hands the leases over at a reload")
                        : Finding.missing(
                                "peers surefoot",
                                "it does not share " + names.table() + ": each reload ends a lease",
                                "the peers section of `surefoot router print`, and \"peers"
                                        + " surefoot\" in the line of the stick-table"));
    }
}
