package dev.surefoot.server.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.server.db.TestDatabase;
import dev.surefoot.server.gate.GateDefinition.Mode;
import dev.surefoot.server.ledger.LedgerStore;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;

class AdmissionOfRulesTest {
    private static final GateDefinition GOOD = Samples.gate("mine", "tests.failed == 0");

    private TestDatabase database;
    private Admission admission;

    @BeforeEach
    void open() {
        database = TestDatabase.create();
        admission =
                new Admission(
                        new Book(List.of(GOOD)),
                        List.of(new Samples.SetFacts()),
                        new VerdictStore(database.database(), new LedgerStore()));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void a_policy_whose_gates_compile_and_are_defined_is_admitted() {
        Admittance admittance =
                policy(
                        List.of(GOOD, BuiltInGates.always().getFirst()),
                        List.of("mine", "artifact-identity", "tests"));

        assertThat(admittance).isInstanceOf(Admittance.Admitted.class);
    }

    @Test
    @Requirement("GATE-2")
    void every_fault_of_a_policy_is_named_at_once() {
        Admittance admittance =
                policy(
                        List.of(
                                Samples.gate("one", "tests.faild == 0"),
                                Samples.gate("two", "tests.total"),
                                GOOD,
                                GOOD),
                        List.of("mine", "test", "weather"));

        assertThat(admittance).isInstanceOf(Admittance.Refused.class);
        assertThat(((Admittance.Refused) admittance).message().lines())
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo("the policy is refused:"),
                        line -> assertThat(line).startsWith("gate one: ").endsWith("tests.failed?"),
                        line -> assertThat(line).startsWith("gate two: ").contains("no boolean"),
                        line -> assertThat(line).startsWith("gate mine: defined twice"),
                        line ->
                                assertThat(line)
                                        .isEqualTo(
                                                "gate test: required but not defined;"
                                                        + " did you mean tests?"),
                        line ->
                                assertThat(line)
                                        .startsWith("gate weather: required but not defined;")
                                        .contains("define it in policy.yaml"));
    }

    @Test
    void artifact_identity_can_be_neither_weakened_nor_changed() {
        GateDefinition identity = BuiltInGates.always().getFirst();

        for (GateDefinition weak :
                List.of(
                        identity.in(Mode.WARN),
                        identity.in(Mode.OBSERVE),
                        Samples.gate("artifact-identity", "artifact.present"))) {
            assertThat(policy(List.of(weak), List.of()))
                    .isInstanceOfSatisfying(
                            Admittance.Refused.class,
                            it ->
                                    assertThat(it.message())
                                            .contains("artifact-identity: it always applies"));
        }
    }

    @Test
    void a_service_may_require_what_the_current_policy_defines_and_nothing_else() {
        assertThat(service("mine", "vulnerabilities")).isInstanceOf(Admittance.Admitted.class);
        assertThat(service("mein"))
                .isInstanceOfSatisfying(
                        Admittance.Refused.class,
                        it ->
                                assertThat(it.message())
                                        .startsWith("the service shop is refused:\ngate mein: ")
                                        .endsWith("did you mean mine?"));
    }

    private Admittance policy(List<GateDefinition> gates, List<String> requires) {
        return admission.admit(
                new Change.ApplyPolicy(Samples.digest("policy"), "ann", gates, requires),
                Samples.AT);
    }

    private Admittance service(String... requires) {
        return admission.admit(
                new Change.ApplyService(
                        "shop", Samples.digest("service"), "ann", List.of(requires)),
                Samples.AT);
    }

    private record Book(List<GateDefinition> defined) implements GateBook {
        @Override
        public List<GateDefinition> applying(GateSubject subject) {
            return defined;
        }
    }
}
