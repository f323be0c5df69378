package dev.surefoot.bench.decisions.page;

import dev.surefoot.bench.decisions.run.ReleaseScenarios;
import dev.surefoot.bench.decisions.run.Result;
import dev.surefoot.bench.decisions.run.Roster;
import dev.surefoot.bench.decisions.run.Scenario;
import dev.surefoot.bench.decisions.run.Scenario.Family;
import dev.surefoot.bench.decisions.run.Scenarios;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Whole releases: what exposure planned from a budget costs and takes, beside fixed schedules. */
record Releases(Kept kept) {
    private static final String PLANNED = "budget";

    private static final String WORDS =
            "Each rule with its own schedule. A good version: seconds to half of the traffic, to 95"
                    + " % (and 95th percentile of that, and by how many where not by all); share taken"
                    + " back. A bad one: requests that"
                    + " failed because of it, mean / 99th percentile, until the rollback worked six"
                    + " seconds after the scrape that led to it, or to the end of an hour"
                    + " (“stayed”: it was never taken back), and how many releases cost more than"
                    + " 100. A raise works at once. “Budget 100” is our strategy: 100 failed"
                    + " requests are accepted, reaction is 7 s (scrape 1, decision 1, router 5)"
                    + " and a sudden total failure is prepared for until five minutes of evidence"
                    + " are over; good is “not worse than twice the baseline, or below 0.2 %"
                    + " errors”. Variants: only the margin promotes; below 1 % errors is good;"
                    + " prepared for 10 % sudden failures only. After a promotion the budget"
                    + " strategy keeps 5 % on the old version for half an hour and goes on judging,"
                    + " then its rails watch for ten minutes, as they do after our steps; nobody"
                    + " else watches after a promotion. The fixed schedule with the same judge is"
                    + " “1/5/25/50/100 % by the clock”, five minutes a step.";

    private static final String READ =
            "It buys time, not less harm: where a fixed schedule fits, it costs as little. Its"
                    + " schedule needs no choosing for the traffic there is, and what a bad version"
                    + " costs is stated before. Canary shifts of CodeDeploy put everybody on the"
                    + " new version after five minutes, whatever happened, which is sooner than any"
                    + " strategy with five minutes of evidence can. Our fixed steps have no watch"
                    + " after a promotion unless one is asked for: a late fault then meets rails"
                    + " alone: 5 % errors at once, less only as fast as the goal's error budget"
                    + " burns.";

    private static final String OVER =
            "Share of releases that cost more than 100 failed requests, with Wilson's 95 %"
                    + " interval. A budget bounds a steady fault of at least three times the"
                    + " baseline's error rate that starts before the five minutes of evidence are"
                    + " over:";

    private static final String NOT_BOUNDED =
            "What the budget does not bound, at 1,000 rps: a fault that starts after the time of"
                    + " evidence (up to 50 % of the traffic were trusted by then, and all of it"
                    + " later), a fault that shows only above a share of traffic, and an excess"
                    + " within the margin, which is accepted as good. The plan that people see"
                    + " before a release says the same:";

    void to(Markdown page, Map<String, String> pictures) {
        List<Result> some = kept.family(Family.RELEASE);
        if (some.isEmpty()) {
            return;
        }
        page.heading(2, "4 Budget strategy against fixed schedules").paragraph(WORDS);
        if (pictures.containsKey("decisions-time.svg")) {
            page.picture("decisions-time.svg", "seconds to full exposure, by policy");
        }
        if (pictures.containsKey("decisions-harm.svg")) {
            page.picture("decisions-harm.svg", "failed requests, by policy");
        }
        Set<String> unbounded = unbounded(some);
        for (String rps : List.of("1000", "100", "10", "1", "10000")) {
            part(page, some, rps + " rps: ", unbounded);
        }
        part(page, some, "3 % before: ", unbounded);
        page.paragraph(READ);
        over(page, some);
        page.paragraph(NOT_BOUNDED);
        List<Result> rest =
                some.stream().filter(result -> unbounded.contains(result.scenario())).toList();
        part(page, rest, "1000 rps: ", Set.of());
    }

    private static Set<String> unbounded(List<Result> some) {
        Set<String> named =
                ReleaseScenarios.notBounded().stream()
                        .map(Scenario::name)
                        .collect(Collectors.toSet());
        return some.stream()
                .map(Result::scenario)
                .filter(named::contains)
                .collect(Collectors.toSet());
    }

    private static void part(Markdown page, List<Result> some, String prefix, Set<String> without) {
        List<String> scenarios =
                Kept.scenarios(some).stream()
                        .filter(name -> name.startsWith(prefix) && !without.contains(name))
                        .toList();
        if (!scenarios.isEmpty()) {
            page.paragraph("**" + prefix.substring(0, prefix.length() - 2) + "**");
            page.table(
                    Matrix.turned(
                            some,
                            scenarios,
                            prefix,
                            r -> r.scenario().endsWith("good") ? Cells.times(r) : Cells.harm(r)));
        }
    }

    private static void over(Markdown page, List<Result> some) {
        Set<String> bounded =
                Scenarios.simulated().stream()
                        .filter(ReleaseScenarios::bounded)
                        .map(Scenario::name)
                        .collect(Collectors.toSet());
        List<Result> judged =
                some.stream()
                        .filter(r -> bounded.contains(r.scenario()))
                        .filter(r -> !r.name().startsWith(Roster.OURS) || planned(r))
                        .toList();
        if (!judged.isEmpty()) {
            page.paragraph(OVER).table(Matrix.of(judged, Cells::over));
        }
    }

    private static boolean planned(Result result) {
        return result.settings().startsWith(PLANNED) || result.settings().endsWith("by the clock");
    }
}
