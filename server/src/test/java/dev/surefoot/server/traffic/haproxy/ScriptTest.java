package dev.surefoot.server.traffic.haproxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.server.environment.Share;
import dev.surefoot.server.environment.Slot;
import dev.surefoot.server.rollout.Split;
import dev.surefoot.server.traffic.Token;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** From every kind of entries to every other, looked at after each single command. */
class ScriptTest {
    private static final Names NAMES = new Names("shop_production");
    private static final MapFiles FILES = new MapFiles(Path.of("/maps"));
    private static final Set<Slot> BOTH = EnumSet.allOf(Slot.class);

    /** Held and renewed; gone; and one that the target brings. */
    private static final String ALIVE = "p:1";

    private static final String DEAD = "p:0";
    private static final String NEW = "p:2";

    @Test
    void no_request_goes_where_neither_the_old_nor_the_new_entries_would_send_it() {
        int looked = 0;
        for (Entries before : all(List.of(ALIVE, DEAD), 1)) {
            for (Entries target : all(List.of(ALIVE, NEW), 2)) {
                Map<String, String> shares = new HashMap<>(before.shares(NAMES));
                Map<String, String> words = new HashMap<>(before.words(NAMES));
                boolean detour =
                        before.split().primary() != target.split().primary()
                                && !target.split().other().equals(Share.NONE);
                for (String command : commands(shares, words, target)) {
                    run(command, shares, words);
                    Entries now = read(shares, words);
                    for (int bucket : List.of(0, 99, 100, 499, 500, 4_999, 9_999)) {
                        String detoured =
                                detour ? target.split().primary().name() : slot(target, bucket);
                        assertThat(slot(now, bucket))
                                .as("%s to %s, bucket %d after %s", before, target, bucket, command)
                                .isIn(slot(before, bucket), slot(target, bucket), detoured);
                        looked++;
                    }
                }
                assertThat(read(shares, words).decidesAs(target)).isTrue();
            }
        }
        assertThat(looked).isGreaterThan(10_000);
    }

    @Test
    void what_is_so_already_needs_no_command() {
        for (Entries entries : all(List.of(ALIVE), 1)) {
            assertThat(commands(entries.shares(NAMES), entries.words(NAMES), entries)).isEmpty();
        }
    }

    @Test
    void entries_that_are_not_there_are_added_and_others_are_set() {
        Entries target = all(List.of(ALIVE), 1).getFirst();
        Map<String, String> words = new HashMap<>(target.words(NAMES));
        words.remove(NAMES.key("primary"));
        words.put(NAMES.key("canary"), "purple");

        assertThat(commands(Map.of(), words, target))
                .containsExactly(
                        "add map /maps/slot.map shop_production_primary blue",
                        "add map /maps/share.map shop_production_bp 0",
                        "set map /maps/slot.map shop_production_canary none");
    }

    private static List<String> commands(
            Map<String, String> shares, Map<String, String> words, Entries target) {
        return new Script(NAMES, FILES).of(new Entries.Texts(shares, words), target);
    }

    private static void run(String command, Map<String, String> shares, Map<String, String> words) {
        String[] parts = command.split(" ", -1);
        Map<String, String> map = parts[2].equals("/maps/share.map") ? shares : words;
        String before = map.put(parts[3], parts[4]);
        assertThat(before == null).isEqualTo(parts[0].equals("add"));
    }

    private static Entries read(Map<String, String> shares, Map<String, String> words) {
        Entries.Read read = Entries.read(NAMES, new Entries.Texts(shares, words));
        assertThat(read).isInstanceOf(Entries.Read.Whole.class);
        return ((Entries.Read.Whole) read).entries();
    }

    /** What the frontend's rules do while every server is up. */
    private static String slot(Entries entries, int bucket) {
        Split split = entries.split();
        boolean held = entries.lease().map(l -> !l.lapsed() && !l.id().equals(DEAD)).orElse(true);
        Slot wanted =
                bucket < split.other().basisPoints() && held
                        ? split.primary().other()
                        : split.primary();
        if (entries.slots().contains(wanted)) {
            return wanted.name();
        }
        if (entries.slots().contains(split.primary())) {
            return split.primary().name();
        }
        Slot last = split.primary().other();
        return entries.slots().contains(last) ? last.name() : "nobody";
    }

    private static List<Entries> all(List<String> leases, long token) {
        List<Entries> all = new ArrayList<>();
        for (Slot primary : Slot.values()) {
            for (int share : List.of(0, 100, 500, 5_000, 10_000)) {
                Split split = new Split(primary, new Share(share));
                for (Set<Slot> slots : List.of(BOTH, EnumSet.of(primary))) {
                    if (slots.size() == 1 && share > 0) {
                        continue;
                    }
                    all.add(entries(split, slots, Optional.empty(), token));
                    for (String lease : split.divided() ? leases : List.<String>of()) {
                        all.add(entries(split, slots, Optional.of(lease), token));
                    }
                }
            }
        }
        return all;
    }

    private static Entries entries(
            Split split, Set<Slot> slots, Optional<String> lease, long token) {
        return new Entries(
                split,
                slots,
                lease.map(id -> new Entries.HeldLease(id, false)),
                new Token(token),
                Instant.ofEpochMilli(token));
    }
}
