package dev.surefoot.server.traffic.haproxy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells HAProxy what shall be in force at run time. Knows no files; waits for no disk. */
final class Speaker {
    private static final Pattern LEFT = Pattern.compile("\\bexp=([0-9]{1,15})\\b");

    /** An entry that no map names, to see what the table does to entries. */
    private static final String PROBE = "surefoot-probe-";

    private final Names names;
    private final RuntimeApi api;
    private final MapFiles files;

    Speaker(Names names, RuntimeApi api, MapFiles files) {
        this.names = names;
        this.api = api;
        this.files = files;
    }

    /**
     * From what the maps say to {@code target}.
     *
     * @param lease what is said of its lease, before the entries that name it
     * @return what went wrong
     */
    Optional<String> tell(Entries.Texts before, Entries target, Optional<String> lease) {
        List<String> commands = new ArrayList<>();
        lease.ifPresent(commands::add);
        commands.addAll(new Script(names, files).of(before, target));
        if (commands.isEmpty()) {
            return Optional.empty();
        }
        return switch (api.ask(commands)) {
            case RuntimeApi.Reply.Nothing(String why) -> Optional.of(why);
            case RuntimeApi.Reply.Answer(List<String> texts) -> complaint(commands, texts);
        };
    }

    /** Makes a lease that has not been before; one that lapsed would live again. */
    String grant(String id) {
        return set(id) + " data.gpt0 1";
    }

    /**
     * Gives a lease its whole time anew, if it lives, in one step of HAProxy's: an entry that is
     * there keeps its flag, one that is gone is made without, and without a flag nobody is exposed.
     */
    String keep(String id) {
        return set(id);
    }

    private String set(String id) {
        return "set table " + names.table() + " key " + id;
    }

    private String show(String id) {
        return "show table " + names.table() + " key " + id;
    }

    private String clear(String id) {
        return "clear table " + names.table() + " key " + id;
    }

    /** What {@link #renew} came to. */
    enum Kept {
        HELD,
        GONE,
        UNKNOWN
    }

    /** Renews a lease, and says whether it lives. One that has lapsed stays so. */
    Kept renew(String id) {
        if (!(api.ask(List.of(keep(id), show(id)))
                instanceof RuntimeApi.Reply.Answer(List<String> texts))) {
            return Kept.UNKNOWN;
        }
        if (!texts.getFirst().isBlank()) {
            return Kept.UNKNOWN;
        }
        if (Look.ids(texts.get(1)).contains(id)) {
            return Kept.HELD;
        }
        // What is left to do is tidiness: the entry has no flag.
        api.ask(List.of(clear(id)));
        return Kept.GONE;
    }

    /**
     * How long the table keeps an entry that nobody renews; HAProxy tells it of entries only, so
     * one is made that exposes nobody. Empty if that can't be seen.
     */
    Optional<Duration> term() {
        String probe = PROBE + System.nanoTime();
        if (api.ask(List.of(set(probe), show(probe), clear(probe)))
                instanceof RuntimeApi.Reply.Answer(List<String> texts)) {
            Matcher left = LEFT.matcher(texts.get(1));
            if (left.find()) {
                return Optional.of(Duration.ofMillis(Long.parseLong(left.group(1))));
            }
        }
        return Optional.empty();
    }

    /** HAProxy answers success with silence. */
    private static Optional<String> complaint(List<String> commands, List<String> texts) {
        for (int i = 0; i < texts.size(); i++) {
            if (!texts.get(i).isBlank()) {
                return Optional.of(
                        "HAProxy says \""
                                + texts.get(i).strip()
                                + "\" to "
                                + commands.get(i)
                                + "; is its socket of level admin?");
            }
        }
        return Optional.empty();
    }
}
