package dev.surefoot.bench.shifting;

import dev.surefoot.bench.Bar;
import dev.surefoot.bench.Machine;
import dev.surefoot.bench.Numbers;
import dev.surefoot.bench.Table;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;

/** Both parts together, and whether the bars hold. Pure. */
record ShiftingReport(
        Machine machine,
        long asked,
        StagePlane.Kind proxy,
        RouterShifting.Result router,
        Draws.Result draws,
        ApiRollbacks.Result api,
        int trials) {
    private static final double MOST_LATE_MS = 100;
    private static final double MOST_LATE_HAPROXY_MS = 50;
    private static final double MOST_SIGMAS = 4;

    /**
     * Latency of answered requests.
     *
     * @param failed requests without a good answer
     * @param closed connections that the proxy closed after saying so
     */
    record Load(String what, long requests, long failed, long closed, double p50Ms, double p99Ms) {
        static Load of(String what, FastLoad.Seen seen) {
            return new Load(
                    what,
                    seen.requests(),
                    seen.failed(),
                    seen.closed(),
                    Numbers.quantile(seen.micros(), 0.5).orElse(Double.NaN) / 1_000,
                    Numbers.quantile(seen.micros(), 0.99).orElse(Double.NaN) / 1_000);
        }
    }

    /** What programs get; single latencies would be a hundred thousand numbers. */
    record Document(
            Machine machine,
            StagePlane.Kind proxy,
            List<Load> load,
            long shifts,
            double seconds,
            List<Rollback> routerRollbacks,
            Draws.Result draws,
            ApiRollbacks.Result apiRollbacks,
            List<Bar> bars) {}

    Document document() {
        return new Document(
                machine,
                proxy,
                loads(),
                router.shifts(),
                router.seconds(),
                router.rollbacks(),
                draws,
                api,
                bars());
    }

    private List<Load> loads() {
        return List.of(
                Load.of("nothing shifted", router.steady()),
                Load.of(router.shifts() + " shifts", router.shifting()));
    }

    Table loadTable() {
        Table table = new Table("clients", "requests", "errors", "closed", "p50 ms", "p99 ms");
        for (Load load : loads()) {
            table.row(
                    load.what(),
                    Long.toString(load.requests()),
                    Long.toString(load.failed()),
                    Long.toString(load.closed()),
                    Numbers.brief(load.p50Ms()),
                    Numbers.brief(load.p99Ms()));
        }
        return table;
    }

    Table rollbackTable() {
        Table table =
                new Table("last request begun, ms", "trials", "median", "p99", "worst", "done");
        for (int from : List.of(500, 1_000, 5_000, 10_000)) {
            List<Rollback> those =
                    router.rollbacks().stream().filter(back -> back.fromBp() == from).toList();
            add(table, "at the router from " + from / 100 + " %", those);
        }
        if (trials > 0) {
            add(table, "by the API from 50 %", apiBacks());
        }
        return table;
    }

    private static void add(Table table, String what, List<Rollback> backs) {
        List<Double> last = backs.stream().map(Rollback::lastBegunMs).toList();
        table.row(
                what,
                Integer.toString(backs.size()),
                Numbers.brief(Numbers.median(last)),
                Numbers.brief(Numbers.quantile(last, 0.99)),
                Numbers.brief(Numbers.most(last)),
                Numbers.brief(Numbers.median(backs.stream().map(Rollback::doneMs).toList())));
    }

    /** What the tables leave out. */
    List<String> words() {
        List<String> words = new ArrayList<>();
        words.add("errors at the router: " + router.shifting().errors());
        words.add(
                "of %d requests at 1 %%, each drawn anew, %d reached the new version: %.1f sigma"
                        .formatted(draws.requests(), draws.drawn(), draws.sigmas()));
        if (trials > 0) {
            apiWords(words);
        }
        return words;
    }

    private void apiWords(List<String> words) {
        List<Double> sent =
                apiBacks().stream().flatMap(back -> back.lastSentMs().stream()).toList();
        words.add(
                "by the API, the last request was sent "
                        + Numbers.brief(Numbers.most(sent))
                        + " ms after the decision at worst; the server decided "
                        + Numbers.brief(
                                Numbers.median(
                                        apiTrials().map(ApiRollbacks.Trial::acceptedMs).toList()))
                        + " ms after it was asked (median)");
        words.add("by the API, nothing shifted: " + words(api.control()));
        words.add("by the API, taken back: " + words(takenBack()));
    }

    List<Bar> bars() {
        List<Bar> bars = new ArrayList<>(routerBars());
        if (trials > 0) {
            bars.addAll(apiBars());
        }
        return bars;
    }

    private List<Bar> routerBars() {
        OptionalDouble after =
                Numbers.most(
                        router.rollbacks().stream()
                                .flatMap(back -> back.begunAfterDone().stream())
                                .toList());
        return List.of(
                Bar.atLeast(
                        "requests while shares changed",
                        "requests",
                        (double) asked,
                        Numbers.of(router.shifting().requests())),
                Bar.atMost(
                        "client errors while shares changed at the router",
                        "requests",
                        0,
                        Numbers.of(router.shifting().failed())),
                Bar.atMost(
                        "last request begun after asking the router, worst",
                        "ms",
                        proxy == StagePlane.Kind.HAPROXY ? MOST_LATE_HAPROXY_MS : MOST_LATE_MS,
                        worst(router.rollbacks(), Rollback::lastBegunMs)),
                Bar.atMost(
                        "requests begun on the bad version after the router had answered",
                        "requests",
                        0,
                        after),
                Bar.atMost(
                        "1 % of requests drawn anew, off by",
                        "sigma", MOST_SIGMAS, OptionalDouble.of(draws.sigmas())),
                Bar.atMost(
                        "users who are not where Java's hash says",
                        "of " + draws.users(),
                        0,
                        Numbers.of(draws.wrongUsers())));
    }

    private List<Bar> apiBars() {
        ApiRollbacks.Clients clients = takenBack();
        return List.of(
                Bar.atMost(
                        "client errors while promotions were taken back",
                        "of " + clients.requests(),
                        0,
                        clients.requests() == 0
                                ? OptionalDouble.empty()
                                : Numbers.of(clients.errors())),
                Bar.atLeast(
                        "ways back by the API", "trials", trials, Numbers.of(api.trials().size())),
                Bar.atMost(
                        "last request begun after the server's decision, worst",
                        "ms",
                        proxy == StagePlane.Kind.HAPROXY ? MOST_LATE_HAPROXY_MS : MOST_LATE_MS,
                        worst(apiBacks(), Rollback::lastBegunMs)));
    }

    private List<Rollback> apiBacks() {
        return apiTrials().map(ApiRollbacks.Trial::back).toList();
    }

    private Stream<ApiRollbacks.Trial> apiTrials() {
        return api.trials().stream();
    }

    private ApiRollbacks.Clients takenBack() {
        return apiTrials()
                .map(ApiRollbacks.Trial::clients)
                .reduce(
                        new ApiRollbacks.Clients(0, 0, 0),
                        (a, b) ->
                                new ApiRollbacks.Clients(
                                        a.requests() + b.requests(),
                                        a.unanswered() + b.unanswered(),
                                        a.byProxy() + b.byProxy()));
    }

    private static String words(ApiRollbacks.Clients seen) {
        return seen.requests()
                + " requests, "
                + seen.unanswered()
                + " without an answer, "
                + seen.byProxy()
                + " answered by the proxy itself";
    }

    private static OptionalDouble worst(List<Rollback> backs, Function<Rollback, Double> what) {
        return Numbers.most(backs.stream().map(what).toList());
    }
}
