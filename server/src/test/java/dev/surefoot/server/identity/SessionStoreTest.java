package dev.surefoot.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.server.db.TestDatabase;
import dev.surefoot.server.ledger.LedgerStore;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

class SessionStoreTest {
    private static final TokenStore.Wish ANN =
            new TokenStore.Wish(
                    new Caller("ann", List.of(new Grant(Role.RELEASER, Optional.of("staging")))),
                    Optional.empty(),
                    "local");
    private static final Instant AT = Instant.parse("2026-11-26T12:00:00Z");

    private TestDatabase database;
    private TokenStore tokens;
    private SessionStore sessions;

    @BeforeEach
    void open() {
        database = TestDatabase.create();
        tokens = new TokenStore(database.database(), new LedgerStore());
        sessions = new SessionStore(database.database());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    @Requirement("WEB-1")
    void a_token_opens_a_session_and_nothing_else_does() {
        String token = tokens.create(ANN, AT);

        assertThat(sessions.open("surefoot_guessed", AT)).isEmpty();
        assertThat(sessions.open("", AT)).isEmpty();
        String id = sessions.open(token, AT).orElseThrow();

        assertThat(sessions.find(id, AT).orElseThrow().caller()).isEqualTo(ANN.caller());
        assertThat(sessions.find(id + "x", AT)).isEmpty();
        assertThat(sessions.find(token, AT)).isEmpty();
    }

    @Test
    @Requirement("WEB-1")
    void a_session_ends_after_twelve_hours_by_signing_out_and_with_its_token() {
        String token = tokens.create(ANN, AT);
        String first = sessions.open(token, AT).orElseThrow();
        String second = sessions.open(token, AT).orElseThrow();

        Instant last = AT.plus(SessionStore.LASTS);
        assertThat(sessions.find(first, last.minusMillis(1))).isPresent();
        assertThat(sessions.find(first, last)).isEmpty();

        sessions.end(first);
        assertThat(sessions.find(first, AT)).isEmpty();
        assertThat(sessions.find(second, AT)).isPresent();

        tokens.create(ANN, AT);
        assertThat(sessions.find(second, AT)).isEmpty();
        assertThat(sessions.open(token, AT)).isEmpty();
    }

    @Test
    void sessions_that_are_over_are_forgotten_when_one_begins() {
        String token = tokens.create(ANN, AT);
        assertThat(sessions.open(token, AT)).isPresent();
        assertThat(sessions.open(token, AT.plus(SessionStore.LASTS))).isPresent();

        assertThat(column("SELECT count(*)::text FROM web_session")).containsExactly("1");
    }

    @Test
    @Requirement("WEB-2")
    void each_session_has_a_form_token_of_its_own_and_neither_lies_in_the_database() {
        String token = tokens.create(ANN, AT);
        String first = sessions.open(token, AT).orElseThrow();
        String second = sessions.open(token, AT).orElseThrow();

        String formToken = sessions.find(first, AT).orElseThrow().formToken();

        assertThat(sessions.find(first, AT).orElseThrow().formToken()).isEqualTo(formToken);
        assertThat(sessions.find(second, AT).orElseThrow().formToken()).isNotEqualTo(formToken);
        assertThat(formToken).isNotEqualTo(first).hasSizeGreaterThanOrEqualTo(43);
        assertThat(column("SELECT s::text FROM web_session s"))
                .noneMatch(row -> row.contains(first) || row.contains(formToken));
    }

    private List<String> column(String sql) {
        return database.database()
                .jdbi()
                .withHandle(handle -> handle.createQuery(sql).mapTo(String.class).list());
    }
}
