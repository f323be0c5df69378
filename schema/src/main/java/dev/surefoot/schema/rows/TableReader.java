package dev.surefoot.schema.rows;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads from the catalog which tables there are and what their rows must be like. */
final class TableReader {
    private static final String TABLES =
            """
            select c.oid::bigint, n.nspname, c.relname, c.relkind = 'p' as partitioned,
                   (select count(*) from pg_partition_tree(c.oid) t where t.isleaf) as leaves
              from pg_class c
              join pg_namespace n on n.oid = c.relnamespace
             where c.relkind in ('r', 'p')
               and not c.relispartition
               and c.relpersistence <> 't'
               and n.nspname <> 'information_schema'
               and n.nspname !~ '^(pg_|surefoot_schema$)'
               and not exists (select from pg_depend d
                                where d.classid = 'pg_class'::regclass
                                  and d.objid = c.oid and d.deptype = 'e')
             order by 2, 3
            """;

    private static final String COLUMNS =
            """
            select a.attname, a.attnum, a.atttypid::bigint, a.atttypmod, a.attnotnull,
                   pg_get_expr(d.adbin, d.adrelid) as given,
                   (select quote_ident(n.nspname) || '.' || quote_ident(s.relname)
                      from pg_depend p
                      join pg_class s on s.oid = p.objid and s.relkind = 'S'
                      join pg_namespace n on n.oid = s.relnamespace
                     where p.classid = 'pg_class'::regclass and p.refobjid = a.attrelid
                       and p.refobjsubid = a.attnum and p.deptype = 'i'
                     union
                    select quote_ident(n.nspname) || '.' || quote_ident(s.relname)
                      from pg_depend p
                      join pg_class s on s.oid = p.refobjid and s.relkind = 'S'
                      join pg_namespace n on n.oid = s.relnamespace
                     where p.classid = 'pg_attrdef'::regclass and p.objid = d.oid
                     limit 1) as sequence
              from pg_attribute a
              left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
             where a.attrelid = ? and a.attnum > 0 and not a.attisdropped
               and a.attgenerated = ''
             order by a.attnum
            """;

    private static final String CHECKS =
            """
            select pg_get_expr(c.conbin, c.conrelid) as condition,
                   array(select a.attname::text from pg_attribute a
                          where a.attrelid = c.conrelid and a.attnum = any (c.conkey)) as columns
              from pg_constraint c
             where c.conrelid = ? and c.contype = 'c'
             order by c.conname
            """;

    private static final String PARTITIONS =
            """
            select pg_get_partition_constraintdef(t.relid) as condition
              from pg_partition_tree(?::oid::regclass) t
             where t.isleaf and t.level > 0
             order by t.relid::text
            """;

    private static final String REFERENCES =
            """
            select c.conname, c.confrelid::bigint, pn.nspname, pc.relname,
                   array(select a.attname::text from unnest(c.conkey) with ordinality k(n, i)
                           join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.n
                          order by k.i) as columns,
                   array(select a.attname::text from unnest(c.confkey) with ordinality k(n, i)
                           join pg_attribute a on a.attrelid = c.confrelid and a.attnum = k.n
                          order by k.i) as keys
              from pg_constraint c
              join pg_class pc on pc.oid = c.confrelid
              join pg_namespace pn on pn.oid = pc.relnamespace
             where c.conrelid = ? and c.contype = 'f' and c.conparentid = 0
             order by c.conname
            """;

    private static final String UNIQUES =
            """
            select array(select a.attname::text from pg_attribute a
                          where a.attrelid = i.indrelid and a.attnum = any (i.indkey)
                         ) as columns,
                   pg_get_expr(i.indexprs, i.indrelid) as expressions
              from pg_index i
             where i.indrelid = ? and (i.indisunique or i.indisexclusion)
            """;

    private final Connection connection;
    private final TypeReader types;

    TableReader(Connection connection) {
        this.connection = connection;
        this.types = new TypeReader(connection);
    }

    /** Every table that rows can be put in; partitions come with their parent. */
    List<Table> tables() throws SQLException {
        List<Table> bare = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(TABLES)) {
            while (row.next()) {
                bare.add(
                        new Table(
                                row.getLong(1),
                                row.getString(2),
                                row.getString(3),
                                List.of(),
                                List.of(),
                                List.of(),
                                List.of(),
                                row.getBoolean(4),
                                row.getInt(5)));
            }
        }
        List<Table> tables = new ArrayList<>();
        for (Table each : bare) {
            tables.add(whole(each));
        }
        return tables;
    }

    private Table whole(Table bare) throws SQLException {
        List<Set<String>> uniques = uniques(bare.oid());
        Set<String> inUnique = new HashSet<>();
        uniques.forEach(inUnique::addAll);
        List<Column> columns = columns(bare.oid(), inUnique);
        List<Condition> conditions = new ArrayList<>(checks(bare.oid()));
        if (bare.partitioned()) {
            partitions(bare.oid(), columns).ifPresent(conditions::add);
        }
        columns.forEach(each -> conditions.addAll(each.domainConditions()));
        return new Table(
                bare.oid(),
                bare.schema(),
                bare.name(),
                columns,
                conditions,
                references(bare.oid()).stream()
                        .filter(each -> names(columns).containsAll(each.columns()))
                        .toList(),
                uniques,
                bare.partitioned(),
                bare.partitions());
    }

    private static Set<String> names(List<Column> columns) {
        return columns.stream().map(Column::name).collect(Collectors.toSet());
    }

    private List<Column> columns(long table, Set<String> inUnique) throws SQLException {
        List<Column> columns = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(COLUMNS)) {
            statement.setLong(1, table);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    String name = row.getString("attname");
                    Optional<String> sequence = Optional.ofNullable(row.getString("sequence"));
                    Optional<String> given = Optional.ofNullable(row.getString("given"));
                    columns.add(
                            new Column(
                                    name,
                                    row.getInt("attnum"),
                                    types.type(row.getLong("atttypid"), row.getInt("atttypmod")),
                                    row.getBoolean("attnotnull"),
                                    inUnique.contains(name),
                                    sequence.isPresent() ? Optional.empty() : given,
                                    sequence));
                }
            }
        }
        return columns;
    }

    private List<Condition> checks(long table) throws SQLException {
        List<Condition> checks = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(CHECKS)) {
            statement.setLong(1, table);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    checks.add(
                            new Condition(
                                    row.getString(1), TypeReader.texts(row.getArray("columns"))));
                }
            }
        }
        return checks;
    }

    /** A row must fit one of the partitions; empty if anything goes. */
    private Optional<Condition> partitions(long table, List<Column> columns) throws SQLException {
        List<String> leaves = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(PARTITIONS)) {
            statement.setLong(1, table);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    String condition = row.getString(1);
                    if (condition == null) {
                        return Optional.empty();
                    }
                    leaves.add("(" + condition + ")");
                }
            }
        }
        if (leaves.isEmpty()) {
            return Optional.empty();
        }
        String all = String.join(" or ", leaves);
        List<String> spoken =
                columns.stream().map(Column::name).filter(each -> speaks(all, each)).toList();
        return Optional.of(new Condition("(" + all + ")", spoken));
    }

    private List<Reference> references(long table) throws SQLException {
        List<Reference> references = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(REFERENCES)) {
            statement.setLong(1, table);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    references.add(
                            new Reference(
                                    row.getString(1),
                                    table,
                                    row.getLong(2),
                                    row.getString(3),
                                    row.getString(4),
                                    TypeReader.texts(row.getArray("columns")),
                                    TypeReader.texts(row.getArray("keys"))));
                }
            }
        }
        return references;
    }

    private List<Set<String>> uniques(long table) throws SQLException {
        List<Set<String>> uniques = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(UNIQUES)) {
            statement.setLong(1, table);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    Set<String> columns = new HashSet<>();
                    columns.addAll(TypeReader.texts(row.getArray("columns")));
                    String expressions = row.getString("expressions");
                    if (expressions != null) {
                        columns.addAll(words(expressions));
                    }
                    uniques.add(columns);
                }
            }
        }
        return uniques;
    }

    /** Whatever may be a column's name in an expression. */
    private static Set<String> words(String expression) {
        Set<String> words = new HashSet<>();
        Pattern.compile("\"((?:[^\"]|\"\")+)\"|([\\p{L}_][\\p{L}\\p{N}_$]*)")
                .matcher(expression)
                .results()
                .forEach(m -> words.add(m.group(1) != null ? m.group(1) : m.group(2)));
        return words;
    }

    private static boolean speaks(String expression, String column) {
        return words(expression).contains(column);
    }
}
