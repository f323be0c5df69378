package dev.surefoot.schema.check;

import dev.surefoot.schema.measure.MeasuredFile;
import dev.surefoot.schema.migration.MigrationFile;
import dev.surefoot.schema.migration.MigrationSet;
import dev.surefoot.schema.rule.Finding;
import dev.surefoot.schema.rule.Judged;
import dev.surefoot.schema.rule.Unknown;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/** Puts a report together, file by file. Not thread-safe. */
final class ReportBuilder {
    private final List<CheckReport.File> files = new ArrayList<>();
    private final List<CheckReport.Found> findings = new ArrayList<>();
    private final NavigableSet<Unknown> unknown = new TreeSet<>();
    private Verdict verdict = Verdict.PASS;

    /** What concerns no file by itself. */
    void add(Finding finding) {
        findings.add(found(finding));
        finding.missing().ifPresent(unknown::add);
        verdict = verdict.or(Verdict.of(finding.severity()));
    }

    void add(MeasuredFile measured, Judged judged) {
        MigrationFile file = measured.file();
        judged.findings().forEach(this::add);
        files.add(
                new CheckReport.File(
                        file.path(),
                        file.version(),
                        file.sha256(),
                        Verdict.of(judged.severity()),
                        judged.phase(),
                        judged.declared(),
                        file.inverse().map(MigrationFile.Inverse::path),
                        judged.recovery().letter(),
                        measured.statements().stream().map(StatementFacts::of).toList()));
    }

    private static CheckReport.Found found(Finding it) {
        return new CheckReport.Found(
                it.rule(),
                it.severity(),
                it.path(),
                it.line(),
                it.recovery().letter(),
                it.rule().title(),
                it.words().what(),
                it.words().whom(),
                it.words().howLong(),
                it.words().instead());
    }

    /** The report; cells count as far as their statements were given. */
    CheckReport build(MigrationSet set, CheckReport.Postgres postgres, Proven proven) {
        verdict = verdict.or(proven.verdict());
        unknown.addAll(proven.unknown());
        return new CheckReport(
                verdict,
                set.parser(),
                postgres,
                set.layout(),
                files,
                proven.cells(),
                findings,
                List.copyOf(unknown));
    }
}
