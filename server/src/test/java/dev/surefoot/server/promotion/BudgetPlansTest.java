package dev.surefoot.server.promotion;

import static dev.surefoot.server.promotion.Samples.T0;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.surefoot.judge.Budget;
import dev.surefoot.judge.Plan;
import dev.surefoot.judge.Planning;
import dev.surefoot.judge.Schedule;
import dev.surefoot.server.candidate.Candidate;
import dev.surefoot.server.environment.ApplyResult;
import dev.surefoot.server.environment.DefinitionDesk;
import dev.surefoot.server.environment.PolicyStore;
import dev.surefoot.server.environment.ServiceStore;
import dev.surefoot.server.environment.Slot;
import dev.surefoot.server.json.Json;
import dev.surefoot.server.json.YamlFile;
import dev.surefoot.server.rollout.Arms;
import dev.surefoot.server.rollout.RolloutPlan;
import dev.surefoot.server.traffic.RouteKey;
import dev.surefoot.server.traffic.TrafficMinute;
import dev.surefoot.server.traffic.TrafficMinuteStore;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** From surefoot.yaml and what was counted to what the judge promises. */
class BudgetPlansTest {
    private static final String TEXT =
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
              - name: production
                config: production.yaml
                slots: {blue: [8001], green: [8002]}
                traffic: {kind: embedded, listen: 8080}
                rollout: ROLLOUT
            """;

    private static final String POLICY =
            """
            apiVersion: surefoot/v1
            kind: Policy
            environments:
              - {name: production, production: true}
            """;

    private final StoreStage stage = new StoreStage();
    private final ServiceStore services = new ServiceStore(stage.database.database(), stage.ledger);
    private final TrafficMinuteStore traffic = new TrafficMinuteStore(stage.database.database());

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    @Requirement("BUDGET-4")
    void the_plan_is_made_of_what_was_counted() {
        served(45, 6_000, 12);

        Plan plan = plan("{strategy: budget, harm: {failed-requests: 50}, max-share: 30%}", "");

        Budget budget = (Budget) plan.pace();
        assertThat(budget.failedRequests()).isEqualTo(50);
        assertThat(budget.forecast()).isEqualTo(new Budget.Forecast(100, 0.002));
        assertThat(budget.reaction()).isEqualTo(Duration.ofSeconds(3));
        assertThat(budget.highestBp()).isEqualTo(3_000);
        assertThat(Planning.of(plan)).isEqualTo(new Planning.Possible(500));
        assertThat(plan.maxErrorRate()).isCloseTo(0.004, within(1e-12));
        assertThat(plan.margin()).isEqualTo(2);
        assertThat(plan.rails().availability()).isEmpty();
    }

    @Test
    @Requirement("BUDGET-4")
    void what_is_promised_to_users_sets_budget_margin_ceiling_and_rail() {
        served(45, 6_000, 12);

        Plan plan = plan("{strategy: budget}", "slo: {availability: 99.9%}");

        assertThat(((Budget) plan.pace()).failedRequests()).isCloseTo(259.2, within(1e-6));
        assertThat(plan.margin()).isCloseTo(1.5, within(1e-9));
        assertThat(plan.maxErrorRate()).isCloseTo(0.004, within(1e-12));
        assertThat(plan.rails().availability()).contains(0.999);

        Plan steps = plan("{strategy: canary, steps: [5%]}", "slo: {availability: 99%}");
        assertThat(steps.pace()).isInstanceOf(Schedule.class);
        assertThat(steps.maxErrorRate()).isCloseTo(0.01, within(1e-12));
        assertThat(steps.rails().availability()).contains(0.99);

        Plan said =
                plan(
                        "{strategy: budget}\n    judge: {margin: 1.3, max-error-rate: 2%}",
                        "slo: {availability: 99.9%}");
        assertThat(said.margin()).isEqualTo(1.3);
        assertThat(said.maxErrorRate()).isEqualTo(0.02);
    }

    /** The other version was in the same slot before, and failed ten times as often. */
    @Test
    @Requirement("BUDGET-4")
    void the_old_versions_past_begins_with_its_exposure() {
        List<TrafficMinute> minutes = new ArrayList<>();
        for (int i = 1; i <= 60; i++) {
            minutes.add(minute(i, i <= 20 ? 12 : 120));
        }
        add(minutes);
        stage.completed("v1", Arms.canaryIn(Slot.BLUE), T0.minus(20, ChronoUnit.MINUTES));

        Plan plan = plan("{strategy: budget, harm: {failed-requests: 50}}", "");

        assertThat(((Budget) plan.pace()).forecast()).isEqualTo(new Budget.Forecast(100, 0.002));
        assertThat(plan.maxErrorRate()).isCloseTo(0.004, within(1e-12));
    }

    @Test
    @Requirement("BUDGET-4")
    void without_a_minute_of_traffic_it_says_so() {
        for (String harm : List.of("harm: {failed-requests: 50}", "watch: 1m")) {
            Plan plan = plan("{strategy: budget, " + harm + "}", "slo: {availability: 99.9%}");

            assertThat(Planning.of(plan))
                    .isInstanceOfSatisfying(
                            Planning.Impossible.class,
                            it -> assertThat(it.why()).startsWith("nobody knows how many"));
        }
    }

    @Test
    void a_plan_that_was_stored_before_there_were_budgets_is_still_read() {
        RolloutPlan canary =
                Json.MAPPER.readValue(
                        """
                        {"strategy": "CANARY", "steps": [{"basisPoints": 500}],
                         "stepTime": "PT10S", "watch": "PT0S", "bake": "PT5S",
                         "deadline": "PT2H", "onInconclusive": "HOLD", "keepWarm": "PT30M"}
                        """,
                        RolloutPlan.class);
        Course course = Json.MAPPER.readValue("{\"lapses\": 1, \"goneOnAt\": null}", Course.class);

        assertThat(canary.budget()).isEmpty();
        assertThat(course.first()).isEmpty();
        Promotion old = Samples.in(new PromotionState.Judging(T0, canary.first()), canary, false);
        assertThat(old.with(course).first()).isEqualTo(canary.first());
    }

    @Test
    void a_budget_that_was_stored_is_read_as_it_was() {
        Promotion stored =
                stage.store.create(
                        promotion("{strategy: budget}", "slo: {availability: 99.9%}"), "x");

        assertThat(stage.store.find(stored.id())).contains(stored);
    }

    private Plan plan(String rollout, String slo) {
        return new JudgePlans(services, traffic, stage.store, Caution.NONE)
                .of(promotion(rollout, slo).with(Samples.ARMS), T0);
    }

    /** Pinned to a definition with this rollout. */
    private Promotion promotion(String rollout, String slo) {
        String text = TEXT.replace("ROLLOUT", rollout) + "    " + slo + "\n";
        PolicyStore policies = new PolicyStore(stage.database.database(), stage.ledger, List.of());
        DefinitionDesk desk =
                new DefinitionDesk(policies, services, List.of(), change -> Optional.empty());
        YamlFile policy = new YamlFile("policy.yaml", POLICY);
        assertThat(desk.applyPolicy(policy, Map.of(), "ann", T0))
                .isInstanceOf(ApplyResult.Applied.class);
        Map<String, byte[]> configs =
                Map.of("production.yaml", "a: 1".getBytes(StandardCharsets.UTF_8));
        assertThat(desk.applyService(new YamlFile("surefoot.yaml", text), configs, "ann", T0))
                .isInstanceOf(ApplyResult.Applied.class);
        Promotion plain = stage.requested(text, T0);
        Candidate candidate = stage.candidates.find(plain.subject().candidate()).orElseThrow();
        Pinned pinned =
                ((PromotionDesk.Definition.Found) new Pins(services).pin(candidate, "production"))
                        .pinned();
        Promotion.Subject subject = plain.subject();
        return new Promotion(
                plain.id(),
                new Promotion.Subject(
                        subject.service(),
                        subject.environment(),
                        subject.candidate(),
                        subject.artifact(),
                        subject.config(),
                        pinned.version(),
                        false,
                        T0,
                        "ann"),
                pinned.plan(),
                pinned.limits(),
                plain.arms(),
                plain.recovery(),
                plain.exposedAt(),
                plain.course(),
                plain.state(),
                plain.version(),
                plain.token());
    }

    /** The old version served for as many minutes, each with as many requests and errors. */
    private void served(int minutes, long requests, long errors) {
        List<TrafficMinute> all = new ArrayList<>();
        for (int i = 1; i <= minutes; i++) {
            all.add(minute(i, requests, errors));
        }
        add(all);
    }

    private static TrafficMinute minute(int ago, long errors) {
        return minute(ago, 6_000, errors);
    }

    private static TrafficMinute minute(int ago, long requests, long errors) {
        return new TrafficMinute(
                Slot.BLUE,
                "blue-0",
                T0.minus(ago, ChronoUnit.MINUTES),
                requests,
                errors,
                List.of());
    }

    private void add(List<TrafficMinute> minutes) {
        traffic.add(
                new RouteKey("shop", "production"), minutes, 0, Samples.counters("a", T0, 0, 1));
    }
}
