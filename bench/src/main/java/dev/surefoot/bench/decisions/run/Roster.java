package dev.surefoot.bench.decisions.run;

import dev.surefoot.bench.decisions.peers.ArgoRollouts;
import dev.surefoot.bench.decisions.peers.CodeDeploy;
import dev.surefoot.bench.decisions.peers.Flagger;
import dev.surefoot.bench.decisions.peers.Kayenta;
import dev.surefoot.bench.decisions.peers.LindonMalek;
import dev.surefoot.bench.decisions.peers.OracleSprt;
import dev.surefoot.bench.decisions.peers.PeekingTest;
import dev.surefoot.bench.decisions.peers.Threshold;
import dev.surefoot.bench.decisions.rule.Contestant;
import dev.surefoot.bench.decisions.rule.Contestant.Group;
import dev.surefoot.bench.decisions.rule.Rule;
import dev.surefoot.bench.decisions.rule.Setting;
import dev.surefoot.bench.decisions.rule.Strategy;
import dev.surefoot.bench.decisions.rule.Surefoot;
import dev.surefoot.judge.Routing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Who takes part. */
public final class Roster {
    /** The name of our own rows. */
    public static final String OURS = "Surefoot";

    /** Our decision at a fixed share, as the bars are held against it. */
    public static final String OUR_DECISION = OURS + ", errors only, α .01";

    /** The same with latency. */
    public static final String OUR_WEIGHTS = OURS + ", default weights, α .01";

    /** Our recommended strategy, as the bars are held against it. */
    public static final String OUR_PLAN = OURS + ", budget 100";

    /** Peers' documented schedules that raise exposure step by step while they look. */
    public static final Set<String> STEPWISE =
            Set.of(
                    "Flagger, documented",
                    "Argo Rollouts, documented",
                    "Kayenta, documented",
                    "CodeDeploy, linear 10 % every 1 min, > 1 %",
                    "CodeDeploy, linear 10 % every 3 min, > 1 %");

    /**
     * All documented schedules; CodeDeploy's canary shifts look at 10 % alone, then give everybody
     * the version whatever was seen. All at once is no schedule.
     */
    public static final Set<String> DOCUMENTED =
            Set.of(
                    "Flagger, documented",
                    "Argo Rollouts, documented",
                    "Kayenta, documented",
                    "CodeDeploy, linear 10 % every 1 min, > 1 %",
                    "CodeDeploy, linear 10 % every 3 min, > 1 %",
                    "CodeDeploy, 10 % for 5 min, > 1 %",
                    "CodeDeploy, 10 % for 15 min, > 0.5 % in 2 of 3 min");

    private static final String ERRORS_ONLY = "errors only, α .01";
    private static final Duration STEP = Duration.ofMinutes(5);
    private static final double ALPHA = .01;

    /** Failed requests that a planned release may cost. */
    static final double BUDGET = 100;

    private static final double MOST_FOR_ALL = 1_000;

    /** No ceiling: only the margin promotes. */
    private static final double NO_CEILING = 1e-9;

    private Roster() {}

    /** Everybody with a part in this scenario, ours first. */
    public static List<Contestant> of(Scenario scenario) {
        if (scenario.traffic().timed()) {
            return withLatency();
        }
        boolean fixed = scenario.share().isPresent();
        if (!fixed && scenario.traffic().rps() > MOST_FOR_ALL) {
            return budgets();
        }
        List<Contestant> all = new ArrayList<>(fixed ? decisions() : schedules());
        all.addAll(everywhere());
        if (scenario.routing() != Routing.REQUEST) {
            all.add(decision(OURS, "told “request” though it is not so", Roster::misinformed));
        }
        if (scenario.sweep()) {
            Set<String> already = all.stream().map(Contestant::name).collect(Collectors.toSet());
            Swept.all().stream().filter(knob -> !already.contains(knob.name())).forEach(all::add);
        }
        return all;
    }

    /** Whether a bar is held against it: it is played more often where both arms are the same. */
    public static boolean promised(Contestant contestant) {
        return contestant.name().equals(OUR_DECISION) || contestant.name().equals(OUR_WEIGHTS);
    }

    private static List<Contestant> decisions() {
        return List.of(
                decision(OURS, ERRORS_ONLY, setting -> fixed(setting, ALPHA)),
                decision(
                        "Lindon–Malek",
                        "k 100, α .01",
                        setting -> new LindonMalek(setting, ALPHA, 100)),
                decision("Oracle SPRT", "α .01", setting -> new OracleSprt(setting, ALPHA)),
                decision(
                        "Perfect threshold",
                        "≥ 7 errors in 15 s",
                        setting -> new Threshold(setting, new Threshold.Knobs(15, 0, 7))),
                decision(
                        "Threshold",
                        "> 0.5 % in 60 s",
                        setting -> new Threshold(setting, new Threshold.Knobs(60, .005, 1))),
                decision(
                        "Peeking z test",
                        "1 % a look",
                        setting -> new PeekingTest(setting, 2.326)));
    }

    private static List<Contestant> schedules() {
        List<Integer> steps = List.of(100, 500, 2_500, 5_000);
        List<Contestant> all = new ArrayList<>(budgets());
        all.addAll(
                List.of(
                        schedule(
                                OURS,
                                "steps 1/5/25/50 %, all on Promote",
                                s -> new Surefoot(s, ALPHA, new Strategy.Steps(steps, STEP))),
                        schedule(
                                OURS,
                                "1/5/25/50/100 % by the clock",
                                s -> new Surefoot(s, ALPHA, new Strategy.Clock(steps, STEP))),
                        schedule(
                                "CodeDeploy",
                                "linear 10 % every 1 min, > 1 %",
                                s -> new CodeDeploy(s, CodeDeploy.Knobs.linear(1, .01, 1, 1))),
                        schedule(
                                "CodeDeploy",
                                "linear 10 % every 3 min, > 1 %",
                                s -> new CodeDeploy(s, CodeDeploy.Knobs.linear(3, .01, 1, 1)))));
        return all;
    }

    private static List<Contestant> withLatency() {
        List<Contestant> all = new ArrayList<>();
        all.add(
                decision(
                        OURS,
                        "default weights, α .01",
                        setting -> {
                            double share = setting.fixedShare().orElseThrow();
                            return Surefoot.withLatency(setting, ALPHA, new Strategy.Fixed(share));
                        }));
        all.add(decision(OURS, ERRORS_ONLY, setting -> fixed(setting, ALPHA)));
        everywhere().stream().filter(one -> one.judge().equals("Flagger")).forEach(all::add);
        return all;
    }

    private static List<Contestant> budgets() {
        Strategy sudden = new Strategy.Planned(BUDGET, 1);
        Strategy mild = new Strategy.Planned(BUDGET, .1);
        return List.of(
                budget("budget 100", s -> new Surefoot(s, ALPHA, sudden)),
                budget(
                        "budget 100, only the margin promotes",
                        s -> new Surefoot(s, ALPHA, sudden, NO_CEILING)),
                budget(
                        "budget 100, below 1 % errors is good",
                        s -> new Surefoot(s, ALPHA, sudden, .01)),
                budget(
                        "budget 100, prepared for 10 % failures",
                        s -> new Surefoot(s, ALPHA, mild)));
    }

    private static List<Contestant> everywhere() {
        return List.of(
                all("Flagger", "documented", s -> new Flagger(s, Flagger.Knobs.DOCUMENTED)),
                all("Flagger", "99.5 %, threshold 1", s -> flagger(s, 99.5, 1)),
                all(
                        "Argo Rollouts",
                        "documented",
                        s -> new ArgoRollouts(s, ArgoRollouts.Knobs.DOCUMENTED)),
                all("Argo Rollouts", ".995, limit 0, 60 s", s -> argo(s, .995, 0)),
                all("Kayenta", "documented", s -> new Kayenta(s, Kayenta.Knobs.DOCUMENTED)),
                all("Kayenta", "every 5 min", s -> new Kayenta(s, Kayenta.Knobs.GROWING)),
                all(
                        "CodeDeploy",
                        "10 % for 5 min, > 1 %",
                        s -> new CodeDeploy(s, CodeDeploy.Knobs.canary(5, .01, 1, 1))),
                all(
                        "CodeDeploy",
                        "10 % for 15 min, > 0.5 % in 2 of 3 min",
                        s -> new CodeDeploy(s, CodeDeploy.Knobs.canary(15, .005, 2, 3))));
    }

    static Rule fixed(Setting setting, double alpha) {
        double share = setting.fixedShare().orElseThrow();
        return new Surefoot(setting, alpha, new Strategy.Fixed(share));
    }

    private static Rule misinformed(Setting setting) {
        return fixed(setting.declared(Routing.REQUEST), ALPHA);
    }

    private static Rule flagger(Setting setting, double success, int threshold) {
        return new Flagger(setting, Flagger.Knobs.of(success, threshold));
    }

    private static Rule argo(Setting setting, double success, int limit) {
        return new ArgoRollouts(setting, ArgoRollouts.Knobs.of(success, limit));
    }

    private static Contestant all(String judge, String settings, Function<Setting, Rule> start) {
        return new Contestant(judge, settings, Group.ALL, start);
    }

    private static Contestant decision(
            String judge, String settings, Function<Setting, Rule> start) {
        return new Contestant(judge, settings, Group.DECISION, start);
    }

    private static Contestant schedule(
            String judge, String settings, Function<Setting, Rule> start) {
        return new Contestant(judge, settings, Group.SCHEDULE, start);
    }

    private static Contestant budget(String settings, Function<Setting, Rule> start) {
        return new Contestant(OURS, settings, Group.BUDGET, start);
    }
}
