package dev.surefoot.server.traffic.haproxy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The commands that make HAProxy's maps say something else, one entry at a time. Pure. */
final class Script {
    /**
     * Who the primary slot is stands before the share, because until then the share is the new
     * primary slot's.
     */
    private static final List<String> ORDER =
            List.of("token", "at", "slots", "lease", "primary", "bp", "canary");

    private final Names names;
    private final MapFiles files;

    Script(Names names, MapFiles files) {
        this.names = names;
        this.files = files;
    }

    /**
     * The way from what the maps say to {@code target}; only what differs.
     *
     * @param before both maps as they are, also where they are not whole
     */
    List<String> of(Entries.Texts before, Entries target) {
        Map<String, String> running = new HashMap<>(before.words());
        running.putAll(before.shares());
        Optional<Entries> known =
                Entries.read(names, before) instanceof Entries.Read.Whole(Entries whole)
                        ? Optional.of(whole)
                        : Optional.empty();
        List<String> commands = new ArrayList<>();
        for (Entries step : Transition.of(known, target)) {
            Map<String, String> next = new HashMap<>(step.words(names));
            next.putAll(step.shares(names));
            for (String what : ORDER) {
                String key = names.key(what);
                String value = next.getOrDefault(key, Entries.NONE);
                String now = running.put(key, value);
                if (!value.equals(now)) {
                    Path file = what.equals("bp") ? files.shares() : files.words();
                    // An entry can only be set where it is, and added twice where it is already.
                    String verb = now == null ? "add" : "set";
                    commands.add("%s map %s %s %s".formatted(verb, file, key, value));
                }
            }
        }
        return commands;
    }
}
