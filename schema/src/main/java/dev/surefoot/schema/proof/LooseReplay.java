package dev.surefoot.schema.proof;

import dev.surefoot.schema.fact.SqlError;
import dev.surefoot.schema.proof.statement.AppStatement;
import dev.surefoot.schema.shadow.ShadowDatabase;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Statements that nobody recorded: each by itself on the rows that are there, and rolled back.
 * Those of one transaction see what those before them did.
 */
final class LooseReplay implements Replay {
    private final List<AppStatement> statements;
    private final ParameterTypes types;

    LooseReplay(List<AppStatement> statements, Typing typing) {
        this.statements = List.copyOf(statements);
        this.types = new ParameterTypes(typing);
    }

    @Override
    public Map<String, Outcome> once(ShadowDatabase database) throws SQLException {
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        try (AppSessions sessions = new AppSessions(database)) {
            for (List<AppStatement> group : groups()) {
                AppSession session = sessions.of(Replay.role(group.getFirst()));
                for (AppStatement each : group) {
                    outcomes.put(each.id(), session.attempt(each, types.of(session, each), true));
                }
                Optional<SqlError> atCommit = session.atCommit();
                outcomes.computeIfPresent(group.getLast().id(), (_, last) -> last.with(atCommit));
                session.connection().rollback();
            }
        }
        return outcomes;
    }

    /** What a mere PREPARE of each would come to. */
    Map<String, Outcome> prepareOnly(ShadowDatabase database) throws SQLException {
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        try (AppSessions sessions = new AppSessions(database)) {
            for (AppStatement each : statements) {
                AppSession session = sessions.of(Replay.role(each));
                outcomes.put(each.id(), session.prepareOnly(each));
                session.connection().rollback();
            }
        }
        return outcomes;
    }

    /** A transaction's statements, of one role, in their order; others alone. */
    private List<List<AppStatement>> groups() {
        Map<String, List<AppStatement>> all = new LinkedHashMap<>();
        for (AppStatement each : statements) {
            if (Replay.sent(each, false)) {
                String key =
                        each.tx()
                                .map(tx -> "tx " + Replay.role(each) + " " + tx)
                                .orElse("one " + each.id());
                all.computeIfAbsent(key, _ -> new ArrayList<>()).add(each);
            }
        }
        return List.copyOf(all.values());
    }
}
