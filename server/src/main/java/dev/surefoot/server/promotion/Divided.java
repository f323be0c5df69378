package dev.surefoot.server.promotion;

import dev.surefoot.server.environment.Share;
import dev.surefoot.server.environment.Slot;
import dev.surefoot.server.rollout.Split;
import dev.surefoot.server.time.Spans;
import dev.surefoot.server.traffic.Lease;
import dev.surefoot.server.traffic.ObservedLease;
import dev.surefoot.server.traffic.ObservedRoute;

import java.util.Optional;

/**
 * How the router's answer differs from what was asked for.
 *
 * @param lapsed why it took the new version's traffic away by itself, if it did
 * @param drift how it divides instead, if it does
 * @param canary the new version's share as it reads back; empty if it does not say
 * @param epoch the router's run in which the split reads back as asked; empty if it does not
 */
record Divided(
        Optional<String> lapsed,
        Optional<Drift> drift,
        Optional<Share> canary,
        Optional<String> epoch) {
    /** Nothing was heard: that is no difference. */
    static final Divided UNHEARD =
            new Divided(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /**
     * What was asked for.
     *
     * @param canary the new version's slot
     * @param epoch the router's run in which it last read back; empty if nobody remembers
     */
    record Asked(Split split, Slot canary, Optional<Lease> lease, Optional<String> epoch) {
        Share share() {
            return split.of(canary);
        }
    }

    /** The router says that it does not know the route. */
    static Divided forgotten() {
        return new Divided(
                Optional.empty(),
                Optional.of(new Drift(Drift.Kind.RESTARTED, "it has forgotten the route")),
                Optional.empty(),
                Optional.empty());
    }

    /** Just as asked for. */
    static Divided asAsked(ObservedRoute now, Asked asked) {
        return of(now, asked, Optional.empty(), Optional.empty());
    }

    /**
     * Compares. What somebody turned down stands before a lapse: after a lapse exposure begins
     * again by itself, and that would overrule them.
     */
    static Divided between(ObservedRoute now, Asked asked) {
        Optional<Drift> drift = drift(now, asked);
        boolean turnedDown = drift.filter(Drift::kept).isPresent();
        if (!turnedDown && now.lapsed() && asked.lease().isPresent()) {
            return of(now, asked, Optional.of(lapse(now, asked.lease().get())), Optional.empty());
        }
        return of(now, asked, Optional.empty(), drift);
    }

    private static Divided of(
            ObservedRoute now, Asked asked, Optional<String> lapsed, Optional<Drift> drift) {
        return new Divided(
                lapsed,
                drift,
                Optional.of(now.split().of(asked.canary())),
                Optional.of(now.epoch()).filter(it -> now.split().equals(asked.split())));
    }

    private static String lapse(ObservedRoute now, Lease lease) {
        return "lease "
                + now.lease().map(ObservedLease::id).orElse("")
                + " was not renewed for "
                + Spans.words(lease.ttl());
    }

    private static Optional<Drift> drift(ObservedRoute now, Asked asked) {
        Share seen = now.split().of(asked.canary());
        if (seen.compareTo(asked.share()) < 0) {
            boolean restarted = asked.epoch().filter(it -> !it.equals(now.epoch())).isPresent();
            return Optional.of(
                    new Drift(
                            restarted ? Drift.Kind.RESTARTED : Drift.Kind.TURNED_DOWN,
                            "the new version gets %s there, recorded is %s"
                                    .formatted(seen, asked.share())));
        }
        if (!now.split().equals(asked.split())) {
            return other("it reads back " + now.split() + ", asked was " + asked.split());
        }
        Optional<String> held = now.lease().map(ObservedLease::id);
        Optional<String> wanted = asked.lease().map(Lease::id);
        return held.equals(wanted)
                ? Optional.empty()
                : other(
                        "it holds "
                                + held.map("lease "::concat).orElse("no lease")
                                + ", asked was "
                                + wanted.map("lease "::concat).orElse("none"));
    }

    private static Optional<Drift> other(String saw) {
        return Optional.of(new Drift(Drift.Kind.NOT_LESS, saw));
    }

    /** Whether something follows from it, whatever the judge says. */
    boolean differs() {
        return lapsed.isPresent() || drift.isPresent();
    }

    /** The new version's share where it is not the one that was asked for. */
    Optional<Share> instead() {
        return drift.flatMap(it -> canary);
    }
}
