package dev.surefoot.schema.proof;

import dev.surefoot.schema.proof.statement.AppStatement;
import dev.surefoot.schema.shadow.ShadowDatabase;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The roles that statements are sent as. Where the schema grants a role nothing, as with a role
 * that only exists in tests, it gets what an application usually has, on what is there and on what
 * will be made: that is an assumption, and said.
 */
final class Roles {
    /** Of statements that name no role. */
    static final String ASSUMED = "surefoot_app";

    private static final String GRANTED =
            """
            select exists (
              select from pg_class c join pg_namespace n on n.oid = c.relnamespace
              where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
                and c.relkind in ('r', 'p', 'v', 'm', 'f')
                and has_table_privilege(?, c.oid, 'select, insert, update, delete'))
            """;

    private Roles() {}

    /** Makes sure that all roles are there; the roles whose grants are assumed. */
    static List<String> ready(ShadowDatabase database, List<AppStatement> statements)
            throws SQLException {
        Set<String> roles = new TreeSet<>();
        statements.forEach(each -> roles.add(Replay.role(each)));
        List<String> assumed = new ArrayList<>();
        try (Connection connection = database.connect();
                Statement sender = connection.createStatement()) {
            for (String role : roles) {
                String name = sender.enquoteIdentifier(role, true);
                sender.execute(make(name));
                if (!isGranted(connection, role)) {
                    AppGrants.give(connection, role);
                    assumed.add(role);
                }
            }
        }
        return assumed;
    }

    private static String make(String role) {
        return """
               do $$
               begin create role %s nologin; exception when duplicate_object then null; end $$
               """
                .formatted(role);
    }

    private static boolean isGranted(Connection connection, String role) throws SQLException {
        try (PreparedStatement question = connection.prepareStatement(GRANTED)) {
            question.setString(1, role);
            try (ResultSet row = question.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }
}
