package dev.surefoot.schema.check;

import dev.surefoot.schema.migration.MigrationFile;
import dev.surefoot.schema.rule.Finding;
import dev.surefoot.schema.rule.Replays;
import dev.surefoot.schema.rule.Unknown;

import java.util.List;
import java.util.function.Function;

/**
 * What executing the applications' statements showed.
 *
 * @param verdict over the cells that count
 * @param unknown why cells that count are inconclusive
 * @param findings about no single file
 * @param of what it showed of one file
 */
record Proven(
        List<CheckReport.Cell> cells,
        Verdict verdict,
        List<Unknown> unknown,
        List<Finding> findings,
        Function<MigrationFile, Replays> of) {
    /** No statements were given. */
    static final Proven NOTHING =
            new Proven(List.of(), Verdict.PASS, List.of(), List.of(), _ -> Replays.NONE);
}
