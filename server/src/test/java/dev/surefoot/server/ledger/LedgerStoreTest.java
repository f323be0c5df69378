package dev.surefoot.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.surefoot.server.db.TestDatabase;
import dev.surefoot.testkit.Requirement;

import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

class LedgerStoreTest {
    private static final Instant AT = Instant.parse("2026-11-26T12:00:00.123456Z");

    private final LedgerStore ledger = new LedgerStore();
    private TestDatabase database;
    private Jdbi jdbi;

    @BeforeEach
    void open() {
        database = TestDatabase.create();
        jdbi = database.database().jdbi();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    @Requirement("STORE-1")
    void an_entry_is_canonical_and_hashed_as_a_leaf_of_rfc_6962() throws Exception {
        jdbi.useTransaction(
                handle ->
                        ledger.append(
                                handle,
                                new LedgerEvent(
                                        "thing.happened", AT, "ann", Map.of("b", 2, "a", "é\n"))));

        LedgerEntry entry = entries().getFirst();

        String expected =
                "{\"actor\":\"ann\",\"at\":\"2026-11-26T12:00:00.123Z\","
                        + "\"details\":{\"a\":\"é\\n\",\"b\":2},\"type\":\"thing.happened\",\"v\":1}";
        assertThat(new String(entry.bytes(), StandardCharsets.UTF_8)).isEqualTo(expected);
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        sha256.update((byte) 0);
        assertThat(entry.leaf())
                .isEqualTo(sha256.digest(expected.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    @Requirement("STORE-1")
    void the_sequence_is_dense_although_some_transactions_are_rolled_back() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all =
                    IntStream.range(0, 40)
                            .<Future<?>>mapToObj(i -> threads.submit(() -> append(i)))
                            .toList();
            for (Future<?> one : all) {
                one.get();
            }
        }

        assertThat(entries())
                .extracting(LedgerEntry::seq)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 30).boxed().toList());
    }

    @Test
    @Requirement("STORE-1")
    void an_entry_can_be_neither_changed_nor_removed() {
        append(1);

        for (String attack :
                List.of(
                        "UPDATE ledger_entry SET bytes = 'x'",
                        "DELETE FROM ledger_entry",
                        "TRUNCATE ledger_entry")) {
            assertThatThrownBy(() -> jdbi.useHandle(handle -> handle.execute(attack)))
                    .as(attack)
                    .hasMessageContaining("the ledger is insert-only");
        }
        assertThat(entries()).hasSize(1);
    }

    @Test
    void a_floating_point_number_is_refused_and_nothing_is_stored() {
        assertThatThrownBy(
                        () ->
                                jdbi.useTransaction(
                                        handle ->
                                                ledger.append(
                                                        handle,
                                                        new LedgerEvent(
                                                                "x", AT, "ann", Map.of("p", 0.5)))))
                .hasMessageContaining("java.lang.Double 0.5");
        assertThat(entries()).isEmpty();
    }

    private List<LedgerEntry> entries() {
        return jdbi.withHandle(handle -> ledger.after(handle, 0, 100));
    }

    /** Every fourth transaction fails after it has appended. */
    private void append(int number) {
        try {
            jdbi.useTransaction(
                    handle -> {
                        ledger.append(handle, new LedgerEvent("n", AT, "ann", Map.of("n", number)));
                        if (number % 4 == 3) {
                            throw new IllegalStateException("planned");
                        }
                    });
        } catch (IllegalStateException e) {
            assertThat(number % 4).isEqualTo(3);
        }
    }
}
