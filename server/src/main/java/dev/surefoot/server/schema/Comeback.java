package dev.surefoot.server.schema;

import dev.surefoot.schema.check.CheckReport;
import dev.surefoot.schema.check.Verdict;
import dev.surefoot.schema.migration.Phase;
import dev.surefoot.schema.rule.Severity;
import dev.surefoot.schema.rule.Unknown;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What it means for an older version that newer ones have changed its database since: their files
 * ran and are not judged again; whether its statements work on what they made is. Pure.
 */
final class Comeback {
    private static final List<String> STATES =
            List.of("BEFORE", "EXPANDED", "BACKFILLED", "CONTRACTED");

    private Comeback() {}

    /**
     * The proof of one that has nothing of its own to run there.
     *
     * @param since the trial of the newer versions' files, with its statements as the old version's
     * @param later paths of those files
     */
    static Proof of(CheckReport since, Set<String> later, Instant at) {
        Optional<CheckReport.Cell> last = last(since);
        Proof.Verdict verdict = verdict(since, last);
        List<String> broken = last.stream().flatMap(it -> Proofs.broken(it).stream()).toList();
        return new Proof(
                verdict,
                Proofs.cut(words(verdict, since, later, broken)),
                List.of(),
                STATES.stream()
                        .map(state -> new Proof.Cell("NEW", state, verdict, broken))
                        .toList(),
                at,
                at.plus(Proofs.VALID));
    }

    /** The proof of one that has files of its own to run besides: both have to hold. */
    static Proof and(Proof since, Proof own) {
        if (since.verdict() == Proof.Verdict.PASS) {
            return own;
        }
        Proof.Verdict verdict =
                own.verdict() == Proof.Verdict.FAIL ? Proof.Verdict.FAIL : since.verdict();
        String words =
                own.verdict() == Proof.Verdict.PASS
                        ? since.words()
                        : since.words() + "; " + own.words();
        return new Proof(
                verdict, Proofs.cut(words), own.files(), own.cells(), own.at(), own.until());
    }

    /** The trial as people shall read it: of the version that comes back. */
    static CheckReport shown(CheckReport since) {
        List<CheckReport.Cell> cells =
                last(since).stream()
                        .flatMap(
                                cell ->
                                        STATES.stream()
                                                .map(
                                                        state ->
                                                                new CheckReport.Cell(
                                                                        "NEW",
                                                                        state,
                                                                        cell.run(),
                                                                        cell.broken(),
                                                                        cell.verdict(),
                                                                        cell.reason())))
                        .toList();
        return new CheckReport(
                Verdict.valueOf(verdict(since, last(since)).name()),
                since.parser(),
                since.postgres(),
                since.layout(),
                List.of(),
                cells,
                List.of(),
                since.unknown());
    }

    /** After all that ran: a state that nothing leads to is as the one before. */
    private static Optional<CheckReport.Cell> last(CheckReport since) {
        return since.cells().stream()
                .filter(cell -> cell.app().equals("OLD") && cell.state().equals("CONTRACTED"))
                .findFirst();
    }

    private static Proof.Verdict verdict(CheckReport since, Optional<CheckReport.Cell> last) {
        if (last.filter(cell -> cell.verdict() == Verdict.FAIL).isPresent()) {
            return Proof.Verdict.FAIL;
        }
        boolean known = last.isPresent() ? last.get().verdict() == Verdict.PASS : !takesAway(since);
        return known && !found(since, "S") ? Proof.Verdict.PASS : Proof.Verdict.INCONCLUSIVE;
    }

    /** By what the files do, where no statement is there to execute. */
    private static boolean takesAway(CheckReport since) {
        return found(since, "C")
                || since.files().stream()
                        .anyMatch(
                                it ->
                                        it.phase() == Phase.CONTRACT
                                                || it.declared()
                                                        .equals(Optional.of(Phase.CONTRACT)));
    }

    private static boolean found(CheckReport since, String rules) {
        return since.findings().stream()
                .filter(it -> it.rule().name().startsWith(rules))
                .anyMatch(
                        it ->
                                it.severity() == Severity.BLOCK
                                        || it.severity() == Severity.INCONCLUSIVE);
    }

    private static String words(
            Proof.Verdict verdict, CheckReport since, Set<String> later, List<String> broken) {
        String ran =
                later.size() > 3
                        ? later.size() + " files of newer versions"
                        : String.join(", ", later.stream().sorted().toList());
        Optional<CheckReport.Cell> last = last(since);
        return switch (verdict) {
            case PASS ->
                    last.map(cell -> "all " + cell.run() + " statements of it work")
                                    .orElse(
                                            "nothing was taken away, and no statement of it was"
                                                    + " there to execute,")
                            + " on the present schema, on which newer versions ran "
                            + ran;
            case FAIL ->
                    broken.stream()
                                    .map(it -> "this version's statement " + it)
                                    .collect(Collectors.joining("\n"))
                            + "\nIt no longer works on the present schema, on which newer versions"
                            + " ran "
                            + ran
                            + ". Promote a version that does, roll forward with a migration that"
                            + " brings back what was taken away, or restore a backup from before"
                            + " (its age and time were never drilled)";
            case INCONCLUSIVE ->
                    "not known: whether it works on the present schema, on which newer versions"
                            + " ran "
                            + ran
                            + " ("
                            + why(since, last)
                            + ")";
        };
    }

    private static String why(CheckReport since, Optional<CheckReport.Cell> last) {
        Stream<String> cell = last.map(CheckReport.Cell::reason).stream();
        Stream<String> missing =
                last.isEmpty()
                        ? Stream.of(
                                "needs its statements: record them and send them with its"
                                        + " candidate, --statements")
                        : Stream.of();
        Stream<String> unknown =
                since.unknown().stream().map((Unknown it) -> it.what() + ", needs " + it.needs());
        return Stream.of(cell, missing, unknown)
                .flatMap(all -> all)
                .filter(it -> !it.isEmpty())
                .findFirst()
                .orElse("see its report");
    }
}
