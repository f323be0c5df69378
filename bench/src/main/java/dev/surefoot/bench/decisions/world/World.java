package dev.surefoot.bench.decisions.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One release's truth from its seed. Each request is routed by itself at the share in force
 * (clusters that stick excepted). Window {@code i} at the same share gives the same numbers to
 * everybody, whatever happened before. Asked in order; not safe for several threads.
 */
public final class World {
    private static final double[] UNEVEN = {.25, .5, 1, 2.25};
    private static final int INSTANCES = 4;

    private final Traffic traffic;
    private final Optional<Fault> fault;
    private final int seconds;
    private final long seed;
    private final Course course;
    private final double[] sound = Latency.tails(new Slow.No());
    private final double[] faulty;
    private long next;

    /** The release of this seed, read every {@code seconds}. */
    public World(Traffic traffic, Optional<Fault> fault, int seconds, long seed) {
        this.traffic = traffic;
        this.fault = fault;
        this.seconds = seconds;
        this.seed = seed;
        course = new Course(traffic, seconds, seed);
        faulty = fault.map(it -> Latency.tails(it.slow())).orElse(sound);
    }

    /** Whether the fault shows in the window that begins at this second, at this share. */
    public static boolean shows(Optional<Fault> fault, long second, double share) {
        return fault.isPresent() && fault.get().shows(second, share);
    }

    /** The next window at this share of traffic. */
    public Scrape next(double share) {
        long index = next++;
        Moment moment = course.next(index);
        Draws draws = new Draws(Draws.seed(seed, index));
        Scrape scrape = counted(index, share, moment, draws);
        return traffic.timed() ? timed(scrape, draws) : scrape;
    }

    private Scrape timed(Scrape scrape, Draws draws) {
        boolean slow = shows(fault, scrape.index() * seconds, scrape.share());
        return scrape.withTimes(
                Latency.draw(scrape.canaryTotal().requests(), slow ? faulty : sound, draws),
                Latency.draw(scrape.baselineTotal().requests(), sound, draws));
    }

    private Scrape counted(long index, double share, Moment moment, Draws draws) {
        return switch (traffic.model()) {
            case Model.Clusters clusters -> clustered(index, share, clusters, draws);
            case Model.Uneven _ -> uneven(index, share, moment, draws);
            case Model.Independent _,
                    Model.Diurnal _,
                    Model.Incident _,
                    Model.Overload _,
                    Model.Resets _,
                    Model.Gaps _ ->
                    plain(index, share, moment, draws);
            case Model.Recorded series ->
                    seconds == series.step()
                            ? split(index, share, moment, draws)
                            : plain(index, share, moment, draws);
        };
    }

    private Scrape plain(long index, double share, Moment moment, Draws draws) {
        long all = draws.poisson(moment.requests());
        long own = draws.binomial(all, share);
        long baselineErrors = draws.binomial(all - own, moment.errorRate());
        long errors = draws.binomial(own, moment.canaryRate());
        long harm = harm(index, share, own - errors, draws);
        return new Scrape(
                index,
                seconds,
                share,
                List.of(new Tally(own, errors + harm)),
                List.of(new Tally(all - own, baselineErrors)),
                moment.seen(),
                harm);
    }

    /** What was recorded, each request thrown to one of the arms. */
    private Scrape split(long index, double share, Moment moment, Draws draws) {
        long all = Math.round(moment.requests());
        long failed = Math.round(all * moment.errorRate());
        boolean same = moment.canaryRate() == moment.errorRate();
        long sound = draws.binomial(all - failed, share);
        long failedOwn = draws.binomial(failed, share);
        long own = sound + failedOwn;
        // Another version's failures are another's: drawn, not split.
        long errors = same ? failedOwn : draws.binomial(own, moment.canaryRate());
        long harm = harm(index, share, own - errors, draws);
        return new Scrape(
                index,
                seconds,
                share,
                List.of(new Tally(own, errors + harm)),
                List.of(new Tally(all - own, failed - failedOwn)),
                moment.seen(),
                harm);
    }

    private Scrape uneven(long index, double share, Moment moment, Draws draws) {
        long all = draws.poisson(moment.requests());
        long own = draws.binomial(all, share);
        List<Tally> baseline = new ArrayList<>();
        long left = all - own;
        for (int i = 0; i < UNEVEN.length; i++) {
            long part = draws.binomial(left, 1.0 / (UNEVEN.length - i));
            long errors = draws.binomial(part, moment.errorRate() * UNEVEN[i]);
            baseline.add(new Tally(part, errors));
            left -= part;
        }
        long errors = draws.binomial(own, moment.errorRate());
        long harm = harm(index, share, own - errors, draws);
        return new Scrape(
                index,
                seconds,
                share,
                List.of(new Tally(own, errors + harm)),
                baseline,
                moment.seen(),
                harm);
    }

    private Scrape clustered(long index, double share, Model.Clusters clusters, Draws draws) {
        double rate = traffic.errorRate();
        long sound = draws.poisson(traffic.rps() * seconds * (1 - rate));
        long own = draws.binomial(sound, share);
        long[] failed = new long[1 + INSTANCES];
        long count = draws.poisson(traffic.rps() * seconds * rate / clusters.mean());
        for (long i = 0; i < count; i++) {
            long size = draws.geometric(clusters.mean());
            long onCanary =
                    clusters.sticky()
                            ? draws.uniform() < share ? size : 0
                            : draws.binomial(size, share);
            failed[0] += onCanary;
            failed[1 + (int) (draws.uniform() * INSTANCES)] += size - onCanary;
        }
        long harm = harm(index, share, own, draws);
        List<Tally> baseline = new ArrayList<>();
        long left = sound - own;
        for (int i = 0; i < INSTANCES; i++) {
            long part = draws.binomial(left, 1.0 / (INSTANCES - i));
            baseline.add(new Tally(part + failed[1 + i], failed[1 + i]));
            left -= part;
        }
        return new Scrape(
                index,
                seconds,
                share,
                List.of(new Tally(own + failed[0], failed[0] + harm)),
                baseline,
                Scrape.Seen.WHOLE,
                harm);
    }

    private long harm(long index, double share, long sound, Draws draws) {
        return shows(fault, index * seconds, share)
                ? draws.binomial(sound, fault.orElseThrow().excess(traffic.errorRate()))
                : 0;
    }
}
