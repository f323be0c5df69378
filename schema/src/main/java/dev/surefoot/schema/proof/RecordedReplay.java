package dev.surefoot.schema.proof;

import dev.surefoot.schema.proof.statement.AppSql;
import dev.surefoot.schema.proof.statement.AppStatement;
import dev.surefoot.schema.shadow.ShadowDatabase;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A recording, on a throw-away copy: transactions one after another in the order in which they
 * ended, so none waits for another, and each as it was recorded, committed or rolled back. A
 * statement that fails does not stop its transaction, but undoes it in the end as it did then.
 */
final class RecordedReplay implements Replay {
    private final List<AppStatement> statements;
    private final ParameterTypes types;

    RecordedReplay(List<AppStatement> statements, Typing typing) {
        this.statements = List.copyOf(statements);
        this.types = new ParameterTypes(typing);
    }

    @Override
    public Map<String, Outcome> once(ShadowDatabase database) throws SQLException {
        try (ShadowDatabase copy = database.shadow().copyOf(database)) {
            return onCopy(copy);
        }
    }

    /** On a database of the caller's, where what it commits stays. */
    Map<String, Outcome> onCopy(ShadowDatabase copy) throws SQLException {
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        try (AppSessions sessions = new AppSessions(copy)) {
            for (List<AppStatement> transaction : transactions()) {
                AppStatement first = transaction.getFirst();
                String role = Replay.role(first);
                AppSession session = sessions.of(first.session().orElse("") + " " + role, role);
                play(session, transaction, outcomes);
            }
        }
        return outcomes;
    }

    private void play(
            AppSession session, List<AppStatement> transaction, Map<String, Outcome> outcomes)
            throws SQLException {
        Connection connection = session.connection();
        boolean failed = false;
        boolean undo = false;
        for (AppStatement each : transaction) {
            if (Replay.isTransaction(each)) {
                List<String> words = AppSql.words(each.sql());
                boolean partly = words.contains("SAVEPOINT") || words.contains("TO");
                boolean done = partly && divide(session, each);
                failed &= !(done && words.getFirst().equals("ROLLBACK"));
                undo |= !partly && ends(words);
            } else if (Replay.sent(each, true)) {
                Outcome outcome = session.attempt(each, types.of(session, each), true);
                outcomes.put(each.id(), outcome);
                failed |= outcome.error().isPresent();
            }
        }
        if (failed || undo) {
            connection.rollback();
        } else {
            commit(session, transaction.getLast(), outcomes);
        }
    }

    /** Whether the transaction is given up, not kept. */
    private static boolean ends(List<String> words) {
        return words.getFirst().equals("ROLLBACK") || words.getFirst().equals("ABORT");
    }

    /** A savepoint of the application's own; whether the server knew it. */
    private static boolean divide(AppSession session, AppStatement statement) throws SQLException {
        var before = session.connection().setSavepoint();
        try (var sender = session.connection().createStatement()) {
            sender.execute(statement.sql());
            return true;
        } catch (SQLException e) {
            StatementRun.error(e);
            session.connection().rollback(before);
            return false;
        }
    }

    /** A deferred constraint may speak only here; then the last statement has failed. */
    private static void commit(AppSession session, AppStatement last, Map<String, Outcome> outcomes)
            throws SQLException {
        try {
            session.connection().commit();
        } catch (SQLException e) {
            outcomes.put(last.id(), Outcome.failed(StatementRun.error(e)));
            session.connection().rollback();
        }
    }

    /** By transaction, in the order of their last statements. */
    private List<List<AppStatement>> transactions() {
        Map<String, List<AppStatement>> all = new LinkedHashMap<>();
        for (AppStatement each : statements) {
            String key =
                    each.tx().isEmpty()
                            ? "one " + each.id()
                            : "tx " + each.session().orElse("") + " " + each.tx().get();
            // Moved to the end: the order of the map is that of the last statements.
            List<AppStatement> group = all.remove(key);
            List<AppStatement> longer = group == null ? new ArrayList<>() : group;
            longer.add(each);
            all.put(key, longer);
        }
        return List.copyOf(all.values());
    }
}
