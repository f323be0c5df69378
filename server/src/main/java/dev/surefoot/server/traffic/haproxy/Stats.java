package dev.surefoot.server.traffic.haproxy;

import dev.surefoot.server.traffic.Endpoint;
import dev.surefoot.server.traffic.InstanceCounts;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One backend's rows of {@code show stat}.
 *
 * @param backend the sum, HAProxy's own answers included
 * @param servers by name, in the configuration's order
 */
record Stats(Row backend, Map<String, Row> servers) {
    private static final String BACKEND = "BACKEND";
    private static final List<String> ENDED =
            List.of("hrsp_1xx", "hrsp_2xx", "hrsp_3xx", "hrsp_4xx", "hrsp_5xx", "hrsp_other");

    /** A row by the names of its columns. */
    record Row(Map<String, String> columns) {
        Row {
            columns = Map.copyOf(columns);
        }

        String text(String column) {
            return columns.getOrDefault(column, "");
        }

        /** 0 where there is nothing. */
        long number(String column) {
            String text = text(column);
            return text.isEmpty() ? 0 : Long.parseLong(text);
        }

        boolean up() {
            return text("status").startsWith("UP") || text("status").equals("no check");
        }
    }

    /**
     * Reads one backend's rows.
     *
     * @throws IllegalArgumentException if they are no such rows
     */
    static Stats read(String csv) {
        List<String> lines = csv.lines().toList();
        if (lines.isEmpty() || !lines.getFirst().startsWith("# pxname,svname,")) {
            throw new IllegalArgumentException("\"" + csv.strip() + "\" in place of statistics");
        }
        String[] names = lines.getFirst().substring(2).split(",", -1);
        Map<String, Row> servers = new LinkedHashMap<>();
        Optional<Row> backend = Optional.empty();
        for (int i = 1; i < lines.size(); i++) {
            List<String> values = values(lines.get(i));
            Map<String, String> columns = new HashMap<>();
            for (int c = 0; c < Math.min(names.length, values.size()); c++) {
                columns.put(names[c], values.get(c));
            }
            Row row = new Row(columns);
            if (row.text("svname").equals(BACKEND)) {
                backend = Optional.of(row);
            } else if (!row.text("svname").equals("FRONTEND")) {
                servers.put(row.text("svname"), row);
            }
        }
        return new Stats(
                backend.orElseThrow(() -> new IllegalArgumentException("no row of a backend")),
                servers);
    }

    /** Values may be quoted, and then have commas in them. */
    private static List<String> values(String line) {
        List<String> values = new ArrayList<>();
        StringBuilder value = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char next = line.charAt(i);
            if (next == '"') {
                quoted = !quoted;
            } else if (next == ',' && !quoted) {
                values.add(value.toString());
                value.setLength(0);
            } else {
                value.append(next);
            }
        }
        values.add(value.toString());
        return values;
    }

    /** Where its servers are; HAProxy tells that to whoever is admin, else hosts are empty. */
    List<Endpoint> endpoints() {
        return servers.entrySet().stream()
                .map(server -> endpoint(server.getKey(), server.getValue().text("addr")))
                .toList();
    }

    private static Endpoint endpoint(String name, String address) {
        int colon = address.lastIndexOf(':');
        return colon < 0
                ? new Endpoint(name, address, 0)
                : new Endpoint(
                        name,
                        address.substring(0, colon),
                        Integer.parseInt(address.substring(colon + 1)));
    }

    /** How many servers HAProxy holds for able to serve. */
    long up() {
        return servers.values().stream().filter(Row::up).count();
    }

    /**
     * The backend's totals, spread over its servers: their own rows hide what HAProxy answered
     * itself. Requests have ended ({@code hrsp_*}); errors are answers of 500 and above and
     * connections that the server gave up ({@code srv_abrt}). Each share rises with the total, and
     * has no more errors than requests.
     *
     * @param last when the last request began
     */
    Map<String, InstanceCounts> counts(Optional<Instant> last) {
        long requests = ENDED.stream().mapToLong(backend::number).sum();
        long errors = Math.min(requests, backend.number("hrsp_5xx") + backend.number("srv_abrt"));
        Map<String, InstanceCounts> counts = new HashMap<>();
        int place = 0;
        for (String server : servers.keySet()) {
            Spread spread = new Spread(place++, servers.size());
            long ended = spread.of(requests);
            counts.put(
                    server,
                    new InstanceCounts(
                            ended,
                            spread.of(errors),
                            Math.max(ended, spread.of(backend.number("stot"))),
                            spread.of(backend.number("scur")),
                            last,
                            List.of(ended)));
        }
        return counts;
    }

    /** One of {@code size} parts that differ by one at most. */
    private record Spread(int place, int size) {
        long of(long total) {
            return (total + place) / size;
        }
    }
}
