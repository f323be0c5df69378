package dev.surefoot.server.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.surefoot.evidence.Digest;
import dev.surefoot.server.db.TestDatabase;
import dev.surefoot.server.ledger.LedgerEntry;
import dev.surefoot.server.ledger.LedgerStore;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

class VerdictStoreTest {
    private static final GateDefinition TESTS =
            Samples.needing(
                    Samples.gate(
                            "tests",
                            "tests.total > 0 && tests.failed == 0 && tests.age < duration('24h')"
                                    + " && at > timestamp('2020-01-01T00:00:00Z')"),
                    new Need(
                            "test",
                            List.of("unit"),
                            Optional.of(Duration.ofDays(1)),
                            Need.Trusted.AUTHENTICATED));

    private final LedgerStore ledger = new LedgerStore();
    private final Samples.SetFacts facts = new Samples.SetFacts();
    private TestDatabase database;
    private VerdictStore store;

    @BeforeEach
    void open() {
        database = TestDatabase.create();
        store = new VerdictStore(database.database(), ledger);
        claimed(Duration.ofHours(1));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void a_record_comes_back_as_it_was_with_its_claims_and_its_lapse() {
        List<VerdictRecord> verdicts = admit(Samples.AT).verdicts();

        VerdictRecord back = store.of(Samples.PROMOTION).getLast();

        assertThat(store.of(Samples.PROMOTION)).isEqualTo(verdicts);
        assertThat(back.definition()).isEqualTo(TESTS);
        assertThat(back.claimsUsed())
                .extracting(Fact.ClaimUse::claim, Fact.ClaimUse::age)
                .containsExactly(tuple("unit-claim", Duration.ofHours(1)));
        assertThat(back.passedOver())
                .containsExactly(new Fact.PassedOver("older", "it was replaced"));
        assertThat(back.lapsesAt()).hasValue(Samples.AT.plus(Duration.ofHours(23)));
        assertThat(back.celVersion()).isEqualTo("0.14.0");
    }

    @Test
    void facts_are_stored_as_canonical_bytes_with_their_hash() {
        admit(Samples.AT);

        Map<String, Object> row =
                database.database()
                        .jdbi()
                        .withHandle(
                                handle ->
                                        handle.createQuery(
                                                        "SELECT facts, facts_hash FROM verdict"
                                                                + " WHERE gate = 'artifact-identity'")
                                                .mapToMap()
                                                .one());

        byte[] bytes = (byte[]) java.util.Objects.requireNonNull(row.get("facts"));
        assertThat(new String(bytes, StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\"artifact.of_candidate\":{\"claims\":[],\"passedOver\":[],"
                                + "\"type\":\"BOOLEAN\",\"value\":\"true\"},"
                                + "\"artifact.present\":{\"claims\":[],\"passedOver\":[],"
                                + "\"type\":\"BOOLEAN\",\"value\":\"true\"}}");
        assertThat(row).containsEntry("facts_hash", Digest.sha256(bytes).toString());
    }

    @Test
    void each_recorded_verdict_is_in_the_ledger() {
        admit(Samples.AT);

        assertThat(ledger()).hasSize(3);
        assertThat(ledger().getLast())
                .contains("\"type\":\"gate.verdict\"")
                .contains("\"result\":\"PASS\"")
                .contains("\"gate\":\"tests\"")
                .contains("\"claims\":[\"unit-claim\"]")
                .contains(store.of(Samples.PROMOTION).getLast().factsHash().toString());
    }

    @Test
    void re_evaluating_each_second_records_nothing_while_only_time_passes() {
        for (int second = 0; second < 90; second++) {
            claimed(Duration.ofHours(1).plusSeconds(second));
            admit(Samples.AT.plusSeconds(second));
        }

        assertThat(store.all(Samples.PROMOTION)).hasSize(3);
        assertThat(ledger()).hasSize(3);
        assertThat(confirmedAt()).isEqualTo(Samples.AT.plusSeconds(60));
    }

    @Test
    void what_changes_is_recorded_and_the_newest_is_found() {
        admit(Samples.AT);
        facts.set("tests.failed", 1L);
        admit(Samples.AT.plusSeconds(1));
        facts.set("tests.failed", 2L);
        admit(Samples.AT.plusSeconds(2));

        assertThat(store.all(Samples.PROMOTION)).hasSize(5);
        assertThat(ledger()).hasSize(5);
        assertThat(store.of(Samples.PROMOTION))
                .extracting(one -> VerdictJson.explanation(one.verdict()))
                .containsExactly(
                        "artifact.of_candidate is true, artifact.present is true",
                        "schema.refusal is \"\"",
                        "tests.failed == 0 is false: tests.failed is 2");
    }

    @Test
    void another_claim_another_mode_or_another_reason_is_a_change() {
        admit(Samples.AT);
        facts.put("tests.total", Samples.claimed(17L, "other-claim", Duration.ofHours(1)));
        admit(Samples.AT);
        admit(Samples.AT, TESTS.in(GateDefinition.Mode.WARN));
        facts.put("tests.total", Fact.absent("one reason"));
        admit(Samples.AT, TESTS.in(GateDefinition.Mode.WARN));
        facts.put("tests.total", Fact.absent("another reason"));
        admit(Samples.AT, TESTS.in(GateDefinition.Mode.WARN));

        assertThat(store.all(Samples.PROMOTION))
                .filteredOn(one -> one.gate().equals("tests"))
                .hasSize(5);
    }

    @Test
    void a_broken_transaction_leaves_neither_a_verdict_nor_an_entry() {
        VerdictRecord good = admit(Samples.AT).verdicts().getLast();
        UUID other = new UUID(9, 9);

        assertThatThrownBy(() -> store.record(other, List.of(good)))
                .hasMessageContaining("verdict of promotion " + Samples.PROMOTION);
        assertThat(store.all(other)).isEmpty();
        assertThat(ledger()).hasSize(3);
    }

    @Test
    @Requirement("GATE-3")
    void every_stored_verdict_comes_out_again_from_its_recorded_facts_alone() {
        Random random = new Random(11);
        List<GateDefinition> gates =
                List.of(
                        TESTS,
                        Samples.gate("either", "tests.total > 3 || tests.failed < 2"),
                        Samples.gate("broken", "tests.total / tests.failed > 4"),
                        Samples.gate("gone", "tests.gone == 0"),
                        Samples.gate("big", "tests.total + 9007199254740993 > 0"),
                        Samples.gate("text", "candidate.service.matches('^[a-z]+$')"),
                        Samples.gate("time", "at - tests.age > timestamp('2026-11-26T00:00:00Z')"));
        for (int i = 0; i < 60; i++) {
            facts.put("tests.total", either(random, random.nextLong(6)));
            facts.put("tests.failed", either(random, random.nextLong(3)));
            facts.put("tests.age", either(random, Duration.ofNanos(random.nextLong(1L << 47))));
            facts.put(
                    "candidate.service",
                    either(random, random.nextBoolean() ? "shop" : "é\u0000\""));
            facts.put("artifact.present", either(random, random.nextBoolean()));
            admit(Samples.AT.plusSeconds(i), gates.toArray(GateDefinition[]::new));
        }

        List<VerdictRecord> stored = store.all(Samples.PROMOTION);

        assertThat(stored).hasSizeGreaterThan(200);
        assertThat(stored)
                .extracting(one -> VerdictJson.kind(one.verdict()))
                .contains("PASS", "FAIL", "INCONCLUSIVE");
        for (VerdictRecord one : stored) {
            assertThat(Replay.replay(one)).as("%s", one).isEqualTo(one.verdict());
        }
    }

    @Test
    @Requirement("GATE-3")
    void a_record_whose_facts_were_changed_does_not_replay_to_its_verdict() {
        VerdictRecord good = admit(Samples.AT).verdicts().getLast();
        var changed = new java.util.TreeMap<>(good.facts());
        changed.put("tests.failed", new RecordedFact(FactName.Type.INTEGER, Fact.known(1L)));

        VerdictRecord forged =
                new VerdictRecord(
                        good.id(),
                        good.promotion(),
                        good.definition(),
                        good.subject(),
                        good.at(),
                        changed,
                        good.verdict(),
                        good.celVersion());

        assertThat(Replay.replay(forged)).isInstanceOf(Verdict.Fail.class);
        assertThat(forged.factsHash()).isNotEqualTo(good.factsHash());
    }

    private void claimed(Duration age) {
        facts.put("tests.total", Samples.claimed(17L, "unit-claim", age));
        facts.put("tests.age", Fact.known(age));
    }

    private Admittance admit(Instant at, GateDefinition... gates) {
        List<GateDefinition> all = gates.length == 0 ? List.of(TESTS) : List.of(gates);
        return new Admission(subject -> all, List.of(facts), store)
                .admit(new Change.Promote(Samples.PROMOTION, Samples.SUBJECT), at);
    }

    private static Fact either(Random random, Object value) {
        return random.nextInt(4) == 0
                ? Fact.absent("reason " + random.nextInt(3))
                : Fact.known(value);
    }

    private List<String> ledger() {
        return database
                .database()
                .jdbi()
                .withHandle(handle -> ledger.after(handle, 0, 10_000))
                .stream()
                .map(LedgerEntry::bytes)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .toList();
    }

    private Instant confirmedAt() {
        return database.database()
                .jdbi()
                .withHandle(
                        handle ->
                                handle.createQuery("SELECT min(confirmed_at) FROM verdict")
                                        .mapTo(Instant.class)
                                        .one());
    }
}
