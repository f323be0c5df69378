package dev.surefoot.schema.migration;

import dev.surefoot.schema.migration.Header.BackfillSpec;
import dev.surefoot.schema.migration.Header.SyncSpec;
import dev.surefoot.schema.migration.MigrationFile.Wrapping;
import dev.surefoot.schema.sql.Lines;
import dev.surefoot.schema.sql.Span;
import dev.surefoot.schema.sql.SqlText;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads a file's {@code -- surefoot:} lines. They stand before the first statement; {@code phase},
 * {@code inverse} and {@code transaction} at most once in a file, one {@code table} or {@code sync}
 * in a line. Anything else is refused: a declaration that nobody reads would be worse than none.
 */
final class HeaderReader {
    private static final Pattern LINE =
            Pattern.compile("--+\\s*surefoot\\s*:(.*)", Pattern.CASE_INSENSITIVE);
    private static final Pattern NEARLY =
            Pattern.compile(
                    "--+\\s*surefoot\\b[^:]*\\w=.*|/\\*[\\s*]*surefoot\\s*:.*",
                    Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Set<String> ONCE = Set.of("phase", "inverse", "transaction");
    private static final Set<String> BACKFILL = Set.of("table", "key", "set", "verify");
    private static final Set<String> SYNC = Set.of("sync", "old", "new", "up", "down");

    private final Map<String, String> once = new HashMap<>();
    private final List<BackfillSpec> backfills = new ArrayList<>();
    private final List<SyncSpec> syncs = new ArrayList<>();
    private Optional<Phase> phase = Optional.empty();
    private Optional<Wrapping> wrapping = Optional.empty();

    private HeaderReader() {}

    static Header read(String path, SqlText sql) throws UnreadableMigrations {
        int first =
                sql.tokens().isEmpty() ? Integer.MAX_VALUE : sql.tokens().getFirst().span().start();
        var lines = new Lines(sql.text());
        var reader = new HeaderReader();
        for (Span comment : sql.comments()) {
            Matcher matcher = LINE.matcher(comment.of(sql.text()));
            int line = lines.at(comment.start());
            if (NEARLY.matcher(comment.of(sql.text())).matches()) {
                throw new UnreadableMigrations(
                        path,
                        line,
                        "write \"-- surefoot: key=value\", a line of its own with a colon");
            }
            if (matcher.matches()) {
                if (comment.start() > first) {
                    throw new UnreadableMigrations(
                            path,
                            line,
                            "the surefoot line stands behind the first statement; move it above");
                }
                reader.take(HeaderLine.parse(path, line, matcher.group(1)));
            }
        }
        return new Header(
                reader.phase,
                Optional.ofNullable(reader.once.get("inverse")),
                reader.wrapping,
                reader.backfills,
                reader.syncs);
    }

    private void take(HeaderLine line) throws UnreadableMigrations {
        boolean backfill = line.values().containsKey("table");
        boolean sync = line.values().containsKey("sync");
        if (backfill && sync) {
            throw line.wrong("the surefoot line has table= and sync=; write two lines");
        }
        for (var each : line.values().entrySet()) {
            String key = each.getKey();
            if (ONCE.contains(key)) {
                takeOnce(line, key, each.getValue());
            } else if (!(backfill && BACKFILL.contains(key)) && !(sync && SYNC.contains(key))) {
                throw unknown(line, key);
            }
        }
        if (backfill) {
            String why = "table=";
            backfills.add(
                    new BackfillSpec(
                            line.need("table", why),
                            line.need("key", why),
                            line.need("set", why),
                            line.need("verify", why)));
        }
        if (sync) {
            String why = "sync=";
            syncs.add(
                    new SyncSpec(
                            line.need("sync", why),
                            line.need("old", why),
                            line.need("new", why),
                            line.need("up", why),
                            line.need("down", why)));
        }
    }

    private void takeOnce(HeaderLine line, String key, String value) throws UnreadableMigrations {
        if (once.put(key, value) != null) {
            throw line.wrong("the surefoot line gives " + key + "= a second time; keep one");
        }
        if (key.equals("phase")) {
            phase = Optional.of(oneOf(line, key, value, Phase.values()));
        } else if (key.equals("transaction")) {
            wrapping = Optional.of(oneOf(line, key, value, Wrapping.values()));
        }
    }

    private static <E extends Enum<E>> E oneOf(
            HeaderLine line, String key, String value, E[] allowed) throws UnreadableMigrations {
        for (E each : allowed) {
            if (lower(each).equals(value)) {
                return each;
            }
        }
        throw line.wrong(
                "the surefoot line says "
                        + key
                        + "="
                        + value
                        + "; one of: "
                        + Stream.of(allowed)
                                .map(HeaderReader::lower)
                                .collect(Collectors.joining(", ")));
    }

    private static UnreadableMigrations unknown(HeaderLine line, String key) {
        String owner = BACKFILL.contains(key) ? "table=" : SYNC.contains(key) ? "sync=" : "";
        return line.wrong(
                owner.isEmpty()
                        ? "the surefoot line has an unknown key "
                                + key
                                + "=; known: phase, inverse, transaction; table with key, set,"
                                + " verify; sync with old, new, up, down"
                        : "the surefoot line has " + key + "= without " + owner + "; add it");
    }

    private static String lower(Enum<?> each) {
        return each.name().toLowerCase(Locale.ROOT);
    }
}
