package dev.surefoot.bench.shifting;

import dev.surefoot.bench.Bar;
import dev.surefoot.bench.Machine;
import dev.surefoot.bench.Numbers;
import dev.surefoot.bench.Table;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;

/** Both parts together, and whether the bars hold. Pure. */
record ShiftingReport(
        Machine machine,
        long asked,
        RouterShifting.Result router,
        ApiRollbacks.Result api,
        int trials) {
    private static final double MOST_LATE_MS = 100;

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
            List<Load> load,
            long shifts,
            double seconds,
            List<Rollback> routerRollbacks,
            ApiRollbacks.Result apiRollbacks,
            List<Bar> bars) {}

    Document document() {
        return new Document(
                machine,
                loads(),
                router.shifts(),
                router.seconds(),
                router.rollbacks(),
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
        add(table, "by the API from 50 %", apiBacks());
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
        List<Double> sent =
                apiBacks().stream().flatMap(back -> back.lastSentMs().stream()).toList();
        return List.of(
                "by the API, the last request was sent "
                        + Numbers.brief(Numbers.most(sent))
                        + " ms after the decision at worst; the server decided "
                        + Numbers.brief(
                                Numbers.median(
                                        apiTrials().map(ApiRollbacks.Trial::acceptedMs).toList()))
                        + " ms after it was asked (median)",
                "by the API, nothing shifted: " + words(api.control()),
                "by the API, taken back: " + words(takenBack()),
                "errors at the router: " + router.shifting().errors());
    }

    List<Bar> bars() {
        ApiRollbacks.Clients clients = takenBack();
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
                        "client errors while promotions were taken back",
                        "of " + clients.requests(),
                        0,
                        clients.requests() == 0
                                ? OptionalDouble.empty()
                                : Numbers.of(clients.errors())),
                Bar.atLeast(
                        "ways back by the API", "trials", trials, Numbers.of(api.trials().size())),
                Bar.atMost(
                        "last request begun after asking the router, worst",
                        "ms",
                        MOST_LATE_MS,
                        worst(router.rollbacks(), Rollback::lastBegunMs)),
                Bar.atMost(
                        "last request begun after the server's decision, worst",
                        "ms",
                        MOST_LATE_MS,
                        worst(apiBacks(), Rollback::lastBegunMs)),
                Bar.atMost(
                        "requests begun on the bad version after the router had answered",
                        "requests",
                        0,
                        after));
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
