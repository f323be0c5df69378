package dev.surefoot.schema.proof.statement;

import dev.surefoot.schema.sql.SqlText;
import dev.surefoot.schema.sql.SqlText.Kind;
import dev.surefoot.schema.sql.SqlText.Token;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What can be told of a statement's text by its words alone: its kind's words, its placeholders,
 * where statements end and whether it asks the catalog. Pure.
 */
public final class AppSql {
    private static final Set<String> PREPARABLE =
            Set.of("SELECT", "INSERT", "UPDATE", "DELETE", "MERGE", "VALUES", "WITH", "TABLE");
    private static final Pattern CATALOGS =
            Pattern.compile(
                    "\\bpg_(attribute|attrdef|class|constraint|enum|extension|index|indexes"
                            + "|matviews|namespace|policies|proc|roles|sequences|settings"
                            + "|stat\\w*|tables|trigger|type|views)\\b");

    private AppSql() {}

    /** A placeholder: from its dollar sign to behind its digits. */
    private record Placeholder(int number, int start, int end) {}

    /** The unquoted words, in capitals. */
    public static List<String> words(String sql) {
        return SqlText.scan(sql).tokens().stream()
                .filter(token -> token.kind() == Kind.WORD)
                .map(token -> token.of(sql).toUpperCase(Locale.ROOT))
                .toList();
    }

    /** The statements of a text, without the semicolons between them and without empty ones. */
    public static List<String> split(String sql) {
        return SqlText.scan(sql).statements().stream().map(span -> span.of(sql)).toList();
    }

    /** Whether it reads the catalog: what it returns is meant to change with the schema. */
    public static boolean asksCatalog(String sql) {
        String lower = sql.toLowerCase(Locale.ROOT);
        return lower.contains("information_schema")
                || lower.contains("pg_catalog")
                || CATALOGS.matcher(lower).find();
    }

    /** Whether the server can prepare it: one statement, about rows. */
    public static boolean preparable(String sql) {
        List<String> words = words(sql);
        return !words.isEmpty()
                && PREPARABLE.contains(words.getFirst())
                && SqlKind.of(sql) != SqlKind.SESSION
                && split(sql).size() == 1;
    }

    /** The highest number of a placeholder; 0 without any. */
    public static int placeholders(String sql) {
        return all(sql).stream().mapToInt(Placeholder::number).max().orElse(0);
    }

    /** The text with literals in place of its placeholders. */
    public static String filled(String sql, List<Parameter> params) {
        StringBuilder text = new StringBuilder();
        int from = 0;
        for (Placeholder each : all(sql)) {
            if (each.number <= params.size()) {
                text.append(sql, from, each.start);
                text.append(params.get(each.number - 1).literal());
                from = each.end;
            }
        }
        return text.append(sql.substring(from)).toString();
    }

    private static List<Placeholder> all(String sql) {
        List<Placeholder> found = new ArrayList<>();
        for (Token token : SqlText.scan(sql).tokens()) {
            int start = token.span().start();
            if (token.kind() == Kind.OTHER && sql.charAt(start) == '$') {
                int end = start + 1;
                while (end < sql.length() && sql.charAt(end) >= '0' && sql.charAt(end) <= '9') {
                    end++;
                }
                // The server knows 65,535 at most.
                if (end > start + 1 && end <= start + 6) {
                    found.add(
                            new Placeholder(
                                    Integer.parseInt(sql.substring(start + 1, end)), start, end));
                }
            }
        }
        return found;
    }
}
