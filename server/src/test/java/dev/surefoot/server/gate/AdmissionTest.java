package dev.surefoot.server.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.surefoot.server.db.TestDatabase;
import dev.surefoot.server.gate.GateDefinition.Mode;
import dev.surefoot.server.ledger.LedgerStore;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

class AdmissionTest {
    private static final Change PROMOTE = new Change.Promote(Samples.PROMOTION, Samples.SUBJECT);
    private static final GateDefinition TESTS =
            Samples.gate("tests", "tests.total > 0 && tests.failed == 0");

    private final Samples.SetFacts facts = new Samples.SetFacts();
    private TestDatabase database;
    private VerdictStore store;

    @BeforeEach
    void open() {
        database = TestDatabase.create();
        store = new VerdictStore(database.database(), new LedgerStore());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    @Requirement("GATE-4")
    void what_passes_every_enforcing_gate_is_admitted_and_each_verdict_is_recorded() {
        Admittance admittance = admit(TESTS);

        assertThat(admittance).isInstanceOf(Admittance.Admitted.class);
        assertThat(admittance.verdicts())
                .extracting(VerdictRecord::gate, VerdictRecord::verdict)
                .containsExactly(
                        tuple(
                                "artifact-identity",
                                new Verdict.Pass(
                                        "artifact.of_candidate is true, artifact.present is true")),
                        tuple("schema", new Verdict.Pass("schema.refusal is \"\"")),
                        tuple("tests", new Verdict.Pass("tests.total is 17, tests.failed is 0")));
        assertThat(store.of(Samples.PROMOTION)).isEqualTo(admittance.verdicts());
    }

    @Test
    void a_failing_gate_refuses_although_another_is_inconclusive() {
        facts.set("tests.failed", 1L);
        facts.put("candidate.service", Fact.absent("not read"));

        Admittance admittance = admit(TESTS, Samples.gate("name", "candidate.service == 'shop'"));

        assertThat(admittance)
                .isInstanceOfSatisfying(
                        Admittance.Refused.class,
                        it ->
                                assertThat(it.message())
                                        .isEqualTo(
                                                "tests: tests.failed == 0 is false:"
                                                        + " tests.failed is 1"));
    }

    @Test
    @Requirement("GATE-1")
    void an_inconclusive_gate_waits_and_names_the_facts_and_what_to_do() {
        facts.put("tests.total", Fact.absent("no claim of kind test: submit one"));
        facts.put("tests.failed", Fact.absent("no claim of kind test: submit one"));

        Admittance admittance = admit(TESTS);

        assertThat(admittance)
                .isInstanceOfSatisfying(
                        Admittance.Waiting.class,
                        it -> {
                            assertThat(it.missing()).containsExactly("tests.total", "tests.failed");
                            assertThat(it.message())
                                    .isEqualTo(
                                            "tests: tests.total, tests.failed are not known:"
                                                    + " no claim of kind test: submit one");
                        });
    }

    @Test
    void gates_that_warn_or_observe_stop_nothing_but_are_recorded() {
        facts.set("tests.failed", 1L);

        Admittance admittance =
                admit(
                        TESTS.in(Mode.WARN),
                        Samples.gate("watched", "tests.failed == 0").in(Mode.OBSERVE));

        assertThat(admittance).isInstanceOf(Admittance.Admitted.class);
        assertThat(store.of(Samples.PROMOTION))
                .extracting(one -> one.verdict().getClass().getSimpleName())
                .containsExactly("Pass", "Pass", "Fail", "Fail");
    }

    @Test
    void artifact_identity_enforces_although_no_policy_requires_it_or_weakens_it() {
        facts.set("artifact.present", false);

        GateDefinition weak = Samples.gate("artifact-identity", "tests.total > 0").in(Mode.OBSERVE);

        assertThat(admit()).isInstanceOf(Admittance.Refused.class);
        assertThat(admit(weak))
                .isInstanceOfSatisfying(
                        Admittance.Refused.class,
                        it ->
                                assertThat(it.message())
                                        .isEqualTo(
                                                "artifact-identity: artifact.present is false:"
                                                        + " artifact.present is false"));
    }

    @Test
    @Requirement("GATE-4")
    void what_is_against_a_change_of_the_database_refuses_although_no_policy_requires_the_gate() {
        facts.set("schema.refusal", "V4__drop.sql takes a column that the old version reads");

        assertThat(admit())
                .isInstanceOfSatisfying(
                        Admittance.Refused.class,
                        it ->
                                assertThat(it.message())
                                        .contains("schema: schema.refusal == \"\" is false")
                                        .contains("V4__drop.sql takes a column"));
    }

    @Test
    void a_gate_that_does_not_compile_any_more_waits_and_never_passes() {
        Admittance admittance = admit(Samples.gate("old", "tests.gone == 0"));

        assertThat(admittance)
                .isInstanceOfSatisfying(
                        Admittance.Waiting.class,
                        it ->
                                assertThat(it.message())
                                        .contains("old: its expression 'tests.gone == 0'")
                                        .contains("apply a policy that mends it"));
    }

    @Test
    void the_time_of_evaluation_is_a_fact_that_only_the_server_sets() {
        Admittance admittance =
                admit(Samples.gate("late", "at >= timestamp('2026-11-26T12:00:00Z')"));

        assertThat(admittance).isInstanceOf(Admittance.Admitted.class);
        assertThat(admittance.verdicts().getLast().facts())
                .containsExactly(
                        Map.entry(
                                "at",
                                new RecordedFact(FactName.Type.TIME, Fact.known(Samples.AT))));
    }

    @Test
    void fifty_gates_ask_a_source_once_before_any_is_evaluated() {
        List<GateDefinition> gates = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            gates.add(
                    Samples.gate(
                            "gate-" + i, "tests.total > %d && tests.failed == 0".formatted(i % 9)));
        }

        Admittance admittance = admit(gates.toArray(GateDefinition[]::new));

        assertThat(admittance).isInstanceOf(Admittance.Admitted.class);
        assertThat(admittance.verdicts()).hasSize(52);
        assertThat(facts.asked).isEqualTo(1);
    }

    @Test
    void a_fact_of_another_type_than_declared_admits_nothing() {
        facts.set("tests.failed", 0);

        assertThatThrownBy(() -> admit(TESTS))
                .hasMessage(
                        "the fact tests.failed is declared INTEGER but java.lang.Integer was"
                                + " supplied");
        assertThat(store.all(Samples.PROMOTION)).isEmpty();
    }

    @Test
    void two_sources_of_one_fact_are_refused() {
        List<FactSource> twice = List.of(facts, new Samples.SetFacts());

        assertThatThrownBy(() -> new Admission(subject -> List.of(), twice, store))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("tests.total is supplied twice");
    }

    private Admittance admit(GateDefinition... gates) {
        return new Admission(subject -> List.of(gates), List.of(facts), store)
                .admit(PROMOTE, Samples.AT);
    }
}
