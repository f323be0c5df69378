package dev.surefoot.schema.rule;

import dev.surefoot.schema.fact.Fact;
import dev.surefoot.schema.rule.Finding.Words;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * How long others wait, and whether that is too long. Without a probe it is reckoned from the rows:
 * so many microseconds each, times 0.5 to 3, as disks differ.
 */
enum Cost {
    /** All rows written anew: 2.1 to 3.9 µs each. */
    REWRITE(100_000, 2.1, 3.9),
    /** An index over all rows, about 2.4 µs each. */
    INDEX(100_000, 2.1, 2.9),
    /** A look-up for each row. */
    FOREIGN_KEY(100_000, 0.4, 2.1),
    /** All rows read: 0.2 µs each. */
    SCAN(1_000_000, 0.2, 0.2),
    /** The strongest lock for a moment: what takes long is to get it. */
    MOMENT(100_000, 0, 0);

    /** The longest that a reader or a writer may wait, in milliseconds. */
    static final long BUDGET_MS = 500;

    private static final double LEAST = 0.5;
    private static final double MOST = 3;

    private final long most;
    private final double lowMicros;
    private final double highMicros;

    Cost(long most, double lowMicros, double highMicros) {
        this.most = most;
        this.lowMicros = lowMicros;
        this.highMicros = highMicros;
    }

    /** Rows beyond which it is refused unless measured. */
    long most() {
        return most;
    }

    /** How it is written down: {@code what} and {@code whom} are the rule's. */
    record Case(Rule rule, String table, String what, String whom, String instead) {}

    /** A finding if it costs, or may cost, too much. */
    Optional<Finding> of(FileView file, Step step, Case it) {
        Optional<Fact.Stalled> stall =
                step.facts(Fact.Stalled.class)
                        .filter(each -> each.table().equals(it.table()))
                        .findFirst();
        if (stall.isPresent()) {
            Words words = words(it, measured(stall.get()));
            return switch (severity(stall.get())) {
                case BLOCK -> Optional.of(file.finding(it.rule(), Severity.BLOCK, step, words));
                case INCONCLUSIVE ->
                        Optional.of(file.inconclusive(it.rule(), step, words, unsure(it.table())));
                case WARN, NOTE -> Optional.empty();
            };
        }
        OptionalLong rows = file.world().rows().of(it.table());
        if (rows.isEmpty()) {
            String howLong =
                    "unknown, as the rows of %s are: %s at a million"
                            .formatted(it.table(), time(1_000_000));
            return Optional.of(
                    file.inconclusive(
                            it.rule(), step, words(it, howLong), Unknown.rows(it.table())));
        }
        return rows.getAsLong() <= most
                ? Optional.empty()
                : Optional.of(
                        file.finding(
                                it.rule(),
                                Severity.BLOCK,
                                step,
                                words(it, reckoned(rows.getAsLong()))));
    }

    /** What a measured stall means against the budget. */
    static Severity severity(Fact.Stalled stall) {
        long low = Math.max(stall.read().lowMs(), stall.write().lowMs());
        long high = Math.max(stall.read().highMs(), stall.write().highMs());
        if (low > BUDGET_MS) {
            return Severity.BLOCK;
        }
        return high > BUDGET_MS ? Severity.INCONCLUSIVE : Severity.NOTE;
    }

    static Unknown unsure(String table) {
        return new Unknown(
                "whether others wait longer than %d ms for %s".formatted(BUDGET_MS, table),
                "a trial on production's disks, or another way to write it");
    }

    static String measured(Fact.Stalled stall) {
        return "reads %d to %d ms, writes %d to %d ms at %,d rows, from a probe"
                .formatted(
                        stall.read().lowMs(),
                        stall.read().highMs(),
                        stall.write().lowMs(),
                        stall.write().highMs(),
                        stall.rows());
    }

    private String reckoned(long rows) {
        return "%s at %,d rows".formatted(time(rows), rows);
    }

    private String time(long rows) {
        if (this == MOMENT) {
            return "a moment, and before it as long as the longest transaction that runs";
        }
        double low = rows * lowMicros * LEAST / 1e6;
        double high = rows * highMicros * MOST / 1e6;
        return "about %s to %s".formatted(seconds(low), seconds(high));
    }

    private static String seconds(double seconds) {
        if (seconds < 1) {
            return Math.round(seconds * 1000) + " ms";
        }
        return seconds < 120 ? "%.1f s".formatted(seconds) : Math.round(seconds / 60) + " min";
    }

    private static Words words(Case it, String howLong) {
        return new Words(it.what(), it.whom(), howLong, it.instead());
    }
}
