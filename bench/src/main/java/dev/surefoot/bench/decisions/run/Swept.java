package dev.surefoot.bench.decisions.run;

import dev.surefoot.bench.decisions.peers.CodeDeploy;
import dev.surefoot.bench.decisions.peers.LindonMalek;
import dev.surefoot.bench.decisions.peers.PeekingTest;
import dev.surefoot.bench.decisions.peers.Threshold;
import dev.surefoot.bench.decisions.rule.Contestant;
import dev.surefoot.bench.decisions.rule.Contestant.Group;
import dev.surefoot.bench.decisions.rule.Rule;
import dev.surefoot.bench.decisions.rule.Setting;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Everybody's knobs, turned. */
final class Swept {
    private Swept() {}

    static List<Contestant> all() {
        List<Contestant> all = new ArrayList<>();
        for (double alpha : new double[] {.001, .002, .005, .02, .05}) {
            all.add(sweep(Roster.OURS, "α " + number(alpha), s -> Roster.fixed(s, alpha)));
            all.add(
                    sweep(
                            "Lindon–Malek",
                            "k 100, α " + number(alpha),
                            s -> new LindonMalek(s, alpha, 100)));
        }
        for (double success : new double[] {98, 99, 99.3, 99.5, 99.7, 99.8}) {
            for (int threshold : new int[] {1, 2, 5, 10}) {
                all.add(
                        sweep(
                                "Flagger",
                                number(success) + " %, threshold " + threshold,
                                s -> Roster.flagger(s, success, threshold)));
            }
            for (int limit : new int[] {0, 1, 3}) {
                all.add(
                        sweep(
                                "Argo Rollouts",
                                number(success / 100) + ", limit " + limit + ", 60 s",
                                s -> Roster.argo(s, success / 100, limit)));
            }
        }
        for (double bound : new double[] {.002, .003, .005, .01, .02}) {
            for (int of : new int[] {1, 2, 3}) {
                int alarms = Math.min(2, of);
                all.add(
                        sweep(
                                "CodeDeploy",
                                "> " + percent(bound) + " in " + alarms + " of " + of + " min",
                                s ->
                                        new CodeDeploy(
                                                s,
                                                CodeDeploy.Knobs.canary(15, bound, alarms, of))));
            }
        }
        all.addAll(sweptTests());
        return all;
    }

    private static List<Contestant> sweptTests() {
        List<Contestant> all = new ArrayList<>();
        for (int seconds : new int[] {15, 60}) {
            for (int errors : new int[] {2, 3, 4, 5, 6, 7, 8, 10, 12, 15}) {
                all.add(
                        sweep(
                                "Perfect threshold",
                                "≥ " + errors + " errors in " + seconds + " s",
                                s -> new Threshold(s, new Threshold.Knobs(seconds, 0, errors))));
            }
        }
        for (double z : new double[] {3.09, 3.72, 4.26, 5}) {
            all.add(sweep("Peeking z test", "z " + number(z), s -> new PeekingTest(s, z)));
        }
        return all;
    }

    private static Contestant sweep(String judge, String settings, Function<Setting, Rule> start) {
        return new Contestant(judge, settings, Group.SWEEP, start);
    }

    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.3f", value).replaceAll("\\.?0+$", "");
        return text.startsWith("0.") ? text.substring(1) : text;
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", share * 100);
    }
}
