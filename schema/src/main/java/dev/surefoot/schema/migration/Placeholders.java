package dev.surefoot.schema.migration;

import dev.surefoot.schema.sql.Lines;
import dev.surefoot.schema.sql.SqlText;

import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills {@code ${name}} and {@code {{ index .Options "name" }}} with given values, once: values are
 * not searched for placeholders. What is left unfilled is refused, but not in comments. Outside
 * Flyway's layout {@code ${name}} in a string stays as it is: there it may be meant.
 */
final class Placeholders {
    private static final Pattern ANY =
            Pattern.compile(
                    "\\$\\{(?<flyway>[^{}$\\r\\n]+)\\}"
                            + "|\\{\\{-?\\s*index\\s+\\.Options\\s+[\"`](?<go>[^\"`\\r\\n]+)[\"`]"
                            + "\\s*-?\\}\\}");
    private static final Pattern TEMPLATE = Pattern.compile("\\{\\{.*");

    private Placeholders() {}

    static String fill(String text, Map<String, String> values) {
        if (values.isEmpty()) {
            return text;
        }
        return ANY.matcher(text)
                .replaceAll(
                        found ->
                                Matcher.quoteReplacement(
                                        values.getOrDefault(name(found), found.group())));
    }

    /** Refuses what {@link #fill} left. */
    static void refuseUnfilled(String path, SqlText sql, Layout layout)
            throws UnreadableMigrations {
        String text = sql.text();
        Matcher matcher = ANY.matcher(text);
        while (matcher.find()) {
            boolean maybeMeant =
                    layout != Layout.FLYWAY
                            && matcher.group("go") == null
                            && sql.inQuotes(matcher.start());
            if (!maybeMeant && !sql.inComment(matcher.start())) {
                throw new UnreadableMigrations(
                        path,
                        new Lines(text).at(matcher.start()),
                        "placeholder "
                                + matcher.group()
                                + " has no value; give it with --placeholder "
                                + name(matcher.toMatchResult())
                                + "=VALUE");
            }
        }
        Matcher template = TEMPLATE.matcher(text);
        while (template.find()) {
            int at = template.start();
            if (!sql.inQuotes(at) && !sql.inComment(at)) {
                throw new UnreadableMigrations(
                        path,
                        new Lines(text).at(at),
                        "template \""
                                + template.group().strip()
                                + "\" is not read; only {{ index .Options \"name\" }} and ${name}"
                                + " are, with --placeholder name=VALUE");
            }
        }
    }

    private static String name(MatchResult found) {
        String go = found.group(2);
        return go == null ? found.group(1) : go;
    }
}
