package dev.surefoot.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/** Which of several claims about one thing counts. */
@Requirement("EVID-4")
class ClaimSelectionTest {
    private static final Trust HIGH = Trust.SIGNED_VERIFIED;
    private static final Trust LOW = Trust.SUBMITTER_AUTHENTICATED;

    @Test
    void the_latest_counts_and_the_older_one_stays_visible() {
        Claim passed = claim(ClaimResult.PASS, 1, LOW);
        Claim failed = claim(ClaimResult.FAIL, 2, LOW);

        ClaimSelection.Selected selected = ClaimSelection.current(List.of(failed, passed));

        assertThat(selected.counting()).containsExactly(failed);
        assertThat(selected.superseded())
                .singleElement()
                .satisfies(
                        s -> {
                            assertThat(s.claim()).isEqualTo(passed);
                            assertThat(s.by()).isEqualTo(failed);
                            assertThat(s.explanation()).contains("PASS", "replaced by FAIL");
                        });
    }

    @Test
    void a_later_receipt_decides_between_equal_times() {
        Claim early = received(claim(ClaimResult.FAIL, 1, LOW), 5);
        Claim late = received(claim(ClaimResult.PASS, 1, LOW), 6);

        assertThat(ClaimSelection.current(List.of(early, late)).counting()).containsExactly(late);
    }

    @Test
    void at_equal_times_the_less_favorable_one_counts() {
        Claim passed = claim(ClaimResult.PASS, 1, LOW);
        Claim failed = claim(ClaimResult.FAIL, 1, LOW);

        assertThat(ClaimSelection.current(List.of(passed, failed)).counting())
                .containsExactly(failed);
    }

    @Test
    void a_newer_pass_of_lower_trust_replaces_nothing() {
        Claim signedFail = claim(ClaimResult.FAIL, 1, HIGH);
        Claim pass = claim(ClaimResult.PASS, 2, LOW);

        ClaimSelection.Selected selected = ClaimSelection.current(List.of(signedFail, pass));

        assertThat(selected.counting()).containsExactly(signedFail);
        assertThat(selected.superseded().getFirst().claim()).isEqualTo(pass);
        assertThat(selected.superseded().getFirst().explanation()).contains("newer but only");
    }

    @Test
    void a_newer_failure_of_lower_trust_makes_the_fact_absent() {
        for (ClaimResult bad : List.of(ClaimResult.FAIL, ClaimResult.ERROR)) {
            Claim signedPass = claim(ClaimResult.PASS, 1, HIGH);
            Claim newer = claim(bad, 2, LOW);

            ClaimSelection.Selected selected = ClaimSelection.current(List.of(signedPass, newer));

            assertThat(selected.counting()).isEmpty();
            assertThat(selected.conflicts())
                    .singleElement()
                    .satisfies(
                            c -> {
                                assertThat(c.held()).isEqualTo(signedPass);
                                assertThat(c.against()).isEqualTo(newer);
                                assertThat(c.explanation()).contains("submit new evidence");
                            });
        }
    }

    @Test
    void a_conflict_ends_with_a_newer_claim_of_the_higher_trust() {
        Claim first = claim(ClaimResult.PASS, 1, HIGH);
        Claim newer = claim(ClaimResult.FAIL, 2, LOW);
        Claim last = claim(ClaimResult.PASS, 3, HIGH);

        ClaimSelection.Selected selected = ClaimSelection.current(List.of(newer, first, last));

        assertThat(selected.counting()).containsExactly(last);
        assertThat(selected.conflicts()).isEmpty();
        assertThat(selected.superseded()).hasSize(2);
    }

    @Test
    void a_conflict_ends_when_the_lower_source_takes_its_failure_back() {
        Claim held = claim(ClaimResult.PASS, 1, HIGH);
        Claim fail = claim(ClaimResult.FAIL, 2, LOW);
        Claim fixed = claim(ClaimResult.PASS, 3, LOW);

        ClaimSelection.Selected selected = ClaimSelection.current(List.of(fixed, held, fail));

        assertThat(selected.counting()).containsExactly(held);
        assertThat(selected.conflicts()).isEmpty();
    }

    @Test
    void two_failures_do_not_dispute_each_other() {
        Claim signed = claim(ClaimResult.FAIL, 1, HIGH);
        Claim newer = claim(ClaimResult.FAIL, 2, LOW);

        assertThat(ClaimSelection.current(List.of(signed, newer)).counting())
                .containsExactly(signed);
    }

    @Test
    void suites_and_kinds_count_side_by_side() {
        Claim unit = claim(ClaimResult.PASS, 1, LOW);
        Claim other = suite(claim(ClaimResult.FAIL, 2, LOW), "e2e");

        ClaimSelection.Selected selected = ClaimSelection.current(List.of(unit, other));

        assertThat(selected.counting()).containsExactlyInAnyOrder(unit, other);
        assertThat(selected.superseded()).isEmpty();
    }

    @Test
    void every_claim_ends_in_one_place_and_no_order_changes_where() {
        Random random = new Random(4);
        for (int round = 0; round < 500; round++) {
            List<Claim> claims = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                ClaimResult result = any(ClaimResult.values(), random);
                Trust trust = any(Trust.values(), random);
                claims.add(received(claim(result, random.nextInt(4), trust), i));
            }
            ClaimSelection.Selected selected = ClaimSelection.current(claims);
            Collections.shuffle(claims, random);

            assertThat(ClaimSelection.current(claims)).isEqualTo(selected);
            List<Claim> placed = new ArrayList<>(selected.counting());
            selected.superseded().forEach(s -> placed.add(s.claim()));
            selected.conflicts().forEach(c -> placed.add(c.against()));
            selected.conflicts().stream().map(c -> c.held()).distinct().forEach(placed::add);
            assertThat(placed).containsExactlyInAnyOrderElementsOf(claims);
            assertThat(selected.counting().size() + Math.min(1, selected.conflicts().size()))
                    .isEqualTo(1);
        }
    }

    private static <T> T any(T[] values, Random random) {
        return values[random.nextInt(values.length)];
    }

    private static Claim claim(ClaimResult result, int minute, Trust trust) {
        return new Claim(
                result + "-" + minute + "-" + trust,
                Given.SUBJECT,
                "shop.jar",
                Relation.ABOUT_DIGEST,
                Optional.empty(),
                "test",
                "unit",
                result,
                Optional.empty(),
                new TreeMap<>(),
                new TreeMap<>(),
                new Tool("junit", "unknown"),
                Given.NOW.plusSeconds(60L * minute),
                Given.NOW.plusSeconds(6000),
                Optional.empty(),
                "ci",
                trust,
                List.of(),
                EvidenceReader.PARSER_VERSION);
    }

    private static Claim received(Claim c, int second) {
        return new Claim(
                c.id(),
                c.subject(),
                c.subjectName(),
                c.relation(),
                c.via(),
                c.kind(),
                c.suite(),
                c.result(),
                c.reason(),
                c.counts(),
                c.labels(),
                c.tool(),
                c.claimedAt(),
                Given.NOW.plusSeconds(second),
                c.signer(),
                c.submitter(),
                c.trust(),
                c.rawDigests(),
                c.parserVersion());
    }

    private static Claim suite(Claim c, String suite) {
        return new Claim(
                c.id(),
                c.subject(),
                c.subjectName(),
                c.relation(),
                c.via(),
                c.kind(),
                suite,
                c.result(),
                c.reason(),
                c.counts(),
                c.labels(),
                c.tool(),
                c.claimedAt(),
                c.receivedAt(),
                c.signer(),
                c.submitter(),
                c.trust(),
                c.rawDigests(),
                c.parserVersion());
    }
}
