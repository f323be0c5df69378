package dev.surefoot.server.schema;

import dev.surefoot.schema.check.CheckReport;
import dev.surefoot.schema.rule.Severity;
import dev.surefoot.schema.rule.Unknown;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes of the library's report what a release goes by. Pure. */
final class Proofs {
    /** How long a proof holds while nothing of it runs. */
    static final Duration VALID = Duration.ofDays(7);

    private static final int MOST_WORDS = 2_000;

    private Proofs() {}

    /**
     * The proof of what is yet to run.
     *
     * @param fills paths of files that ask for rows to be filled
     */
    static Proof of(CheckReport report, Set<String> fills, Instant at) {
        Proof.Verdict verdict = Proof.Verdict.valueOf(report.verdict().name());
        return new Proof(
                verdict,
                cut(words(report, verdict)),
                report.files().stream()
                        .map(
                                file ->
                                        new Proof.File(
                                                file.path(),
                                                Proof.Phase.valueOf(
                                                        file.declared()
                                                                .orElse(file.phase())
                                                                .name()),
                                                file.recovery(),
                                                fills.contains(file.path())))
                        .toList(),
                report.cells().stream().map(Proofs::cell).toList(),
                at,
                at.plus(VALID));
    }

    /**
     * The same with what an earlier release has left to be filled.
     *
     * @param unfilled paths of files that ran, and whose rows are not all filled
     */
    static Proof and(Proof proof, List<String> unfilled) {
        if (unfilled.isEmpty()) {
            return proof;
        }
        Stream<Proof.File> more =
                unfilled.stream().map(it -> new Proof.File(it, Proof.Phase.BACKFILL, "F"));
        return new Proof(
                proof.verdict(),
                cut(proof.words() + "; to be filled on: " + String.join(", ", unfilled)),
                Stream.concat(proof.files().stream(), more).toList(),
                proof.cells(),
                proof.at(),
                proof.until());
    }

    private static Proof.Cell cell(CheckReport.Cell cell) {
        return new Proof.Cell(
                cell.app(),
                cell.state(),
                Proof.Verdict.valueOf(cell.verdict().name()),
                broken(cell));
    }

    /** What broke, each in words. */
    static List<String> broken(CheckReport.Cell cell) {
        return cell.broken().stream().map(Proofs::broken).toList();
    }

    private static String broken(CheckReport.Broken broken) {
        return broken.statement() + ": " + broken.difference() + ": " + broken.brief();
    }

    private static String words(CheckReport report, Proof.Verdict verdict) {
        return switch (verdict) {
            case PASS -> passed(report);
            case FAIL -> failed(report);
            case INCONCLUSIVE -> unknown(report);
        };
    }

    private static String passed(CheckReport report) {
        long ran =
                report.cells().stream()
                        .filter(cell -> cell.app().equals("OLD"))
                        .mapToLong(CheckReport.Cell::run)
                        .max()
                        .orElse(0);
        return "%d migrations to run; %s"
                .formatted(
                        report.files().size(),
                        ran == 0
                                ? "no statements of the running version were there to execute"
                                : ran + " statements of the running version work in every state");
    }

    /** What breaks first, since people want to see it; then the rules. */
    private static String failed(CheckReport report) {
        Stream<String> breaks =
                report.cells().stream()
                        .filter(Proofs::gates)
                        .flatMap(
                                cell ->
                                        cell.broken().stream()
                                                .map(
                                                        it ->
                                                                "the "
                                                                        + (cell.app().equals("OLD")
                                                                                ? "running"
                                                                                : "new")
                                                                        + " version's statement "
                                                                        + broken(it)))
                        .distinct();
        Stream<String> findings =
                report.findings().stream()
                        .filter(it -> it.severity() == Severity.BLOCK)
                        .map(
                                it ->
                                        "%s:%d %s %s: %s"
                                                .formatted(
                                                        it.path(),
                                                        it.line(),
                                                        it.rule(),
                                                        it.title(),
                                                        it.what()));
        return Stream.concat(breaks, findings).collect(Collectors.joining("; "));
    }

    /** Those that stand between a release and its start. */
    private static boolean gates(CheckReport.Cell cell) {
        boolean old = cell.app().equals("OLD");
        boolean fails = cell.verdict().name().equals("FAIL");
        return switch (cell.state()) {
            case "EXPANDED", "BACKFILLED" -> fails;
            case "CONTRACTED" -> fails && !old;
            default -> false;
        };
    }

    private static String unknown(CheckReport report) {
        Optional<Unknown> first = report.unknown().stream().findFirst();
        List<String> also =
                report.findings().stream()
                        .filter(it -> it.severity() == Severity.INCONCLUSIVE)
                        .map(
                                it ->
                                        "%s:%d %s %s"
                                                .formatted(
                                                        it.path(),
                                                        it.line(),
                                                        it.rule(),
                                                        it.title()))
                        .toList();
        return "not known: "
                + first.map(it -> it.what() + " (needs " + it.needs() + ")").orElse("")
                + (also.isEmpty() ? "" : "; " + String.join("; ", also));
    }

    static String cut(String words) {
        return words.length() <= MOST_WORDS ? words : words.substring(0, MOST_WORDS) + "…";
    }
}
