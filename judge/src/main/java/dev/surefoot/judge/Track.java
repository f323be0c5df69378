package dev.surefoot.judge;

import dev.surefoot.judge.Culprit.Kind;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is known of one measure.
 *
 * @param wagers evidence that the canary is worse, over all cuts and alternatives
 * @param totals per cut, everything compared so far
 * @param fitness evidence that it is fit for everyone, where the measure has a bar
 */
record Track(StartMixture wagers, List<Totals> totals, Optional<Fitness> fitness) {
    static Track initial(Measure measure) {
        List<Totals> totals = new ArrayList<>();
        for (int i = 0; i < measure.cuts(); i++) {
            totals.add(Totals.INITIAL);
        }
        return new Track(
                StartMixture.over(alternatives(measure)),
                List.copyOf(totals),
                measure.bar().map(bar -> Fitness.initial()));
    }

    private static int alternatives(Measure measure) {
        return measure.kind() == Kind.ERRORS
                ? Worse.alternatives()
                : measure.cuts() * MoreOften.alternatives();
    }

    /** After a usable window, of which {@code splits} has all cuts of the plan. */
    Track after(Measure measure, List<Split> splits, long perHour) {
        List<Split> own = splits.subList(measure.from(), measure.from() + measure.cuts());
        List<Totals> next = new ArrayList<>(own.size());
        for (int i = 0; i < own.size(); i++) {
            next.add(totals.get(i).plus(own.get(i)));
        }
        StartMixture after =
                measure.kind() == Kind.ERRORS
                        ? Worse.after(wagers, own.getFirst(), measure.divisor(), perHour)
                        : MoreOften.after(wagers, own, measure, perHour);
        return new Track(
                after,
                List.copyOf(next),
                measure.bar()
                        .map(
                                bar ->
                                        fitness.orElseThrow()
                                                .plus(own.get(bar.cut()), bar, measure.divisor())));
    }

    /** The cut that speaks loudest against the canary. */
    int worst() {
        if (totals.size() == 1) {
            return 0;
        }
        int alternatives = wagers.alternatives() / totals.size();
        int worst = 0;
        double highest = Double.NEGATIVE_INFINITY;
        for (int cut = 0; cut < totals.size(); cut++) {
            double log = wagers.logPlaced(cut * alternatives, (cut + 1) * alternatives);
            if (log > highest) {
                highest = log;
                worst = cut;
            }
        }
        return worst;
    }

    void write(ByteBuffer to) {
        wagers.write(to);
        totals.forEach(it -> it.write(to));
        fitness.ifPresent(it -> it.write(to));
    }

    static Track read(Measure measure, ByteBuffer from) {
        StartMixture wagers = StartMixture.read(alternatives(measure), from);
        List<Totals> totals = new ArrayList<>();
        for (int i = 0; i < measure.cuts(); i++) {
            totals.add(Totals.read(from));
        }
        return new Track(wagers, List.copyOf(totals), measure.bar().map(bar -> Fitness.read(from)));
    }
}
