package dev.surefoot.bench.decisions.world;

import dev.surefoot.bench.decisions.world.Scrape.Seen;

/**
 * How one release's circumstances develop: asked window by window, in order. Depends on the seed,
 * never on what a rule does. Not safe for several threads.
 */
final class Course {
    private static final double DAY = 86_400;

    private final Traffic traffic;
    private final int seconds;
    private final Draws draws;
    private final double phase;
    private double level;
    private long darkUntil = -1;
    private boolean darkCanary;

    Course(Traffic traffic, int seconds, long seed) {
        this.traffic = traffic;
        this.seconds = seconds;
        draws = new Draws(Draws.seed(seed, -1));
        phase = draws.uniform();
        level = draws.normal();
    }

    Moment next(long index) {
        double requests = traffic.rps() * seconds;
        double rate = traffic.errorRate();
        double at = index * (double) seconds;
        return switch (traffic.model()) {
            case Model.Independent _, Model.Clusters _, Model.Uneven _ ->
                    Moment.of(requests, rate, Seen.WHOLE);
            case Model.Diurnal _ -> {
                double wave = StrictMath.sin(2 * StrictMath.PI * (at / DAY + phase));
                yield Moment.of(requests * (1 + .8 * wave), rate * (1 + .5 * wave), Seen.WHOLE);
            }
            case Model.Incident(double high, long length) -> {
                double start = phase * 3_000;
                boolean on = at >= start && at < start + length;
                yield Moment.of(requests, on ? high : rate, Seen.WHOLE);
            }
            case Model.Overload _ -> {
                double keep = StrictMath.pow(.99, seconds);
                level = keep * level + StrictMath.sqrt(1 - keep * keep) * draws.normal();
                double now = rate * StrictMath.exp(level - .5);
                yield Moment.of(requests, Math.min(.5, now), Seen.WHOLE);
            }
            case Model.Resets _ -> {
                boolean reset = draws.uniform() < Math.min(.5, seconds / 600.0);
                yield Moment.of(requests, rate, reset ? Seen.RESET : Seen.WHOLE);
            }
            case Model.Gaps _ -> Moment.of(requests, rate, gap(index));
            case Model.Recorded series -> {
                int size = series.points().size();
                int first = series.fromStart() ? 0 : (int) (phase * size);
                int step = (int) ((first + index * seconds / series.step()) % size);
                Model.Recorded.Point point = series.points().get(step);
                double part = seconds / (double) series.step();
                yield new Moment(
                        point.requests() * part, point.errorRate(), point.canaryRate(), Seen.WHOLE);
            }
        };
    }

    private Seen gap(long index) {
        if (index > darkUntil) {
            double chance = draws.uniform();
            if (chance < .1) {
                darkCanary = draws.uniform() < .5;
                darkUntil = chance < .005 ? index + 5 + (long) (25 * draws.uniform()) : index;
            }
        }
        if (index > darkUntil) {
            return Seen.WHOLE;
        }
        return darkCanary ? Seen.NO_CANARY : Seen.NO_BASELINE;
    }
}
