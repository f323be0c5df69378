package dev.surefoot.cli;

import dev.surefoot.judge.Budget;
import dev.surefoot.judge.Expected;
import dev.surefoot.judge.Pace;
import dev.surefoot.judge.Plan;
import dev.surefoot.judge.Planning;
import dev.surefoot.judge.Schedule;
import dev.surefoot.judge.Words;
import dev.surefoot.server.json.Json;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;

/** {@code surefoot judge plan}: how long a decision will take, and what it will cost. */
@Command(
        name = "plan",
        description = "How long will a decision take, and how many requests will it cost?",
        footer = {
            "",
            "Averages, for a fault that is there from the canary's first request; only errors",
            "are reckoned with. With --failed-requests also what a budget promises, and what",
            "it does not bound.",
            "",
            "Exit codes: 0 yes, 4 the budget can't be kept, 2 usage."
        })
final class JudgePlanCommand implements Callable<Integer> {
    private static final List<Double> RATIOS = List.of(1.5, 2.0, 5.0, 10.0);
    private static final List<Double> RATES = List.of(0.01, 0.1, 1.0);
    private static final double BASIS_POINTS = 10_000;

    @Option(
            names = "--rps",
            required = true,
            paramLabel = "N",
            description = "Requests a second of both versions together.")
    double requestsPerSecond;

    @Option(
            names = "--baseline-error-rate",
            required = true,
            paramLabel = "SHARE",
            converter = Quantities.Share.class,
            description = "How much the running version fails, as in 0.1%%.")
    double errorRate;

    @Option(
            names = "--share",
            paramLabel = "SHARE",
            converter = Quantities.Share.class,
            description = "What the canary gets; 5%% unless said.")
    double share = 0.05;

    @Option(
            names = "--failed-requests",
            paramLabel = "N",
            description = "Plan with a budget of requests that may fail.")
    @Nullable Double failedRequests;

    @Option(
            names = "--reaction",
            paramLabel = "TIME",
            converter = Quantities.Time.class,
            description = "From a fault to its end, for the budget; 7s unless said.")
    Duration reaction = Duration.ofSeconds(7);

    @Option(
            names = "--max-share",
            paramLabel = "SHARE",
            converter = Quantities.Share.class,
            description = "The highest share before a promotion, for the budget; 50%% unless said.")
    double maxShare = 0.5;

    @Mixin JudgePromises promises = new JudgePromises();

    @Option(names = "--json", description = "Answer with JSON on standard output.")
    boolean json;

    @Override
    public Integer call() {
        try {
            possible();
            Plan plan = promises.plan(pace());
            Expected expected = new Expected(plan, requestsPerSecond, errorRate, share);
            System.out.print(json ? asJson(plan, expected) : asText(plan, expected));
            return Planning.of(plan) instanceof Planning.Possible
                    ? ExitCode.YES
                    : ExitCode.UNDECIDED;
        } catch (IllegalArgumentException e) {
            throw new Failed(ExitCode.UNREADABLE, String.valueOf(e.getMessage()));
        }
    }

    /** Routers divide by ten-thousandths, and 95 % and more needs the judge's word. */
    private void possible() {
        if (!(share >= 1 / BASIS_POINTS && share < Schedule.WATCHING_BP / BASIS_POINTS)) {
            throw new IllegalArgumentException(
                    "--share is " + share + "; it must be at least 0.01% and below 95%");
        }
    }

    private Pace pace() {
        if (failedRequests == null) {
            return Schedule.of(
                    List.of(
                            (int)
                                    Math.min(
                                            Math.round(share * BASIS_POINTS),
                                            Schedule.WATCHING_BP - 1)));
        }
        return Budget.of(
                        failedRequests, new Budget.Forecast(requestsPerSecond, errorRate), reaction)
                .with(
                        new Budget.Limits(
                                (int) Math.round(maxShare * BASIS_POINTS), 1, Optional.empty()));
    }

    /** Faults that are worth telling: some times the baseline's rate, and some of their own. */
    private SortedSet<Double> faults() {
        SortedSet<Double> rates = new TreeSet<>(RATES);
        RATIOS.forEach(ratio -> rates.add(ratio * errorRate));
        return new TreeSet<>(rates.tailSet(Math.nextUp(errorRate))).headSet(Math.nextUp(1.0));
    }

    private String asText(Plan plan, Expected expected) {
        StringBuilder text = new StringBuilder();
        text.append(
                "At %s requests a second, %s of them to the canary, of which %s fail today:%n%n"
                        .formatted(number(requestsPerSecond), percent(share), percent(errorRate)));
        text.append(line("a version that fails", "is", "after", "canary requests", "failed"));
        text.append(row(percent(errorRate), "promoted", expected.promotion()));
        for (double rate : faults()) {
            text.append(row(percent(rate), "rolled back", expected.rollback(rate)));
        }
        text.append(
                """

                On average, if it fails from the first request on. Only errors are compared here.
                """);
        if (failedRequests != null) {
            text.append(
                    "That is for a canary that keeps %s; with a budget its share grows:%n"
                            .formatted(percent(share)));
        }
        text.append('\n');
        Words.plan(plan).forEach(sentence -> text.append(sentence).append('\n'));
        return text.toString();
    }

    private static String row(String rate, String what, Optional<Expected.Decision> decision) {
        return decision.map(
                        it ->
                                line(
                                        rate,
                                        what,
                                        time(it.after()),
                                        number(it.canaryRequests()),
                                        number(it.canaryErrors())))
                .orElseGet(() -> line(rate, what, "not within a year", "", ""));
    }

    private static String line(String rate, String what, String after, String requests, String of) {
        return "  %-20s  %-11s  %17s  %15s  %8s%n".formatted(rate, what, after, requests, of);
    }

    private static String percent(double share) {
        return number(share * 100) + " %";
    }

    /** Three digits, or whole. */
    private static String number(double value) {
        return value >= 100
                ? String.format(Locale.ROOT, "%,.0f", value)
                : String.format(Locale.ROOT, "%.3g", value)
                        .replaceAll("(\\.\\d*?)0+$", "$1")
                        .replaceAll("\\.$", "");
    }

    private static String time(Duration time) {
        long seconds = Math.ceilDiv(time.toMillis(), 1_000L);
        return seconds < 120
                ? seconds + " s"
                : seconds < 7_200
                        ? Math.ceilDiv(seconds, 60L) + " min"
                        : String.format(Locale.ROOT, "%.1f h", seconds / 3_600.0);
    }

    private String asJson(Plan plan, Expected expected) {
        ObjectNode node = Json.MAPPER.createObjectNode();
        node.put("requestsPerSecond", requestsPerSecond);
        node.put("baselineErrorRate", errorRate);
        node.put("share", share);
        put(node.putObject("promotion"), errorRate, expected.promotion());
        ArrayNode rollbacks = node.putArray("rollbacks");
        for (double rate : faults()) {
            put(rollbacks.addObject(), rate, expected.rollback(rate));
        }
        node.put("plannable", Planning.of(plan) instanceof Planning.Possible);
        ArrayNode words = node.putArray("plan");
        Words.plan(plan).forEach(words::add);
        return Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(node) + "\n";
    }

    private static void put(
            ObjectNode node, double errorRate, Optional<Expected.Decision> decision) {
        node.put("canaryErrorRate", errorRate);
        decision.ifPresentOrElse(
                it -> {
                    node.put("afterMs", it.after().toMillis());
                    node.put("canaryRequests", it.canaryRequests());
                    node.put("canaryErrors", it.canaryErrors());
                },
                () -> node.putNull("afterMs").putNull("canaryRequests").putNull("canaryErrors"));
    }
}
