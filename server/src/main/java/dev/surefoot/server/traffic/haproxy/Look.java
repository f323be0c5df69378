package dev.surefoot.server.traffic.haproxy;

import dev.surefoot.server.environment.Slot;
import dev.surefoot.server.traffic.Route;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks HAProxy for everything about one route at once, so that it is one process's word, also while
 * another takes over. Safe for use by many threads.
 */
final class Look {
    private static final Pattern VALUE = Pattern.compile("value=<([0-9]{1,15})>");

    private final Names names;
    private final RuntimeApi api;
    private final MapFiles files;

    Look(Route route, RuntimeApi api, MapFiles files) {
        this.names = Names.of(route);
        this.api = api;
        this.files = files;
    }

    Seen look() {
        List<String> commands =
                List.of(
                        "show info",
                        "show map " + files.shares(),
                        "show map " + files.words(),
                        "show stat " + names.backend(Slot.BLUE) + " -1 -1",
                        "show stat " + names.backend(Slot.GREEN) + " -1 -1",
                        "show table " + names.table(),
                        "get var " + names.last(Slot.BLUE),
                        "get var " + names.last(Slot.GREEN));
        return switch (api.ask(commands)) {
            case RuntimeApi.Reply.Nothing(String why) -> new Seen.Nothing(why);
            case RuntimeApi.Reply.Answer(List<String> texts) -> understood(texts);
        };
    }

    /** Only the maps: two short answers, which is all that going back waits for. */
    Glance glance() {
        List<String> commands = List.of("show map " + files.shares(), "show map " + files.words());
        return switch (api.ask(commands)) {
            case RuntimeApi.Reply.Nothing(String why) -> new Glance.Nothing(why);
            case RuntimeApi.Reply.Answer(List<String> texts) -> {
                List<String> missing = unknown(texts.get(0), texts.get(1));
                if (!missing.isEmpty()) {
                    yield new Glance.Lacking(missing);
                }
                Entries.Texts maps = new Entries.Texts(map(texts.get(0)), map(texts.get(1)));
                yield new Glance.Maps(maps, Entries.read(names, maps));
            }
        };
    }

    private Seen understood(List<String> texts) {
        List<String> missing = missing(texts);
        if (!missing.isEmpty()) {
            return new Seen.Incomplete(missing);
        }
        try {
            Map<String, String> info = info(texts.get(0));
            Map<Slot, Stats> stats = new EnumMap<>(Slot.class);
            stats.put(Slot.BLUE, Stats.read(texts.get(3)));
            stats.put(Slot.GREEN, Stats.read(texts.get(4)));
            Entries.Texts maps = new Entries.Texts(map(texts.get(1)), map(texts.get(2)));
            Entries.Read entries = Entries.read(names, maps);
            return new Seen.Whole(
                    maps,
                    entries,
                    holds(entries, texts.get(5)),
                    stats,
                    last(texts.get(6), texts.get(7)),
                    required(info, "Pid") + "-" + required(info, "Start_time_sec"),
                    required(info, "Stopping").equals("0"));
        } catch (IllegalArgumentException e) {
            return new Seen.Nothing("HAProxy's answer cannot be understood: " + e.getMessage());
        }
    }

    private List<String> missing(List<String> texts) {
        List<String> missing = unknown(texts.get(1), texts.get(2));
        if (texts.get(3).startsWith("No such proxy")) {
            missing.add("backend " + names.backend(Slot.BLUE));
        }
        if (texts.get(4).startsWith("No such proxy")) {
            missing.add("backend " + names.backend(Slot.GREEN));
        }
        if (texts.get(5).startsWith("No such table")) {
            missing.add("backend " + names.table() + " with its stick-table");
        }
        return missing;
    }

    private List<String> unknown(String shares, String words) {
        List<String> missing = new ArrayList<>();
        if (shares.startsWith("Unknown map")) {
            missing.add("the map " + files.shares());
        }
        if (words.startsWith("Unknown map")) {
            missing.add("the map " + files.words());
        }
        return missing;
    }

    private static Map<Slot, Instant> last(String blue, String green) {
        Map<Slot, Instant> last = new EnumMap<>(Slot.class);
        moment(blue).ifPresent(at -> last.put(Slot.BLUE, at));
        moment(green).ifPresent(at -> last.put(Slot.GREEN, at));
        return last;
    }

    /** Empty where no request has come since HAProxy's start. */
    private static Optional<Instant> moment(String variable) {
        Matcher value = VALUE.matcher(variable);
        return value.find()
                ? Optional.of(Instant.ofEpochMilli(Long.parseLong(value.group(1))))
                : Optional.empty();
    }

    private static boolean holds(Entries.Read read, String table) {
        Optional<Entries.HeldLease> lease =
                read instanceof Entries.Read.Whole(Entries entries)
                        ? entries.lease()
                        : Optional.empty();
        return lease.filter(held -> !held.lapsed() && ids(table).contains(held.id())).isPresent();
    }

    /** The keys of a stick table that are there and hold. */
    static Set<String> ids(String table) {
        Set<String> ids = new TreeSet<>();
        for (String line : table.lines().toList()) {
            Map<String, String> fields = new HashMap<>();
            for (String field : line.split(" ", -1)) {
                String[] parts = field.split("=", 2);
                if (parts.length == 2) {
                    fields.put(parts[0], parts[1]);
                }
            }
            String key = fields.get("key");
            if (key != null && "1".equals(fields.get("gpt0"))) {
                ids.add(key);
            }
        }
        return ids;
    }

    /** Lines of an address, a key and a value. */
    static Map<String, String> map(String text) {
        Map<String, String> entries = new HashMap<>();
        for (String line : text.lines().toList()) {
            String[] parts = line.split(" ", 3);
            if (parts.length == 3) {
                entries.putIfAbsent(parts[1], parts[2]);
            }
        }
        return entries;
    }

    static Map<String, String> info(String text) {
        Map<String, String> info = new HashMap<>();
        for (String line : text.lines().toList()) {
            String[] parts = line.split(": ", 2);
            if (parts.length == 2) {
                info.put(parts[0], parts[1]);
            }
        }
        return info;
    }

    private static String required(Map<String, String> info, String name) {
        String value = info.get(name);
        if (value == null) {
            throw new IllegalArgumentException("show info has no " + name);
        }
        return value;
    }
}
