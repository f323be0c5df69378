package dev.surefoot.bench.decisions.run;

import dev.surefoot.bench.decisions.peers.ArgoRollouts;
import dev.surefoot.bench.decisions.peers.CodeDeploy;
import dev.surefoot.bench.decisions.peers.Flagger;
import dev.surefoot.bench.decisions.peers.Kayenta;
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
    private static final double[] ALPHAS = {.001, .002, .005, .01, .02, .05};

    private Swept() {}

    /** In the order of their judges; names that others have too are the same rules. */
    static List<Contestant> all() {
        List<Contestant> all = new ArrayList<>();
        for (double alpha : new double[] {.005, .01, .02}) {
            all.add(sweep(Roster.OURS, "α " + number(alpha), s -> Roster.fixed(s, alpha)));
        }
        for (int k : new int[] {1, 2, 5, 10, 20, 50, 100}) {
            for (double alpha : ALPHAS) {
                all.add(
                        sweep(
                                "Lindon–Malek",
                                "k " + k + ", α " + number(alpha),
                                s -> new LindonMalek(s, alpha, k)));
            }
        }
        for (int seconds : new int[] {15, 30, 60}) {
            all.addAll(ofRates(seconds));
        }
        for (int minutes : new int[] {2, 10, 15, 30}) {
            Kayenta.Knobs knobs = new Kayenta.Knobs(.05, minutes, 12, 95, 75);
            all.add(sweep("Kayenta", "every " + minutes + " min", s -> new Kayenta(s, knobs)));
        }
        all.addAll(alarms());
        all.addAll(sweptTests());
        return all;
    }

    private static List<Contestant> ofRates(int seconds) {
        List<Contestant> all = new ArrayList<>();
        for (double success : new double[] {98, 99, 99.3, 99.5, 99.7, 99.8}) {
            for (int threshold : new int[] {1, 2, 5, 10}) {
                String every = seconds == 60 ? "" : ", " + seconds + " s";
                Flagger.Knobs knobs = Flagger.Knobs.of(success, threshold).every(seconds);
                all.add(
                        sweep(
                                "Flagger",
                                number(success) + " %, threshold " + threshold + every,
                                s -> new Flagger(s, knobs)));
            }
            for (int limit : new int[] {0, 1, 3}) {
                ArgoRollouts.Knobs knobs =
                        ArgoRollouts.Knobs.of(success / 100, limit).every(seconds);
                all.add(
                        sweep(
                                "Argo Rollouts",
                                number(success / 100) + ", limit " + limit + ", " + seconds + " s",
                                s -> new ArgoRollouts(s, knobs)));
            }
        }
        return all;
    }

    private static List<Contestant> alarms() {
        List<Contestant> all = new ArrayList<>();
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
