package dev.surefoot.server.traffic.haproxy;

import dev.surefoot.server.environment.Slot;
import dev.surefoot.server.rollout.Split;
import dev.surefoot.server.traffic.Lease;
import dev.surefoot.server.traffic.Route;
import dev.surefoot.server.traffic.Router.Apply;
import dev.surefoot.server.traffic.Token;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * One change of how a route's traffic is divided.
 *
 * <p><b>Everything to one slot</b> is said to HAProxy first, after two short answers of its maps,
 * and written to the files afterwards: on the way back nothing waits for a disk, nor for a thread
 * that waits for one. If this process ends in between, HAProxy goes on as told; only if it is then
 * reloaded, too, before a server is back, the files bring back the split before: one with a lease
 * exposes nobody for longer than that, since nobody renews it, and any other until the server,
 * which has saved the way back before it began, repeats it within a second of its start. While the
 * server lives, the change is not called done before the files have it.
 *
 * <p><b>A division</b> is written to the files first, which a reload would bring back, and forced
 * to the disk. It may be overtaken meanwhile, and then says nothing to HAProxy any more.
 *
 * <p>Errors are answers. For one use, by one thread.
 */
final class Step {
    private final Route route;
    private final Tools tools;
    private final Wish wish;
    private final Lane.Turn turn;

    Step(Route route, Tools tools, Wish wish) {
        this.route = route;
        this.tools = tools;
        this.wish = wish;
        this.turn = tools.lane().arrive(wish.token());
    }

    /** What is asked for; the lease only where there is something to go back from. */
    record Wish(Split split, Token token, Optional<Lease> lease) {}

    /** How far telling HAProxy got. */
    private sealed interface Told {
        /** It was told, or could not be. */
        record Said(Entries target, Optional<String> trouble) implements Told {}

        /** It was not told, and shall not be. */
        record Not(Apply answer) implements Told {}
    }

    Apply run() {
        return wish.split().divided() ? divide() : gather();
    }

    private Apply gather() {
        Token saved = tools.saved();
        return switch (tools.lane().speak(() -> gather(saved))) {
            case Told.Not(Apply answer) -> answer;
            case Told.Said(Entries target, Optional<String> trouble) -> {
                Tools.Saving files = tools.save(turn, target, MapFiles.Kept.OVER_A_RELOAD);
                if (files.newer().isPresent()) {
                    yield overtaken(files.newer().get());
                }
                yield trouble.or(files::trouble)
                        .or(tools::force)
                        .<Apply>map(Apply.Unreachable::new)
                        .orElseGet(() -> new ReadBack(tools.look()).of(target));
            }
        };
    }

    private Told gather(Token saved) {
        Optional<Token> newer = tools.lane().enter(turn);
        if (newer.isPresent()) {
            return new Told.Not(overtaken(newer.get()));
        }
        if (saved.value() > wish.token().value()) {
            return new Told.Not(new Apply.StaleToken(saved));
        }
        return switch (tools.look().glance()) {
            case Glance.Lacking lacking -> new Told.Not(new Apply.Refused(lacking.why()));
            // Whoever starts it again finds the files right.
            case Glance.Nothing(String why) ->
                    new Told.Said(target(Optional.empty()), Optional.of(why));
            case Glance.Maps maps -> tell(maps, target(maps.known()), Optional.empty());
        };
    }

    private Told tell(Glance.Maps maps, Entries target, Optional<String> lease) {
        Token running = maps.read().token();
        return running.value() > wish.token().value()
                ? new Told.Not(new Apply.StaleToken(running))
                : new Told.Said(target, tools.speaker().tell(maps.texts(), target, lease));
    }

    private Apply divide() {
        return switch (tools.look().look()) {
            case Seen.Nothing(String why) -> new Apply.Unreachable(why);
            case Seen.Incomplete incomplete -> new Apply.Refused(incomplete.why());
            case Seen.Whole seen ->
                    refusal(seen).orElseGet(() -> divide(target(seen.known()), known(seen)));
        };
    }

    /** Why not; empty where nothing is against it. */
    private Optional<Apply> refusal(Seen.Whole seen) {
        Token newest = newest(tools.saved(), seen.entries().token());
        if (newest.value() > wish.token().value()) {
            return Optional.of(new Apply.StaleToken(newest));
        }
        Readiness readiness = new Readiness(route, tools);
        return readiness
                .elsewhere(seen)
                .or(() -> wish.lease().flatMap(readiness::unkept))
                .<Apply>map(Apply.Refused::new)
                .or(() -> known(seen) ? dead(seen.known().orElseThrow()) : Optional.empty());
    }

    private static Token newest(Token one, Token other) {
        return one.value() > other.value() ? one : other;
    }

    /** Whether the lease is the one that is there, which is only renewed, never made again. */
    private boolean known(Seen.Whole seen) {
        Optional<String> wanted = id();
        return wanted.isPresent()
                && seen.known().flatMap(Entries::lease).map(Entries.HeldLease::id).equals(wanted);
    }

    private Optional<String> id() {
        return wish.lease().map(Lease::id);
    }

    private Optional<Apply> dead(Entries entries) {
        String id = id().orElseThrow();
        return switch (new Renewing(tools).renew(entries, id)) {
            case HELD -> Optional.empty();
            case GONE -> Optional.of(lapsed(id));
            case UNKNOWN ->
                    Optional.of(
                            new Apply.Unreachable("nobody can say whether lease " + id + " holds"));
        };
    }

    private static Apply lapsed(String id) {
        return new Apply.Lapsed("lease " + id + " has lapsed and exposes nobody");
    }

    private Apply divide(Entries target, boolean renewed) {
        Tools.Saving files = tools.save(turn, target, MapFiles.Kept.OVER_A_POWER_CUT);
        if (files.newer().isPresent()) {
            return overtaken(files.newer().get());
        }
        if (files.trouble().isPresent()) {
            return new Apply.Unreachable(files.trouble().get());
        }
        return switch (tools.lane().speak(() -> expose(target, renewed))) {
            case Told.Not(Apply answer) -> answer;
            case Told.Said(Entries said, Optional<String> trouble) ->
                    trouble.<Apply>map(Apply.Unreachable::new)
                            .orElseGet(() -> new ReadBack(tools.look()).of(said));
        };
    }

    /** Looks again: writing took its time, and a lease may have lapsed or a split been changed. */
    private Told expose(Entries target, boolean renewed) {
        Optional<Token> newer = tools.lane().enter(turn);
        if (newer.isPresent()) {
            return new Told.Not(overtaken(newer.get()));
        }
        return switch (tools.look().glance()) {
            case Glance.Lacking lacking -> new Told.Not(new Apply.Unreachable(lacking.why()));
            case Glance.Nothing(String why) -> new Told.Not(new Apply.Unreachable(why));
            case Glance.Maps maps -> {
                if (renewed && maps.holding(id().orElseThrow()).isEmpty()) {
                    yield new Told.Not(lapsed(id().orElseThrow()));
                }
                yield tell(
                        maps,
                        target,
                        id().map(renewed ? tools.speaker()::keep : tools.speaker()::grant));
            }
        };
    }

    private Apply overtaken(Token newer) {
        return newer.value() > wish.token().value()
                ? new Apply.StaleToken(newer)
                : new Apply.Unreachable(
                        "a later change with the same token, "
                                + newer.value()
                                + ", is at work; ask again what holds");
    }

    /** Keeps the moment of what is in force already. */
    private Entries target(Optional<Entries> before) {
        Set<Slot> slots = EnumSet.noneOf(Slot.class);
        route.slots()
                .forEach(
                        (slot, endpoints) -> {
                            if (!endpoints.isEmpty()) {
                                slots.add(slot);
                            }
                        });
        Entries target =
                new Entries(
                        wish.split(),
                        slots,
                        id().map(id -> new Entries.HeldLease(id, false)),
                        wish.token(),
                        Instant.ofEpochMilli(System.currentTimeMillis()));
        return before.filter(target::decidesAs).orElse(target);
    }
}
