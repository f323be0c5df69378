package dev.surefoot.schema.check;

import dev.surefoot.schema.migration.Layout;
import dev.surefoot.schema.migration.MigrationFile;
import dev.surefoot.schema.proof.ReaderCheck;
import dev.surefoot.schema.proof.ReaderFinding;
import dev.surefoot.schema.proof.State;
import dev.surefoot.schema.proof.Step;
import dev.surefoot.schema.rule.Finding;
import dev.surefoot.schema.rule.Rule;
import dev.surefoot.schema.rule.Severity;
import dev.surefoot.schema.rule.Unknown;
import dev.surefoot.schema.shadow.ShadowDatabase;
import dev.surefoot.schema.shadow.ShadowFailure;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * C14: the new version writes on the expanded schema, where the old one still runs; then declared
 * readers are sent to what it wrote. They know the rows that the old version's statements write, or
 * a few generated ones where no statements were given.
 */
final class Readers {
    private static final String NEEDS = "--new-statements FILE, with writes that readers see";

    private Readers() {}

    /** On what production has, before the files are measured there. */
    static List<Finding> tried(
            Trials before,
            List<MigrationFile> files,
            Layout layout,
            CheckRequest.Applications versions) {
        if (versions.readers().isEmpty()) {
            return List.of();
        }
        if (versions.fresh().isEmpty()) {
            return List.of(unknown("the new version's statements were not given"));
        }
        return before.alone(database -> onCopy(database, files, layout, versions));
    }

    private static List<Finding> onCopy(
            ShadowDatabase database,
            List<MigrationFile> files,
            Layout layout,
            CheckRequest.Applications versions) {
        try (ShadowDatabase copy = database.shadow().copyOf(database)) {
            boolean generated = versions.old().isEmpty();
            if (generated) {
                Seeds.plant(copy, layout);
            }
            Set<String> there = Seeds.tables(copy);
            for (Step step : files.stream().flatMap(FilePath::of).toList()) {
                if (step.state() == State.EXPANDED && step.change().apply(copy).isPresent()) {
                    return List.of(unknown(step.name() + " fails on the readers' rows"));
                }
            }
            if (generated) {
                Seeds.plantExcept(copy, there);
            }
            return findings(
                    ReaderCheck.of(copy, versions.old(), versions.fresh(), versions.readers()));
        } catch (SQLException e) {
            throw new ShadowFailure("the readers were not tried: " + e.getMessage(), e);
        }
    }

    private static List<Finding> findings(ReaderCheck.Result result) {
        List<Finding> all =
                new java.util.ArrayList<>(result.findings().stream().map(Readers::found).toList());
        if (!result.reason().isEmpty()) {
            all.add(unknown(result.reason()));
        }
        return all;
    }

    private static Finding found(ReaderFinding it) {
        String where = it.column().isEmpty() ? "" : ", column " + it.column();
        return finding(
                it.fails() ? Severity.BLOCK : Severity.WARN,
                new Finding.Words(
                        "Reader %s%s, on rows of the new version: %s."
                                .formatted(it.statement(), where, it.words()),
                        "whoever reads what the new version writes and is not released with it",
                        "until every reader can take it",
                        "Release readers that take both first; let the new version write as before"
                                + " until then."),
                Optional.empty());
    }

    private static Finding unknown(String reason) {
        return finding(
                Severity.INCONCLUSIVE,
                new Finding.Words(
                        "Whether readers can take what the new version writes is not known: %s."
                                .formatted(reason),
                        "whoever reads it and is not released with it",
                        "until it is tried",
                        "Give statements that write rows which the readers ask for."),
                Optional.of(new Unknown("what readers make of the new rows: " + reason, NEEDS)));
    }

    private static Finding finding(
            Severity severity, Finding.Words words, Optional<Unknown> missing) {
        return new Finding(Rule.C14, severity, "", 0, Rule.C14.recovery(), words, missing);
    }
}
