package dev.surefoot.bench.decisions.rule;

import dev.surefoot.judge.Routing;

import java.util.OptionalDouble;

/**
 * What somebody who sets up a rule knows before the release.
 *
 * @param seconds length of a scrape
 * @param rps requests a second of both arms in history
 * @param baselineRate share of errors in history
 * @param routing how requests reach the canary
 * @param phi dispersion measured before the release; 1 where requests are drawn anew
 * @param fixedShare the share that nobody changes; empty: the rule's own schedule is played
 * @param ratio what only an oracle knows: errors of a bad canary over those of a sound one
 * @param seed for rules that draw numbers
 */
public record Setting(
        int seconds,
        double rps,
        double baselineRate,
        Routing routing,
        double phi,
        OptionalDouble fixedShare,
        double ratio,
        long seed) {
    /** The same, told another routing. */
    public Setting declared(Routing other) {
        return new Setting(seconds, rps, baselineRate, other, phi, fixedShare, ratio, seed);
    }

    /** Whether only the decision counts. */
    public boolean fixed() {
        return fixedShare.isPresent();
    }
}
