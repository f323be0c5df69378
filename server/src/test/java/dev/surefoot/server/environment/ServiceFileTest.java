package dev.surefoot.server.environment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class ServiceFileTest {
    @Test
    void an_slo_is_read_and_half_of_one_is_refused() {
        String slo = "    slo: {availability: 99.9%, latency: {bound: 300ms, share: 99%}}\n";

        SloSettings read =
                Texts.read(Texts.service() + slo)
                        .orThrow()
                        .definition()
                        .environment("production")
                        .orElseThrow()
                        .slo()
                        .orElseThrow();

        assertThat(read)
                .isEqualTo(
                        new SloSettings(
                                new Share(9_990),
                                Optional.of(
                                        new SloSettings.Latency(
                                                Duration.ofMillis(300), new Share(9_900))),
                                Duration.ofDays(30)));
        assertThat(Texts.problems(Texts.read(Texts.service() + slo.replace(", share: 99%", ""))))
                .singleElement()
                .asString()
                .contains("share");
        assertThat(
                        Texts.problems(
                                Texts.read(
                                        Texts.service()
                                                + slo.replace("availability", "availabilty"))))
                .anyMatch(each -> each.contains("did you mean \"availability\"?"));
    }

    @Test
    void a_database_is_named_by_its_variable_and_never_written_down() {
        String text =
                Texts.service()
                        + """
                            database: "${env:SHOP_DB}"
                        schema: {search-path: "app, public", role: shop_app, quiet-time: 1h,
                                 placeholders: {Namespace: auth}}
                        """;

        ServiceDefinition read = Texts.read(text).orThrow().definition();

        assertThat(read.environment("production").orElseThrow().database()).contains("SHOP_DB");
        assertThat(read.environment("staging").orElseThrow().database()).isEmpty();
        assertThat(read.schema())
                .isEqualTo(
                        new SchemaSettings(
                                Optional.of("app, public"),
                                Map.of("Namespace", "auth"),
                                Optional.of("shop_app"),
                                Duration.ofHours(1)));
        assertThat(
                        Texts.problems(
                                Texts.read(
                                        text.replace(
                                                "${env:SHOP_DB}",
                                                "jdbc:postgresql://db/shop?password=x"))))
                .singleElement()
                .asString()
                .contains("database")
                .contains("${env:");
    }

    private static final String LEAST =
            """
            apiVersion: surefoot/v1
            kind: Service
            service: shop
            owner: team-shop
            artifact: {kind: file}
            runtime:
              kind: process
              command: ["${artifact}"]
              readiness: {path: /ready}
            environments:
              - name: staging
                config: config/staging.yaml
                slots: {blue: [8001], green: [8002]}
                traffic: {kind: embedded, listen: 8080}
                rollout: {strategy: all-at-once}
            """;

    @Test
    void the_demos_file_is_read_as_it_is_written() {
        ServiceDefinition shop = definition(Texts.service());

        assertThat(shop.service()).isEqualTo("shop");
        assertThat(shop.owner()).isEqualTo("team-shop");
        assertThat(shop.artifact())
                .isEqualTo(
                        new ArtifactSource(
                                ArtifactSource.Kind.JAR, Optional.of("https://git.example/shop")));
        assertThat(shop.runtime().command())
                .startsWith("/usr/bin/java")
                .endsWith("--config", "${config}");
        assertThat(shop.runtime().readiness())
                .isEqualTo(
                        new ReadinessSettings(
                                "/ready",
                                "X-Artifact-Digest",
                                2,
                                Duration.ofMillis(500),
                                Duration.ofSeconds(1)));
        EnvironmentDefinition production = shop.environment("production").orElseThrow();
        assertThat(production.slots())
                .isEqualTo(
                        Map.of(
                                Slot.BLUE, List.of(8101, 8102, 8103),
                                Slot.GREEN, List.of(8111, 8112, 8113)));
        assertThat(production.traffic().plane()).isEqualTo(new TrafficSettings.Embedded(8081));
        assertThat(production.gates())
                .isEqualTo(new GateSettings(List.of("tests"), Duration.ofMinutes(1)));
        assertThat(production.rollout())
                .isEqualTo(
                        new RolloutSettings(
                                Strategy.CANARY,
                                List.of(new Share(500), new Share(1000), new Share(5000)),
                                Duration.ofSeconds(10),
                                Duration.ZERO,
                                Duration.ofSeconds(5),
                                Duration.ofHours(2),
                                OnInconclusive.HOLD,
                                Optional.empty(),
                                Optional.empty()));
        assertThat(production.judge().maxErrorRate()).contains(new Share(100));
        assertThat(production.judge().minEvidenceTime()).isEqualTo(Duration.ofSeconds(20));
        assertThat(shop.before("staging")).isEmpty();
        assertThat(shop.before("production")).contains("staging");
    }

    @Test
    void what_the_file_leaves_out_is_filled_in() {
        ServiceDefinition shop = definition(LEAST);

        assertThat(shop.runtime())
                .isEqualTo(
                        new RuntimeSettings(
                                List.of("${artifact}"),
                                new ReadinessSettings(
                                        "/ready",
                                        "X-Artifact-Digest",
                                        3,
                                        Duration.ofSeconds(1),
                                        Duration.ofSeconds(10)),
                                Duration.ofMinutes(2),
                                Duration.ofSeconds(30),
                                Duration.ofSeconds(30),
                                Duration.ofSeconds(10)));
        EnvironmentDefinition staging = shop.environments().getFirst();
        assertThat(staging.gates()).isEqualTo(new GateSettings(List.of(), Duration.ofHours(1)));
        assertThat(staging.traffic().cohort()).isEmpty();
        assertThat(staging.rollout())
                .isEqualTo(
                        new RolloutSettings(
                                Strategy.ALL_AT_ONCE,
                                List.of(),
                                Duration.ofMinutes(5),
                                Duration.ZERO,
                                Duration.ofMinutes(10),
                                Duration.ofHours(2),
                                OnInconclusive.HOLD,
                                Optional.empty(),
                                Optional.empty()));
        assertThat(staging.judge())
                .isEqualTo(
                        new JudgeSettings(
                                0.01,
                                0.05,
                                Optional.empty(),
                                Optional.empty(),
                                Duration.ofMinutes(5),
                                new JudgeSettings.Rails(new Share(500), 3, Duration.ofSeconds(60)),
                                new LatencySettings.Unsaid()));
        assertThat(staging.recovery())
                .isEqualTo(new RecoverySettings(Duration.ofMinutes(30), Duration.ofHours(4)));
    }

    @Test
    void every_key_that_may_be_written_is_read() {
        String text =
                LEAST.replace("listen: 8080}", "listen: 8080, cohort: {cookie: uid, key: shop}}")
                        .replace(
                                "rollout: {strategy: all-at-once}",
                                """
                                gates: {require: [tests], timeout: 2h}
                                    rollout: {strategy: canary, steps: [0.25%, 50%], step-time: 1m,
                                              watch: 30m, bake: 0s, deadline: 3h,
                                              on-inconclusive: rollback, max-share: 60%}
                                    judge: {alpha: 0.02, beta: 0.1, margin: 1.5, max-error-rate: 0.2%,
                                            min-evidence-time: 1m,
                                            metrics: [{name: errors, from: router},
                                                      {name: latency, bounds: [100ms, 300ms]}],
                                            rails: {error-rate: 4%, restarts: 5, blind: 30s}}
                                    recovery: {keep-warm: 1h, hold-for: 2h}
                                """);

        EnvironmentDefinition staging = definition(text).environments().getFirst();

        assertThat(staging.traffic().cohort()).contains(new TrafficSettings.Cohort("uid", "shop"));
        assertThat(staging.rollout())
                .isEqualTo(
                        new RolloutSettings(
                                Strategy.CANARY,
                                List.of(new Share(25), new Share(5000)),
                                Duration.ofMinutes(1),
                                Duration.ofMinutes(30),
                                Duration.ZERO,
                                Duration.ofHours(3),
                                OnInconclusive.ROLLBACK,
                                Optional.of(new Share(6000)),
                                Optional.empty()));
        assertThat(staging.judge())
                .isEqualTo(
                        new JudgeSettings(
                                0.02,
                                0.1,
                                Optional.of(1.5),
                                Optional.of(new Share(20)),
                                Duration.ofMinutes(1),
                                new JudgeSettings.Rails(new Share(400), 5, Duration.ofSeconds(30)),
                                new LatencySettings.At(
                                        List.of(Duration.ofMillis(100), Duration.ofMillis(300)))));
        assertThat(staging.recovery())
                .isEqualTo(new RecoverySettings(Duration.ofHours(1), Duration.ofHours(2)));
    }

    @Test
    @Requirement("BUDGET-1")
    void a_budget_is_said_in_requests_or_as_a_part_of_the_error_budget() {
        assertThat(budget("harm: {failed-requests: 50}", ""))
                .isEqualTo(
                        new RolloutSettings(
                                Strategy.BUDGET,
                                List.of(),
                                Duration.ofMinutes(5),
                                Duration.ofMinutes(30),
                                Duration.ofMinutes(10),
                                Duration.ofHours(2),
                                OnInconclusive.HOLD,
                                Optional.of(new Share(5_000)),
                                Optional.of(new Harm.FailedRequests(50))));
        assertThat(budget("harm: {error-budget: 0.5%}, max-share: 20%, watch: 0s", SLO))
                .returns(Optional.of(new Share(2_000)), RolloutSettings::maxShare)
                .returns(Duration.ZERO, RolloutSettings::watch)
                .returns(
                        Optional.of(new Harm.ErrorBudget(new Share(50), new Share(9_990))),
                        RolloutSettings::harm);
    }

    @Test
    @Requirement("BUDGET-1")
    void without_a_word_it_is_a_thousandth_of_a_months_error_budget_if_there_is_one() {
        assertThat(budget("watch: 1m", SLO).harm())
                .contains(new Harm.ErrorBudget(new Share(10), new Share(9_990)));

        String perfect = budgetText("watch: 1m", SLO.replace("99.9%", "100%"));
        assertThat(Texts.problems(Texts.read(perfect)))
                .singleElement()
                .asString()
                .contains("slo.availability is 100%, which leaves no error budget to spend");
    }

    private static final String SLO = "slo: {availability: 99.9%}";

    private static RolloutSettings budget(String keys, String slo) {
        return definition(budgetText(keys, slo)).environments().getFirst().rollout();
    }

    private static String budgetText(String keys, String slo) {
        return LEAST.replace(
                "rollout: {strategy: all-at-once}",
                "rollout: {strategy: budget, " + keys + "}\n    " + slo);
    }

    private static ServiceDefinition definition(String text) {
        Reading<ServiceFile> reading = Texts.read(text);
        assertThat(Texts.problems(reading)).isEmpty();
        return reading.orThrow().definition();
    }
}
