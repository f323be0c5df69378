package dev.surefoot.server.claim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.evidence.Claim;
import dev.surefoot.evidence.Digest;
import dev.surefoot.evidence.EvidenceFile;
import dev.surefoot.evidence.EvidenceReader;
import dev.surefoot.evidence.Reading;
import dev.surefoot.evidence.Submission;
import dev.surefoot.evidence.Trust;
import dev.surefoot.evidence.VerificationKey;
import dev.surefoot.server.environment.PolicyTrust;
import dev.surefoot.server.environment.TrustedBuilder;
import dev.surefoot.server.environment.TrustedKey;
import dev.surefoot.server.gate.BuiltInGates;
import dev.surefoot.server.gate.Fact;
import dev.surefoot.server.gate.GateSubject;
import dev.surefoot.server.gate.Need;
import dev.surefoot.testkit.Requirement;
import dev.surefoot.testkit.TestSigner;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Who built it, and may they? */
@Requirement("GATE-6")
class ProvenanceFactsTest {
    private static final Instant AT = Instant.parse("2026-11-26T12:00:00Z");
    private static final Digest ARTIFACT = digest("artifact");
    private static final GateSubject SUBJECT =
            new GateSubject("shop", "production", new UUID(1, 2), ARTIFACT, digest("config"), 1);
    private static final String BUILDER = "https://ci.example/builder";
    private static final String REPOSITORY = "https://git.example/shop";
    private static final String COMMIT = "4".repeat(40);
    private static final List<Need> NEEDS = BuiltInGates.named("provenance").orElseThrow().needs();

    private final TestSigner ci = new TestSigner();
    private final VerificationKey key = key(ci);
    private final List<Claim> claims = new ArrayList<>();
    private PolicyTrust trust = trust(Set.of("shop"), Set.of(REPOSITORY), Set.of());

    @Test
    void provenance_by_an_allowed_builder_from_an_allowed_repository_makes_every_fact_true() {
        submit(BUILDER, REPOSITORY + ".git");

        Map<String, Fact> facts = facts();

        assertThat(facts).hasSize(8);
        assertThat(facts.values()).allMatch(Fact.Known.class::isInstance);
        assertThat(value(facts, "provenance.verified")).isEqualTo(true);
        assertThat(value(facts, "provenance.builder_allowed")).isEqualTo(true);
        assertThat(value(facts, "provenance.repository_allowed")).isEqualTo(true);
        assertThat(value(facts, "provenance.ref_allowed")).isEqualTo(true);
        assertThat(value(facts, "provenance.builder")).isEqualTo(BUILDER);
        assertThat(value(facts, "provenance.repository")).isEqualTo(REPOSITORY);
        assertThat(value(facts, "provenance.ref")).isEqualTo("refs/heads/main");
        assertThat(value(facts, "provenance.commit")).isEqualTo(COMMIT);
    }

    @Test
    void without_provenance_nothing_is_known() {
        assertThat(facts().values())
                .allSatisfy(
                        fact ->
                                assertThat(((Fact.Absent) fact).why())
                                        .contains("no claim of kind build.provenance"));
    }

    @Test
    void another_builder_or_repository_is_named_with_what_is_allowed() {
        submit("https://elsewhere.example", "https://git.example/fork");

        Map<String, Fact> facts = facts();

        assertThat(value(facts, "provenance.builder_allowed")).isEqualTo(false);
        assertThat(value(facts, "provenance.repository_allowed")).isEqualTo(false);
        assertThat(fact(facts, "provenance.builder_allowed").passedOver())
                .singleElement()
                .satisfies(
                        over ->
                                assertThat(over.why())
                                        .contains("\"https://elsewhere.example\" is not allowed"));
    }

    @Test
    void a_ref_outside_the_policys_is_not_allowed() {
        trust = trust(Set.of("shop"), Set.of(REPOSITORY), Set.of("refs/heads/release"));
        submit(BUILDER, REPOSITORY);

        assertThat(value(facts(), "provenance.ref_allowed")).isEqualTo(false);
        assertThat(fact(facts(), "provenance.ref_allowed").passedOver().getFirst().why())
                .contains("\"refs/heads/main\"", "refs/heads/release");
    }

    @Test
    void an_allowed_builders_name_under_another_key_is_not_that_builder() {
        TestSigner other = new TestSigner();
        submit(BUILDER, REPOSITORY);
        VerificationKey second = key(other);
        trust =
                new PolicyTrust(
                        List.of(trusted(key, Set.of()), trusted(second, Set.of())),
                        List.of(
                                new TrustedBuilder(
                                        BUILDER,
                                        Set.of(second.fingerprint()),
                                        Set.of(REPOSITORY),
                                        Set.of(),
                                        Set.of())));

        assertThat(value(facts(), "provenance.verified")).isEqualTo(true);
        assertThat(value(facts(), "provenance.builder_allowed")).isEqualTo(false);
    }

    @Test
    void a_key_of_another_service_or_one_that_is_gone_verifies_nothing() {
        submit(BUILDER, REPOSITORY);

        for (PolicyTrust now :
                List.of(PolicyTrust.NOBODY, trust(Set.of("cart"), Set.of(REPOSITORY), Set.of()))) {
            trust = now;

            assertThat(facts().get("provenance.verified"))
                    .isInstanceOfSatisfying(
                            Fact.Absent.class,
                            absent ->
                                    assertThat(absent.why())
                                            .contains("is only SUBMITTER_AUTHENTICATED"));
        }
    }

    private Map<String, Fact> facts() {
        return new ProvenanceFacts(new BelievedClaims(digest -> claims, () -> trust))
                .facts(SUBJECT, NEEDS, AT);
    }

    private static Fact fact(Map<String, Fact> facts, String name) {
        return Objects.requireNonNull(facts.get(name), name);
    }

    private static Object value(Map<String, Fact> facts, String name) {
        Fact fact = facts.get(name);
        assertThat(fact).as(name).isInstanceOf(Fact.Known.class);
        return ((Fact.Known) java.util.Objects.requireNonNull(fact)).value();
    }

    private void submit(String builder, String repository) {
        String envelope = ci.provenance(ARTIFACT.toString(), builder, repository, COMMIT);
        Reading reading =
                new EvidenceReader()
                        .read(
                                List.of(
                                        new EvidenceFile(
                                                "p", envelope.getBytes(StandardCharsets.UTF_8))),
                                new Submission(
                                        ARTIFACT,
                                        "shop.jar",
                                        "ci",
                                        Trust.SUBMITTER_AUTHENTICATED,
                                        Optional.empty(),
                                        Optional.empty(),
                                        AT),
                                trust(Set.of(), Set.of(REPOSITORY), Set.of()));
        assertThat(reading).isInstanceOf(Reading.Read.class);
        claims.addAll(((Reading.Read) reading).claims());
    }

    private PolicyTrust trust(Set<String> services, Set<String> repositories, Set<String> refs) {
        return new PolicyTrust(
                List.of(trusted(key, services)),
                List.of(
                        new TrustedBuilder(
                                BUILDER, Set.of(key.fingerprint()), repositories, refs, services)));
    }

    private static TrustedKey trusted(VerificationKey key, Set<String> services) {
        return new TrustedKey(
                key, services, Set.of("build.provenance"), Set.of(), Optional.empty());
    }

    private static VerificationKey key(TestSigner signer) {
        return ((VerificationKey.Parsed.Good) VerificationKey.parse("ci", signer.pem())).key();
    }

    private static Digest digest(String text) {
        return Digest.sha256(text.getBytes(StandardCharsets.UTF_8));
    }
}
