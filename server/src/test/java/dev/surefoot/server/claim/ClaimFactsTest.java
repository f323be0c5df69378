package dev.surefoot.server.claim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.evidence.Claim;
import dev.surefoot.evidence.ClaimResult;
import dev.surefoot.evidence.Digest;
import dev.surefoot.evidence.Relation;
import dev.surefoot.evidence.Tool;
import dev.surefoot.evidence.Trust;
import dev.surefoot.evidence.VerificationKey;
import dev.surefoot.server.environment.PolicyTrust;
import dev.surefoot.server.environment.TrustedKey;
import dev.surefoot.server.gate.Fact;
import dev.surefoot.server.gate.GateSubject;
import dev.surefoot.server.gate.Need;
import dev.surefoot.testkit.Requirement;
import dev.surefoot.testkit.TestSigner;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;

class ClaimFactsTest {
    private static final Instant AT = Instant.parse("2026-11-26T12:00:00Z");
    private static final TestSigner SIGNER = new TestSigner();
    private static final PolicyTrust TRUST =
            new PolicyTrust(
                    List.of(
                            new TrustedKey(
                                    ((VerificationKey.Parsed.Good)
                                                    VerificationKey.parse("ci", SIGNER.pem()))
                                            .key(),
                                    Set.of("shop"),
                                    Set.of("test", "vuln.scan"),
                                    Set.of(),
                                    Optional.empty())),
                    List.of());
    private static final Digest ARTIFACT = digest("artifact");
    private static final GateSubject SUBJECT =
            new GateSubject("shop", "staging", new UUID(1, 2), ARTIFACT, digest("config"), 1);

    @Test
    void every_supplied_fact_has_an_entry_whether_or_not_there_are_claims() {
        ClaimFacts source = of(digest -> List.of());

        Map<String, Fact> facts = source.facts(SUBJECT, List.of(), AT);

        assertThat(source.supplies()).hasSize(10);
        assertThat(facts)
                .hasSize(10)
                .containsOnlyKeys(source.supplies().stream().map(name -> name.name()).toList());
        assertThat(facts.values()).allMatch(fact -> fact instanceof Fact.Absent);
    }

    @Test
    @Requirement("GATE-1")
    void without_a_claim_the_facts_are_absent_and_say_what_to_do() {
        Fact fact = fact("tests.failed", List.of());

        assertThat(why(fact))
                .isEqualTo(
                        "no claim of kind test about %s: submit one with 'surefoot evidence submit'"
                                .formatted(ARTIFACT));
    }

    @Test
    @Requirement("EVID-4")
    void an_old_pass_hides_no_newer_fail() {
        Claim pass = test("unit", hoursAgo(5), 17, 0);
        Claim fail = test("unit", hoursAgo(1), 17, 2);

        assertThat(value("tests.failed", pass, fail)).isEqualTo(2L);
        assertThat(value("tests.failed", fail, pass)).isEqualTo(2L);
        assertThat(fact("tests.failed", List.of(), pass, fail).passedOver())
                .singleElement()
                .satisfies(
                        over -> {
                            assertThat(over.claim()).isEqualTo(pass.id());
                            assertThat(over.why()).contains("was replaced by FAIL");
                        });
    }

    @Test
    void a_new_pass_replaces_an_older_fail() {
        assertThat(
                        value(
                                "tests.failed",
                                test("unit", hoursAgo(5), 17, 2),
                                test("unit", hoursAgo(1), 17, 0)))
                .isEqualTo(0L);
    }

    @Test
    void all_suites_count_not_the_first_of_several() {
        Claim unit = test("unit", hoursAgo(3), 10, 0);
        Claim whole = test("integration", hoursAgo(30), 5, 1);

        for (List<Claim> order : List.of(List.of(unit, whole), List.of(whole, unit))) {
            Claim[] claims = order.toArray(Claim[]::new);
            assertThat(value("tests.total", claims)).isEqualTo(15L);
            assertThat(value("tests.failed", claims)).isEqualTo(1L);
            assertThat(value("tests.age", claims)).isEqualTo(Duration.ofHours(30));
        }
        assertThat(((Fact.Known) fact("tests.total", List.of(), unit, whole)).claims())
                .extracting(Fact.ClaimUse::claim)
                .containsExactlyInAnyOrder(unit.id(), whole.id());
    }

    @Test
    void a_failure_in_a_suite_that_no_need_lists_counts_as_well() {
        Need need = need("test", List.of("unit"), Optional.empty());

        Fact fact =
                fact(
                        "tests.failed",
                        List.of(need),
                        test("unit", hoursAgo(1), 10, 0),
                        test("smoke", hoursAgo(1), 1, 1));

        assertThat(known(fact)).isEqualTo(1L);
    }

    @Test
    @Requirement("GATE-1")
    void a_listed_suite_without_a_claim_leaves_the_facts_absent_by_name() {
        Need need = need("test", List.of("unit", "integration"), Optional.empty());

        Fact fact = fact("tests.total", List.of(need), test("unit", hoursAgo(1), 10, 0));

        assertThat(why(fact))
                .contains("no claim of kind test and suite integration")
                .endsWith("--suite integration");
    }

    @Test
    void an_error_is_no_pass_and_hides_the_pass_before_it() {
        Claim broken =
                claim("test", "unit", ClaimResult.ERROR, hoursAgo(1), Map.of("cases", 0L), tool());

        Fact fact = fact("tests.failed", List.of(), test("unit", hoursAgo(5), 17, 0), broken);

        assertThat(why(fact)).contains("is ERROR NO_TEST_CASES, which proves nothing");
        assertThat(fact.passedOver()).extracting(Fact.PassedOver::claim).contains(broken.id());
    }

    @Test
    void a_newer_failure_of_lower_trust_leaves_the_fact_absent() {
        Claim signed = trusted(test("unit", hoursAgo(5), 17, 0), Trust.SIGNED_VERIFIED);
        Claim other = test("unit", hoursAgo(1), 17, 3);

        Fact fact = fact("tests.failed", List.of(), signed, other);

        assertThat(why(fact)).contains("disputed by the newer FAIL");
        assertThat(fact.passedOver())
                .extracting(Fact.PassedOver::claim)
                .containsExactlyInAnyOrder(signed.id(), other.id());
    }

    @Test
    void a_claim_counts_until_the_moment_it_is_too_old() {
        Need need = need("test", List.of(), Optional.of(Duration.ofDays(30)));
        Claim just = test("unit", AT.minus(Duration.ofDays(30)), 17, 0);
        Claim old = test("unit", AT.minus(Duration.ofDays(30)).minusMillis(1), 17, 0);

        assertThat(known(fact("tests.failed", List.of(need), just))).isEqualTo(0L);
        assertThat(((Fact.Known) fact("tests.failed", List.of(need), just)).lapsesAt())
                .hasValue(AT);
        assertThat(why(fact("tests.failed", List.of(need), old)))
                .contains("is older than the 30 d allowed: submit a new one");
    }

    @Test
    void a_gate_that_needs_a_signature_takes_no_other_claim() {
        Need need = new Need("test", List.of(), Optional.empty(), Need.Trusted.SIGNED);
        Claim plain = test("unit", hoursAgo(1), 17, 0);

        assertThat(why(fact("tests.total", List.of(need), plain)))
                .contains("is only SUBMITTER_AUTHENTICATED, but SIGNED_VERIFIED is demanded");
        assertThat(known(fact("tests.total", List.of(need), trusted(plain, Trust.SIGNED_VERIFIED))))
                .isEqualTo(17L);
        assertThat(why(fact("tests.total", List.of(), trusted(plain, Trust.UNVERIFIED))))
                .contains("is only UNVERIFIED");
    }

    @Test
    void a_claim_from_the_future_is_no_evidence() {
        assertThat(why(fact("tests.total", List.of(), test("unit", AT.plusSeconds(301), 17, 0))))
                .contains("ahead of the server's clock");
        assertThat(value("tests.age", test("unit", AT.plusSeconds(300), 17, 0)))
                .isEqualTo(Duration.ZERO);
    }

    @Test
    void a_count_that_a_claim_does_not_state_is_absent_and_not_zero() {
        Claim claim =
                claim(
                        "vuln.scan",
                        "default",
                        ClaimResult.INFO,
                        hoursAgo(1),
                        Map.of("components", 3L),
                        tool());

        assertThat(why(fact("vuln.critical_open", List.of(), claim)))
                .contains("states no count 'critical_open'");
        assertThat(value("vuln.scanned", claim)).isEqualTo(3L);
    }

    @Test
    void the_database_has_its_own_age() {
        Claim scan = scan(hoursAgo(1), Optional.of(AT.minus(Duration.ofDays(9))));
        Need need = need("vuln.scan", List.of(), Optional.of(Duration.ofDays(7)));

        assertThat(known(fact("vuln.age", List.of(need), scan))).isEqualTo(Duration.ofHours(1));
        assertThat(known(fact("vuln.database_age", List.of(need), scan)))
                .isEqualTo(Duration.ofDays(9));
    }

    @Test
    void without_a_database_date_a_young_scan_stands_in_and_is_marked() {
        Claim scan = scan(hoursAgo(24), Optional.empty());

        Fact.Known fact = (Fact.Known) fact("vuln.database_age", List.of(), scan);

        assertThat(fact.value()).isEqualTo(Duration.ofHours(24));
        assertThat(fact.lapsesAt()).hasValue(AT);
        assertThat(fact.passedOver())
                .containsExactly(
                        new Fact.PassedOver(
                                scan.id(),
                                "database date unknown: the age of the scan stands in for 24 h"));
    }

    @Test
    @Requirement("GATE-1")
    void without_a_database_date_an_older_scan_proves_nothing_about_the_database() {
        Claim scan = scan(hoursAgo(25), Optional.empty());

        assertThat(why(fact("vuln.database_age", List.of(), scan)))
                .contains("states no date of its database")
                .contains("--database-as-of");
        assertThat(value("vuln.age", scan)).isEqualTo(Duration.ofHours(25));
    }

    @Test
    void a_reason_does_not_change_while_only_time_passes() {
        Need need = need("test", List.of(), Optional.of(Duration.ofDays(1)));
        Claim old = test("unit", hoursAgo(48), 17, 0);
        ClaimFacts source = of(digest -> List.of(old));

        Fact now = source.facts(SUBJECT, List.of(need), AT).get("tests.total");
        Fact later = source.facts(SUBJECT, List.of(need), AT.plusSeconds(77)).get("tests.total");

        assertThat(now).isInstanceOf(Fact.Absent.class).isEqualTo(later);
    }

    @Test
    @Requirement("EVID-13")
    void a_signature_by_a_key_that_the_policy_no_longer_names_is_the_submitters_word_alone() {
        Claim signed = trusted(test("unit", hoursAgo(1), 17, 0), Trust.SIGNED_VERIFIED);
        Need need = new Need("test", List.of(), Optional.empty(), Need.Trusted.SIGNED);
        ClaimFacts revoked =
                new ClaimFacts(new BelievedClaims(d -> List.of(signed), () -> PolicyTrust.NOBODY));

        assertThat(known(fact("tests.failed", List.of(need), signed))).isEqualTo(0L);
        assertThat(
                        why(
                                Objects.requireNonNull(
                                        revoked.facts(SUBJECT, List.of(need), AT)
                                                .get("tests.failed"))))
                .contains("is only SUBMITTER_AUTHENTICATED, but SIGNED_VERIFIED is demanded");
    }

    private static ClaimFacts of(Function<Digest, List<Claim>> claims) {
        return new ClaimFacts(new BelievedClaims(claims, () -> TRUST));
    }

    private static Object value(String name, Claim... claims) {
        return known(fact(name, List.of(), claims));
    }

    private static Object known(Fact fact) {
        assertThat(fact).isInstanceOf(Fact.Known.class);
        return ((Fact.Known) fact).value();
    }

    private static String why(Fact fact) {
        assertThat(fact).isInstanceOf(Fact.Absent.class);
        return ((Fact.Absent) fact).why();
    }

    private static Fact fact(String name, List<Need> needs, Claim... claims) {
        ClaimFacts source = of(digest -> digest.equals(ARTIFACT) ? List.of(claims) : List.of());
        Fact found = source.facts(SUBJECT, needs, AT).get(name);
        assertThat(found).as(name).isNotNull();
        return Objects.requireNonNull(found);
    }

    private static Need need(String kind, List<String> suites, Optional<Duration> maxAge) {
        return new Need(kind, suites, maxAge, Need.Trusted.AUTHENTICATED);
    }

    private static Instant hoursAgo(int hours) {
        return AT.minus(Duration.ofHours(hours));
    }

    private static Claim test(String suite, Instant at, long cases, long failed) {
        Map<String, Long> counts =
                Map.of("cases", cases, "failed", failed, "skipped", 0L, "flaky", 0L);
        return claim(
                "test",
                suite,
                failed == 0 ? ClaimResult.PASS : ClaimResult.FAIL,
                at,
                counts,
                tool());
    }

    private static Claim scan(Instant at, Optional<Instant> database) {
        Map<String, Long> counts = Map.of("components", 3L, "critical_open", 0L, "high_open", 1L);
        Tool tool = new Tool("trivy", "1", database, database.map(date -> "ci"));
        return claim("vuln.scan", "default", ClaimResult.INFO, at, counts, tool);
    }

    private static Tool tool() {
        return new Tool("junit", "unknown");
    }

    private static Claim trusted(Claim claim, Trust trust) {
        return new Claim(
                claim.id(),
                claim.subject(),
                claim.subjectName(),
                claim.relation(),
                claim.via(),
                claim.kind(),
                claim.suite(),
                claim.result(),
                claim.reason(),
                claim.counts(),
                claim.labels(),
                claim.tool(),
                claim.claimedAt(),
                claim.receivedAt(),
                Optional.of("key:" + SIGNER.fingerprint()),
                claim.submitter(),
                trust,
                claim.rawDigests(),
                claim.parserVersion());
    }

    private static Claim claim(
            String kind,
            String suite,
            ClaimResult result,
            Instant at,
            Map<String, Long> counts,
            Tool tool) {
        SortedMap<String, Long> sorted = new TreeMap<>(counts);
        Digest raw = digest(kind + suite + result + at + counts);
        return new Claim(
                raw.hex(),
                ARTIFACT,
                "shop.jar",
                Relation.ABOUT_DIGEST,
                Optional.empty(),
                kind,
                suite,
                result,
                result == ClaimResult.ERROR ? Optional.of("NO_TEST_CASES") : Optional.empty(),
                sorted,
                new TreeMap<>(),
                tool,
                at,
                AT,
                Optional.empty(),
                "ci",
                Trust.SUBMITTER_AUTHENTICATED,
                List.of(raw),
                "1");
    }

    private static Digest digest(String text) {
        return Digest.sha256(text.getBytes(StandardCharsets.UTF_8));
    }
}
