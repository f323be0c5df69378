package dev.surefoot.schema.proof;

import dev.surefoot.schema.proof.statement.AppSql;
import dev.surefoot.schema.proof.statement.AppStatement;
import dev.surefoot.schema.shadow.ShadowDatabase;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Connections of a pool that was warm when the change came: statements prepared before it, executed
 * once more after it, inside a transaction and rolled back. What only they meet goes away when the
 * pool is renewed, so it is a warning. Holds connections to the database until closed; not
 * thread-safe.
 */
final class Warm implements AutoCloseable {
    private record Prepared(String name, AppStatement statement, String state) {}

    private final AppSessions sessions;
    private final Map<String, List<Prepared>> prepared = new LinkedHashMap<>();

    private Warm(ShadowDatabase database) {
        this.sessions = new AppSessions(database);
    }

    /** Prepares and executes each text once; those that can't be prepared are left out. */
    static Warm up(ShadowDatabase database, List<AppStatement> statements) throws SQLException {
        Warm warm = new Warm(database);
        try {
            Map<String, AppStatement> distinct = new LinkedHashMap<>();
            for (AppStatement each : statements) {
                if (AppSql.preparable(each.sql())) {
                    distinct.putIfAbsent(Replay.role(each) + " " + each.sql(), each);
                }
            }
            for (AppStatement each : distinct.values()) {
                warm.prepare(each);
            }
            return warm;
        } catch (SQLException e) {
            warm.close();
            throw e;
        }
    }

    private void prepare(AppStatement statement) throws SQLException {
        String role = Replay.role(statement);
        if (!prepared.containsKey(role) && prepared.size() == AppSessions.MOST) {
            return;
        }
        List<Prepared> all = prepared.computeIfAbsent(role, _ -> new ArrayList<>());
        String name = "surefoot_w" + all.size();
        AppSession session = sessions.of(role);
        // What was prepared outlives the rollback.
        if (send(session, StatementRun.prepare(name, statement, List.of())).isEmpty()) {
            String state = send(session, StatementRun.execute(name, statement));
            all.add(new Prepared(name, statement, state));
        }
    }

    /** What the warm connections meet after the change, also of statements that break anyway. */
    List<Note> meet() throws SQLException {
        List<Note> notes = new ArrayList<>();
        for (Map.Entry<String, List<Prepared>> each : prepared.entrySet()) {
            AppSession session = sessions.of(each.getKey());
            for (Prepared one : each.getValue()) {
                String now = send(session, StatementRun.execute(one.name, one.statement));
                if (!now.isEmpty() && !now.equals(one.state)) {
                    notes.add(new Note(one.statement.id(), Note.Kind.WARM, now));
                }
            }
        }
        return notes;
    }

    /** The SQLSTATE and message of an error; empty text for success. */
    private static String send(AppSession session, String sql) throws SQLException {
        try (Statement sender = session.connection().createStatement()) {
            sender.setEscapeProcessing(false);
            sender.execute(sql);
            return "";
        } catch (SQLException e) {
            var error = StatementRun.error(e);
            return error.sqlState() + " " + error.message();
        } finally {
            session.connection().rollback();
        }
    }

    @Override
    public void close() throws SQLException {
        sessions.close();
    }
}
