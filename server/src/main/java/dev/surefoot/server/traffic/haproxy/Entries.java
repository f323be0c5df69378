package dev.surefoot.server.traffic.haproxy;

import dev.surefoot.server.environment.Share;
import dev.surefoot.server.environment.Slot;
import dev.surefoot.server.rollout.Split;
import dev.surefoot.server.traffic.Token;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the two maps say of one route. Where HAProxy has no word for it, an entry does nothing but
 * remember: the token, and when the split began.
 *
 * @param split {@code other} is what the map says, whether the lease holds or not
 * @param slots which slots may get requests at all
 * @param lease empty: the share stands
 * @param at when requests began to be decided so, in milliseconds
 */
record Entries(Split split, Set<Slot> slots, Optional<HeldLease> lease, Token token, Instant at) {
    static final String NONE = "none";
    private static final String BOTH = "both";
    private static final String LAPSED = "lapsed:";

    Entries {
        slots = Set.copyOf(slots);
    }

    /**
     * The lease in the map.
     *
     * @param lapsed somebody saw that it had; it may not come to life again
     */
    record HeldLease(String id, boolean lapsed) {
        String value() {
            return lapsed ? LAPSED + id : id;
        }

        static Optional<HeldLease> read(String value) {
            if (value.equals(NONE)) {
                return Optional.empty();
            }
            boolean lapsed = value.startsWith(LAPSED);
            return Optional.of(
                    new HeldLease(lapsed ? value.substring(LAPSED.length()) : value, lapsed));
        }
    }

    /** What maps hold: integers, and words. */
    record Texts(Map<String, String> shares, Map<String, String> words) {
        Texts {
            shares = Map.copyOf(shares);
            words = Map.copyOf(words);
        }
    }

    /** What reading them came to. */
    sealed interface Read {
        /** The token; 0 where there is none. */
        default Token token() {
            return switch (this) {
                case Absent() -> new Token(0);
                case Broken broken -> broken.found().orElse(new Token(0));
                case Whole whole -> whole.entries().token();
            };
        }

        record Whole(Entries entries) implements Read {}

        /** No entry is there. */
        record Absent() implements Read {}

        /** Some are missing or cannot be. */
        record Broken(String why, Optional<Token> found) implements Read {}
    }

    /** The same with the lease known to have lapsed. */
    Entries lapsed() {
        return new Entries(
                split, slots, lease.map(held -> new HeldLease(held.id(), true)), token, at);
    }

    /** The same in the name of another server. */
    Entries by(Token newer) {
        return new Entries(split, slots, lease, newer, at);
    }

    /** Whether requests are decided in the same way, by the same server. */
    boolean decidesAs(Entries other) {
        return split.equals(other.split)
                && slots.equals(other.slots)
                && lease.equals(other.lease)
                && token.equals(other.token);
    }

    /** The entries of the map of integers. */
    Map<String, String> shares(Names names) {
        return Map.of(names.key("bp"), String.valueOf(split.other().basisPoints()));
    }

    /** The entries of the map of words. */
    Map<String, String> words(Names names) {
        Map<String, String> words = new LinkedHashMap<>();
        words.put(names.key("primary"), Names.word(split.primary()));
        words.put(
                names.key("canary"),
                split.other().equals(Share.NONE) ? NONE : Names.word(split.primary().other()));
        words.put(names.key("lease"), lease.map(HeldLease::value).orElse(NONE));
        words.put(names.key("slots"), slotWord());
        words.put(names.key("token"), String.valueOf(token.value()));
        words.put(names.key("at"), String.valueOf(at.toEpochMilli()));
        return words;
    }

    private String slotWord() {
        return switch (slots.size()) {
            case 0 -> NONE;
            case 1 -> Names.word(slots.iterator().next());
            default -> BOTH;
        };
    }

    static Read read(Names names, Texts texts) {
        Map<String, String> words = texts.words();
        Optional<Token> token =
                Optional.ofNullable(words.get(names.key("token"))).map(Entries::token);
        if (words.keySet().stream().noneMatch(key -> key.startsWith(names.prefix() + "_"))
                && !texts.shares().containsKey(names.key("bp"))) {
            return new Read.Absent();
        }
        try {
            Slot primary = slot(required(words, names.key("primary")));
            int share = Integer.parseInt(required(texts.shares(), names.key("bp")));
            String canary = required(words, names.key("canary"));
            // Only where both agree somebody is exposed.
            boolean exposed = canary.equals(Names.word(primary.other()));
            return new Read.Whole(
                    new Entries(
                            new Split(primary, exposed ? new Share(share) : Share.NONE),
                            slots(required(words, names.key("slots"))),
                            HeldLease.read(required(words, names.key("lease"))),
                            token.orElseThrow(
                                    () -> new IllegalArgumentException("the token is missing")),
                            Instant.ofEpochMilli(
                                    Long.parseLong(required(words, names.key("at"))))));
        } catch (IllegalArgumentException | DateTimeException e) {
            return new Read.Broken(String.valueOf(e.getMessage()), token);
        }
    }

    private static Token token(String text) {
        try {
            return new Token(Long.parseLong(text));
        } catch (NumberFormatException e) {
            // Somebody's hand: nothing can be newer than what nobody can read.
            return new Token(0);
        }
    }

    private static Slot slot(String word) {
        for (Slot slot : Slot.values()) {
            if (Names.word(slot).equals(word)) {
                return slot;
            }
        }
        throw new IllegalArgumentException("\"" + word + "\" is no slot");
    }

    private static Set<Slot> slots(String word) {
        return switch (word) {
            case NONE -> EnumSet.noneOf(Slot.class);
            case BOTH -> EnumSet.allOf(Slot.class);
            default -> EnumSet.of(slot(word));
        };
    }

    private static String required(Map<String, String> map, String key) {
        String value = map.get(key);
        if (value == null) {
            throw new IllegalArgumentException("the entry " + key + " is missing");
        }
        return value;
    }
}
