package dev.surefoot.judge;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What is compared beside errors, which always are. Rollback gives errors weight 0.5, latency 0.3
 * and all events together 0.2, each divided by the sum of those that the plan has.
 *
 * @param latency how slow requests are
 * @param events other things that happen to k of n
 */
public record Metrics(Optional<Latency> latency, List<Event> events) {
    /** Errors only. */
    public static final Metrics NONE = new Metrics(Optional.empty(), List.of());

    private static final int MOST_BOUNDS = 12;
    private static final int MOST_EVENTS = 20;
    private static final double MOST_TOLERATED = 10;

    /**
     * Checks that every event is named once.
     *
     * @throws IllegalArgumentException naming setting, value and bound
     */
    public Metrics {
        events = List.copyOf(events);
        Bounds.unless(
                events.size() <= MOST_EVENTS, "events", events.size(), "at most " + MOST_EVENTS);
        Set<String> names = new HashSet<>();
        for (Event event : events) {
            Bounds.unless(names.add(event.name()), "event", event.name(), "named once");
        }
    }

    /** How many boundaries of latency the plan has. */
    int bounds() {
        return latency.map(it -> it.bounds().size()).orElse(0);
    }

    void digest(Canon to) {
        latency.ifPresentOrElse(it -> it.digest(to), () -> to.add("no latency"));
        to.add(events.size());
        events.forEach(event -> event.digest(to));
    }

    /**
     * Requests slower than boundaries of a histogram. Times inside a bucket are never seen: put a
     * boundary at the goal.
     *
     * @param bounds in seconds, rising, at most 12
     * @param goal what users are promised, at one of the bounds; without it latency rolls back, but
     *     need not be proven for Promote
     * @param tolerated odds ratio of slow requests, at least 1, up to which latency does not roll
     *     back; 1: no slower at all
     * @param dispersion how slow requests cluster; exactly 1 where routing is {@code REQUEST}
     */
    public record Latency(
            List<Double> bounds, Optional<Goal> goal, double tolerated, Dispersion dispersion) {
        /**
         * Checks bounds and tolerance.
         *
         * @throws IllegalArgumentException naming setting, value and bound
         */
        public Latency {
            bounds = List.copyOf(bounds);
            Bounds.unless(
                    !bounds.isEmpty() && bounds.size() <= MOST_BOUNDS,
                    "latency.bounds",
                    bounds,
                    "from 1 to " + MOST_BOUNDS + " times");
            double before = 0;
            for (double bound : bounds) {
                Bounds.unless(
                        bound > before && bound < 1e9,
                        "latency.bounds",
                        bounds,
                        "rising, above 0 seconds");
                before = bound;
            }
            List<Double> copy = bounds;
            goal.ifPresent(
                    it ->
                            Bounds.unless(
                                    copy.contains(it.seconds()),
                                    "latency.goal",
                                    it.seconds(),
                                    "one of the bounds " + copy));
            Bounds.unless(
                    tolerated >= 1 && tolerated <= MOST_TOLERATED,
                    "latency.tolerated",
                    tolerated,
                    "at least 1 and at most " + Numbers.about(MOST_TOLERATED));
        }

        /** This latency with another dispersion. */
        public Latency withDispersion(Dispersion other) {
            return new Latency(bounds, goal, tolerated, other);
        }

        /**
         * At most twelve of the boundaries of a histogram, spread evenly over them; the goal's is
         * always among them. It does not depend on what was counted.
         */
        public static List<Double> some(List<Double> bounds, Optional<Goal> goal) {
            if (bounds.size() <= MOST_BOUNDS) {
                return bounds;
            }
            SortedSet<Double> some = new TreeSet<>();
            goal.ifPresent(it -> some.add(it.seconds()));
            int wanted = MOST_BOUNDS - some.size();
            for (int i = 0; i < wanted; i++) {
                some.add(bounds.get(i * (bounds.size() - 1) / (wanted - 1)));
            }
            return List.copyOf(some);
        }

        private void digest(Canon to) {
            to.add(bounds.size());
            bounds.forEach(to::add);
            to.add(goal.map(Goal::seconds)).add(goal.map(Goal::share)).add(tolerated);
            dispersion.digest(to);
        }
    }

    /**
     * What users are promised of latency.
     *
     * @param seconds the time within which they are served
     * @param share share of requests that are, for example 0.99
     */
    public record Goal(double seconds, double share) {
        /**
         * Checks the goal.
         *
         * @throws IllegalArgumentException naming setting, value and bound
         */
        public Goal {
            Bounds.inside(seconds, 0, 1e9, "latency.goal");
            Bounds.inside(share, 0, 1, "latency.goal.share");
        }
    }

    /**
     * Something that happens to k of n things, such as carts that are left.
     *
     * @param name lower-case letters, digits and dashes
     * @param weight its part of what all events weigh together; only ratios matter
     * @param dispersion how it clusters; exactly 1 where routing is {@code REQUEST}
     */
    public record Event(String name, double weight, Dispersion dispersion) {
        private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,62}");

        /**
         * Checks name and weight.
         *
         * @throws IllegalArgumentException naming setting, value and bound
         */
        public Event {
            Bounds.unless(
                    NAME.matcher(name).matches(),
                    "event",
                    name,
                    "a letter, then up to 62 letters, digits or dashes, all lower-case");
            Bounds.unless(
                    weight > 0 && weight <= 1_000,
                    "event " + name + ".weight",
                    weight,
                    "greater than 0 and at most 1000");
        }

        private void digest(Canon to) {
            to.add(name).add(weight);
            dispersion.digest(to);
        }
    }
}
