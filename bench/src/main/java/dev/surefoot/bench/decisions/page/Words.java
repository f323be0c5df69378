package dev.surefoot.bench.decisions.page;

import dev.surefoot.bench.decisions.run.ResultsFile.About;

import java.util.List;

/** What the page says around its numbers. */
final class Words {
    static final String DETECTION =
            "Canary requests from the fault until the decision to roll back, on average; the share"
                    + " never changes, and nobody promotes. A release that was not decided within"
                    + " the time counts with all of its requests, hence “≥”. “Early” releases were"
                    + " taken back before the fault, and are not averaged. The limit is Wald's: any"
                    + " rule that takes back a sound version with chance at most 1 %, and always a"
                    + " bad one, needs on average ln(100) / I canary requests, where I = KL(p_c‖p̄)"
                    + " + (1−s)/s · KL(p_b‖p̄) and p̄ = s·p_c + (1−s)·p_b. A rule may be below it"
                    + " only by taking back more sound versions, or by missing bad ones. Documented"
                    + " schedules hold their first share for minutes: here only their checks are"
                    + " played, at the same share as everybody's.";

    static final String SAME =
            "Both versions the same; an hour (six at 1 rps and below, with sticky clusters at"
                    + " 10 rps, and on recorded series) at a fixed share, scrapes of 1 s"
                    + " in the first rows, and of 5 s where the"
                    + " traffic is not A's (15 s at 10 rps and with latency, 60 s at 1 rps and"
                    + " below, five minutes in PetShop). Share of releases taken back, with Wilson's"
                    + " 95 % interval;"
                    + " bold where even the lower bound is above 1 %. Our judge is told how"
                    + " requests are routed: with clusters that stick to an arm, “user”, with a"
                    + " dispersion measured before, in half an hour at 1000 rps and in a day at 10"
                    + " rps and below; else “request”. Half an hour of little traffic would hold too"
                    + " few errors to tell clusters, and more sound versions would be taken back."
                    + " Beside it, what"
                    + " becomes of a judge that is told “request” where clusters stick. The oracle is"
                    + " told in vain that a bad version would be ten times worse.";

    static final String LATENCY =
            "Nothing fails more often; requests are slow. Times are log-normal, median 100 ms, one"
                    + " in a hundred longer than 404 ms, counted in a histogram with the usual"
                    + " bounds. Our judge with its default weights (errors .5, latency .3; bounds"
                    + " 25 to 500 ms; good is 99 % within 500 ms) and, beside it, without latency;"
                    + " Flagger as documented with its check of the 99th percentile, at most 500"
                    + " ms. Canary requests until the rollback, as above.";

    static final String MATCHED =
            "Every judge's knobs are swept: α of ours; α and the concentration k of Lindon and"
                    + " Malek's mixture; bar, tolerance and interval (15, 30, 60 s) of Flagger and"
                    + " Argo Rollouts; the alarm of CodeDeploy, whose minute is fixed; the interval"
                    + " of Kayenta, whose other knobs are not swept (one metric scores 100 or 0, so"
                    + " its bars decide nothing). All rows here were played equally often, in a"
                    + " full run 2,500 sound versions and 400 bad ones for each setting; our row of"
                    + " table 1, where it was played more often, is left out, and α .01 takes part"
                    + " like any other setting. Of a judge's settings, those whose upper bound of"
                    + " false rollbacks in an hour of the same traffic"
                    + " is at most 1 % may take part; of them, for each fault"
                    + " anew, the one that needs the fewest requests is shown. That favors rules"
                    + " with many knobs, for nobody can tune to the fault that comes. “No setting”:"
                    + " none kept the rate, or none was played often enough to tell.";

    static final String WINS =
            "Peers' settings that found a fault with fewer requests than our judge, missing no"
                    + " more: of each scenario the fastest one, and the one that takes back the"
                    + " fewest sound versions; beside them, what the same setting does to sound"
                    + " versions in its worst kind of traffic. The peeking test, which is faster"
                    + " nearly everywhere and takes back up to most sound versions, is a control"
                    + " and left out, and so is the oracle.";

    static final String WINNERS =
            "With every setting in question, at the same rate of false rollbacks (table 2): who"
                    + " finds a fault with the fewest requests, missing no more than ours. Where"
                    + " the third column does not say Surefoot, a peer wins, tuned to that fault:";

    static final String BOTH_BAD =
            "Both arms go from 0.1 to 3 % errors, and stay there. A comparison sees nothing, and"
                    + " rightly: taking the canary back helps nobody. Whoever wants every breach to"
                    + " end a release is better served by a threshold:";

    static final List<String> OTHER_WINS =
            List.of(
                    "No baseline: where nothing serves beside the canary, a comparison has nothing"
                            + " to say, and only the rails remain; a threshold works as before.",
                    "Data of five minutes: all rules wait for the same few points, and ours gains"
                            + " nothing that a plain threshold would not.",
                    "Little traffic: a schedule by the clock waits for no proof; ours does, and at"
                            + " 10 requests a second and below it is slow to come (table 4), unless"
                            + " a ceiling is set that little traffic can prove.",
                    "CodeDeploy's canary shift has everybody on a good version after five minutes,"
                            + " since it asks for no evidence; ours waits for five minutes of it,"
                            + " and then for the proof. So it is the fastest of all documented"
                            + " schedules, and the promise above is told with it and without.",
                    "A threshold chosen by somebody who knows both rates (“perfect threshold”) is"
                            + " a rule of one line; tables 1 and 2 say what it needs more or less.");

    private Words() {}

    static void head(Markdown page, About about) {
        page.heading(1, "Decisions, side by side");
        page.paragraph(
                "Made by `bench/run decisions` ("
                        + about.mode()
                        + (about.only().isEmpty() ? "" : ", only `" + about.only() + "`")
                        + ", seed "
                        + about.seed()
                        + ") on "
                        + about.day()
                        + ": "
                        + about.scenarios()
                        + " scenarios in "
                        + Markdown.number(about.minutes())
                        + " minutes; "
                        + about.machine().line()
                        + ". Everything here is made of `decisions.jsonl`, which the command leaves beside it"
                        + " and which is too long to be kept; results depend on the"
                        + " seed, not on the machine. All rows: [decisions-rows.md]"
                        + "(decisions-rows.md).");
        if (!about.skipped().isEmpty()) {
            page.paragraph("Left out:").items(about.skipped());
        }
        page.heading(2, "What was simulated, and what it can't show");
        page.items(
                List.of(
                        "Two arms of one service, Poisson arrivals, each request routed by itself"
                                + " at the share in force; failures as the scenario says. Every"
                                + " rule sees the same scrapes of the same seeded releases. Our"
                                + " rows come from the library that the product uses, peers' rows"
                                + " from their rules, written anew from the sources named below.",
                        "Errors, and latency where it is said; readiness and restarts are not"
                                + " played. Our judge has a goal of 99.9 % and so all of its rails on:"
                                + " the absolute error rate, and how fast the goal's error budget"
                                + " burns. A good version that they take back counts.",
                        "It may be claimed, for these streams: how many requests each rule exposes"
                                + " before it decides, and how often it takes back a sound version"
                                + " under stated conditions.",
                        "A scrape that misses an arm shows in the next one. Thresholds and Kayenta read"
                                + " both windows' increments then, and so do the tests on running"
                                + " totals once both arms were read; our judge takes no evidence"
                                + " from that next window, as the product does.",
                        "It may not be claimed: anything about production (no public data with two"
                                + " concurrent arms were found; the recorded series are single"
                                + " ones, split at random); fewer requests than every sequential"
                                + " test that is tuned to the fault (section 3); more than a factor"
                                + " of two over a threshold tuned with perfect knowledge; any gain"
                                + " on data of five minutes; less harm than a fixed schedule that"
                                + " fits."));
    }

    static void peers(Markdown page) {
        page.heading(2, "Whose rules");
        page.items(
                List.of(
                        "Flagger: fluxcd/flagger 15bd6ad, success rate over the interval; failed"
                                + " checks add up and are never forgiven.",
                        "Argo Rollouts: argoproj/argo-rollouts 9f8d111, a background analysis;"
                                + " fails when failures exceed the limit.",
                        "Kayenta: spinnaker/kayenta a69573b under spinnaker/orca 2fdb327, one"
                                + " metric in percent against a baseline of equal size; our"
                                + " writing agrees with its published test numbers.",
                        "CodeDeploy: shifts as documented; the alarm is the user's and assumed, on"
                                + " the canary's error rate, missing data good.",
                        "Lindon and Malek (NeurIPS 2022): a Beta mixture of concentration k;"
                                + " our writing agrees with the numbers published with ssrm.",
                        "Oracle: Wald's test by somebody who knows how bad a bad version is."
                                + " Perfect threshold: chosen by somebody who knows both rates."
                                + " Peeking: a test made for one look, made at every scrape."));
    }
}
