package dev.surefoot.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.server.db.TestDatabase;
import dev.surefoot.server.ledger.LedgerStore;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

class TokenStoreTest {
    private static final Instant AT = Instant.parse("2026-11-26T12:00:00Z");

    private static final TokenStore.Wish ANN =
            new TokenStore.Wish(
                    new Caller(
                            "ann",
                            List.of(
                                    Grant.everywhere(Role.DEVELOPER),
                                    new Grant(Role.RELEASER, Optional.of("staging")))),
                    Optional.of("ann@example.org"),
                    "local");
    private static final Caller LOCAL = new Caller("local", List.of(Grant.everywhere(Role.ADMIN)));

    @TempDir Path directory;
    private TestDatabase database;
    private TokenStore tokens;

    @BeforeEach
    void open() {
        database = TestDatabase.create();
        tokens = new TokenStore(database.database(), new LedgerStore());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void a_token_is_known_by_its_text_and_nothing_else() {
        String token = tokens.create(ANN, AT);

        assertThat(tokens.find(token)).contains(ANN.caller());
        assertThat(tokens.find(token + "x")).isEmpty();
        assertThat(tokens.find("ann")).isEmpty();
        assertThat(tokens.find("")).isEmpty();
    }

    @Test
    void a_new_token_of_the_same_name_ends_the_old_one() {
        String old = tokens.create(ANN, AT);
        String fresh = tokens.create(ANN, AT.plusSeconds(1));

        assertThat(tokens.find(old)).isEmpty();
        assertThat(tokens.find(fresh)).contains(ANN.caller());
    }

    @Test
    void neither_database_nor_ledger_hold_the_text() {
        String token = tokens.create(ANN, AT);

        String secret = token.substring(token.indexOf('_') + 1);
        List<String> everything =
                database.database()
                        .jdbi()
                        .withHandle(
                                handle ->
                                        handle.createQuery(
                                                        """
                                                        SELECT a::text FROM access_token a
                                                        UNION ALL
                                                        SELECT convert_from(bytes, 'UTF8')
                                                        FROM ledger_entry
                                                        """)
                                                .mapTo(String.class)
                                                .list());
        assertThat(everything).hasSize(2).noneMatch(row -> row.contains(secret));
        assertThat(secret.getBytes(StandardCharsets.UTF_8)).hasSizeGreaterThanOrEqualTo(43);
    }

    @Test
    void a_revoked_token_is_known_no_longer_but_still_listed() {
        String token = tokens.create(ANN, AT);

        assertThat(tokens.revoke("ann", "local", AT.plusSeconds(1))).isTrue();
        assertThat(tokens.revoke("ann", "local", AT.plusSeconds(2))).isFalse();
        assertThat(tokens.revoke("nobody", "local", AT)).isFalse();

        assertThat(tokens.find(token)).isEmpty();
        assertThat(tokens.all())
                .containsExactly(
                        new AccessToken(
                                ANN.caller(), ANN.person(), AT, Optional.of(AT.plusSeconds(1))));
    }

    @Test
    void the_first_token_lies_in_a_file_for_its_owner_only_and_stays_while_it_is_valid()
            throws IOException {
        TokenFile file = new TokenFile(directory);

        file.ensure(tokens, AT);
        String first = file.read().orElseThrow();
        file.ensure(tokens, AT.plusSeconds(1));

        assertThat(file.read()).contains(first);
        assertThat(tokens.find(first)).contains(LOCAL);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())))
                .isEqualTo("rw-------");
    }

    @Test
    void a_file_with_a_token_of_another_database_is_replaced() throws IOException {
        TokenFile file = new TokenFile(directory);
        Files.writeString(file.path(), "surefoot_from-elsewhere\n");

        file.ensure(tokens, AT);

        assertThat(file.read().flatMap(tokens::find)).contains(LOCAL);
    }
}
