package dev.surefoot.schema.run.sync;

import dev.surefoot.schema.run.target.Sql;
import dev.surefoot.schema.run.target.TableInfo;
import dev.surefoot.schema.run.target.TableInfo.ColumnInfo;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Why a pair can't be kept in step: it could not be told who wrote, or values would be lost. */
final class SyncRefusal {
    private SyncRefusal() {}

    /** Empty if it can. */
    static Optional<String> of(Connection connection, TableInfo table, SyncPair pair)
            throws SQLException {
        ColumnInfo old = table.columns().get(pair.old());
        ColumnInfo fresh = table.columns().get(pair.fresh());
        String where = table.quoted() + " ";
        if (old == null || fresh == null) {
            String missing = old == null ? pair.old() : pair.fresh();
            return Optional.of(where + "has no column " + missing + " to be kept in step");
        }
        if (old.derived() || fresh.derived()) {
            return Optional.of(
                    where
                            + "column "
                            + (old.derived() ? pair.old() : pair.fresh())
                            + " is generated; a generated column can't be kept in step");
        }
        if (fresh.hasDefault()) {
            return Optional.of(
                    where
                            + "column "
                            + pair.fresh()
                            + " has a default, which hides who wrote; add it without and set the"
                            + " default when the old version is gone");
        }
        if (old.hasDefault() && !fresh.notNull()) {
            return Optional.of(
                    where
                            + "column "
                            + pair.old()
                            + " has a default: a row in which the new version leaves "
                            + pair.fresh()
                            + " NULL would look like the old version's; drop the default first");
        }
        if (Sql.yes(
                connection,
                """
                select true from pg_subscription_rel where srrelid = cast(? as bigint)::oid
                """,
                table.oid())) {
            return Optional.of(
                    where + "is the target of a subscription, whose writes fire no trigger");
        }
        return nulls(connection, table, pair);
    }

    private static Optional<String> nulls(Connection connection, TableInfo table, SyncPair pair)
            throws SQLException {
        boolean up = isNull(connection, table, pair.up());
        boolean down = isNull(connection, table, pair.down());
        if (up && down) {
            return Optional.empty();
        }
        return Optional.of(
                "%s %s=\"%s\" makes a value of NULL, so a row without one can't be told from a"
                                .formatted(
                                        table.quoted(),
                                        up ? "down" : "up",
                                        up ? pair.down() : pair.up())
                        + " row that was written");
    }

    private static boolean isNull(Connection connection, TableInfo table, String expression)
            throws SQLException {
        return Sql.yes(connection, "select (" + expression + ") is null from " + table.nullRow());
    }
}
