package dev.surefoot.schema.rows;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads types from the catalog, each once. Not thread-safe. */
final class TypeReader {
    private static final String TYPE =
            """
            select t.typtype, t.typcategory, t.typname, format_type(t.oid, ?) as name,
                   t.typbasetype::bigint, t.typtypmod, t.typelem::bigint, t.typrelid::bigint,
                   t.typnotnull,
                   (select array_agg(e.enumlabel order by e.enumsortorder)
                      from pg_enum e where e.enumtypid = t.oid) as labels,
                   (select array_agg(pg_get_expr(c.conbin, 0))
                      from pg_constraint c where c.contypid = t.oid and c.contype = 'c') as checks,
                   (select r.rngsubtype::bigint
                      from pg_range r where t.oid in (r.rngtypid, r.rngmultitypid)) as subtype,
                   (select r.rngtypid::regtype::text
                      from pg_range r where t.oid in (r.rngtypid, r.rngmultitypid)) as range_name
              from pg_type t
             where t.oid = ?
            """;

    private static final String FIELDS =
            """
            select a.atttypid::bigint, a.atttypmod
              from pg_attribute a
             where a.attrelid = ? and a.attnum > 0 and not a.attisdropped
             order by a.attnum
            """;

    private final Connection connection;
    private final Map<String, SqlType> known = new HashMap<>();

    TypeReader(Connection connection) {
        this.connection = connection;
    }

    SqlType type(long oid, int modifier) throws SQLException {
        String key = oid + ":" + modifier;
        SqlType type = known.get(key);
        if (type == null) {
            type = read(oid, modifier);
            known.put(key, type);
        }
        return type;
    }

    private SqlType read(long oid, int modifier) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TYPE)) {
            statement.setInt(1, modifier);
            statement.setLong(2, oid);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new SQLException("the catalog has no type with number " + oid);
                }
                return of(row, modifier);
            }
        }
    }

    private SqlType of(ResultSet row, int modifier) throws SQLException {
        String name = row.getString("name");
        return switch (row.getString("typtype")) {
            case "e" -> new SqlType.Enumeration(name, texts(row.getArray("labels")));
            case "d" ->
                    new SqlType.Domain(
                            name,
                            type(row.getLong("typbasetype"), row.getInt("typtypmod")),
                            texts(row.getArray("checks")),
                            row.getBoolean("typnotnull"));
            case "c" -> new SqlType.Composite(name, fields(row.getLong("typrelid")));
            case "r", "m" ->
                    new SqlType.Range(
                            name,
                            row.getString("range_name"),
                            type(row.getLong("subtype"), -1),
                            row.getString("typtype").equals("m"));
            default ->
                    row.getString("typcategory").equals("A") && row.getLong("typelem") != 0
                            ? new SqlType.Array(name, type(row.getLong("typelem"), modifier))
                            : scalar(name, row.getString("typname"), modifier);
        };
    }

    private static SqlType scalar(String name, String base, int modifier) {
        int length = -1;
        int scale = -1;
        if (modifier >= 0) {
            switch (base) {
                case "varchar", "bpchar" -> length = modifier - 4;
                case "bit", "varbit" -> length = modifier;
                case "numeric" -> {
                    length = ((modifier - 4) >> 16) & 0xffff;
                    scale = (modifier - 4) & 0x7ff;
                }
                default -> length = -1;
            }
        } else if (base.equals("bit")) {
            length = 1;
        }
        return new SqlType.Scalar(name, base, length, scale);
    }

    private List<SqlType> fields(long relation) throws SQLException {
        List<SqlType> fields = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(FIELDS)) {
            statement.setLong(1, relation);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    fields.add(type(row.getLong(1), row.getInt(2)));
                }
            }
        }
        return fields;
    }

    static List<String> texts(@org.jspecify.annotations.Nullable Array array) throws SQLException {
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }
}
