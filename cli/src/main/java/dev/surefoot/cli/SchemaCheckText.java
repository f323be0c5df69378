package dev.surefoot.cli;

import dev.surefoot.schema.check.CheckReport;
import dev.surefoot.schema.check.CheckReport.Cell;
import dev.surefoot.schema.check.CheckReport.Found;
import dev.surefoot.schema.rule.Severity;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A report of a check for people. */
final class SchemaCheckText {
    private static final int SHOWN_BREAKS = 5;

    private SchemaCheckText() {}

    static void print(Output output, Path directory, CheckReport report) {
        output.line(
                "%s: %d %s to judge, %s; PostgreSQL %s%s"
                        .formatted(
                                directory,
                                report.files().size(),
                                report.files().size() == 1 ? "file" : "files",
                                word(report.layout()),
                                report.postgres().version(),
                                source(report)));
        of(report, "").forEach(found -> print(output, found));
        for (CheckReport.File file : report.files()) {
            output.line("");
            output.line(
                    "%-12s %s  (%s%s, back: %s)"
                            .formatted(
                                    file.verdict(),
                                    file.path(),
                                    word(file.declared().orElse(file.phase())),
                                    file.declared().isPresent() ? "" : ", derived",
                                    back(file)));
            of(report, file.path()).forEach(found -> print(output, found));
        }
        elsewhere(report).forEach(found -> print(output, found));
        report.cells().forEach(cell -> print(output, cell));
        end(output, report);
    }

    private static List<Found> of(CheckReport report, String path) {
        return report.findings().stream()
                .filter(it -> it.path().equals(path) && it.severity() != Severity.NOTE)
                .toList();
    }

    /** About files that are only applied. */
    private static List<Found> elsewhere(CheckReport report) {
        List<String> shown = report.files().stream().map(CheckReport.File::path).toList();
        return report.findings().stream()
                .filter(it -> !it.path().isEmpty() && !shown.contains(it.path()))
                .toList();
    }

    private static String source(CheckReport report) {
        return switch (report.postgres().source()) {
            case ASSUMED -> " (assumed: --postgres-version N says which production has)";
            case GIVEN -> "";
            case DIFFERS -> ", not production's";
        };
    }

    private static String back(CheckReport.File file) {
        return switch (file.recovery()) {
            case "V" -> "its inverse";
            case "F" -> "another change forward";
            default -> "only a restore";
        };
    }

    private static void print(Output output, Found it) {
        output.line(
                "  %-12s %s %s%s"
                        .formatted(
                                it.severity(),
                                it.rule(),
                                it.title(),
                                it.line() > 0 ? ", line " + it.line() : ""));
        output.line("      " + it.what());
        output.line("      whom      " + it.whom());
        output.line("      how long  " + it.howLong());
        List<String> lines = it.fix().lines().toList();
        output.line("      instead   " + (lines.isEmpty() ? "" : lines.getFirst()));
        lines.stream().skip(1).forEach(line -> output.line("                " + line));
    }

    private static void print(Output output, Cell cell) {
        output.line("");
        output.line(
                "%-12s %s version, %s: %d statements executed%s"
                        .formatted(
                                cell.verdict(),
                                cell.app().toLowerCase(Locale.ROOT),
                                cell.state().toLowerCase(Locale.ROOT),
                                cell.run(),
                                cell.reason().isEmpty() ? "" : "; " + cell.reason()));
        cell.broken().stream()
                .limit(SHOWN_BREAKS)
                .forEach(
                        it ->
                                output.line(
                                        "      %s: %s: %s"
                                                .formatted(
                                                        it.statement(),
                                                        it.difference(),
                                                        it.brief())));
        int more = cell.broken().size() - SHOWN_BREAKS;
        if (more > 0) {
            output.line("      and %d more".formatted(more));
        }
    }

    private static void end(Output output, CheckReport report) {
        output.line("");
        if (!report.unknown().isEmpty()) {
            output.line("Not known:");
            report.unknown()
                    .forEach(it -> output.line("  %s: %s".formatted(it.what(), it.needs())));
        }
        String counts =
                List.of(Severity.BLOCK, Severity.INCONCLUSIVE, Severity.WARN, Severity.NOTE)
                        .stream()
                        .filter(it -> report.count(it) > 0)
                        .map(it -> report.count(it) + " " + word(it))
                        .collect(Collectors.joining(", "));
        output.line("Verdict: " + report.verdict() + (counts.isEmpty() ? "" : " (" + counts + ")"));
    }

    private static String word(Enum<?> it) {
        return it.name().toLowerCase(Locale.ROOT);
    }
}
