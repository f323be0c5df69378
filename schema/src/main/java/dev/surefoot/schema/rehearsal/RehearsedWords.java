package dev.surefoot.schema.rehearsal;

import dev.surefoot.schema.catalog.CatalogDifference;
import dev.surefoot.schema.rehearsal.RehearsalReport.FileView;
import dev.surefoot.schema.rehearsal.RehearsalReport.Verdict;

import java.util.List;
import java.util.Optional;

/** A rehearsal in words for people and one word for programs. Pure. */
final class RehearsedWords {
    private RehearsedWords() {}

    static FileView view(Rehearsed of, long asked) {
        Words outcome = outcome(of.outcome());
        Words fresh = fresh(of.newWrites());
        return new FileView(
                of.path(),
                of.sha256(),
                of.inverse(),
                verdict(of, asked),
                outcome.word(),
                outcome.details(),
                outcome.line(),
                outcome.sqlState(),
                of.recovery().map(each -> each.letter()),
                fresh.word(),
                fresh.details(),
                of.rows(),
                of.recorded(),
                of.notes());
    }

    private static Verdict verdict(Rehearsed of, long asked) {
        return switch (of.outcome()) {
            case Outcome.NoInverse() -> Verdict.INCONCLUSIVE;
            case Outcome.NotReached(String after) -> Verdict.INCONCLUSIVE;
            case Outcome.NotApplied(var error, int line) -> Verdict.FAIL;
            case Outcome.Failed failed -> Verdict.FAIL;
            case Outcome.Different different -> Verdict.FAIL;
            case Outcome.RowsChanged changed -> Verdict.FAIL;
            case Outcome.Equal() -> exact(of, asked);
            case Outcome.OrderOnly(var notes) -> exact(of, asked);
        };
    }

    /** Rows that were asked for and could not be there are missing data. */
    private static Verdict exact(Rehearsed of, long asked) {
        if (!of.passed()) {
            return Verdict.FAIL;
        }
        return of.rows() < asked ? Verdict.INCONCLUSIVE : Verdict.PASS;
    }

    private record Words(
            String word, List<String> details, Optional<Integer> line, Optional<String> sqlState) {
        static Words of(String word, List<String> details) {
            return new Words(word, details, Optional.empty(), Optional.empty());
        }
    }

    private static Words outcome(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Equal() -> Words.of("EQUAL", List.of());
            case Outcome.OrderOnly(var notes) ->
                    Words.of("ORDER_ONLY", notes.stream().map(RehearsedWords::words).toList());
            case Outcome.Different(var all) ->
                    Words.of("DIFFERENT", all.stream().map(RehearsedWords::words).toList());
            case Outcome.Failed(var error, String path, int line, boolean rowsOnly) ->
                    new Words(
                            "FAILED",
                            List.of(
                                    "%s:%d: %s%s"
                                            .formatted(
                                                    path,
                                                    line,
                                                    error.message(),
                                                    rowsOnly ? " (on generated rows only)" : "")),
                            Optional.of(line),
                            Optional.of(error.sqlState()));
            case Outcome.RowsChanged(var tables) ->
                    Words.of("ROWS_CHANGED", tables.stream().map(Object::toString).toList());
            case Outcome.NoInverse() ->
                    Words.of(
                            "NO_INVERSE",
                            List.of("write one, or accept that there is no way back"));
            case Outcome.NotApplied(var error, int line) ->
                    new Words(
                            "NOT_APPLIED",
                            List.of("line %d: %s".formatted(line, error.message())),
                            Optional.of(line),
                            Optional.of(error.sqlState()));
            case Outcome.NotReached(String after) ->
                    Words.of("NOT_REACHED", List.of("it comes after " + after));
        };
    }

    private static Words fresh(NewWrites fresh) {
        return switch (fresh) {
            case NewWrites.Kept(long rows) ->
                    Words.of("KEPT", List.of(rows + " keys are there after the way back"));
            case NewWrites.Lost(var what) -> Words.of("LOST", what);
            case NewWrites.Refused(var error, int line) ->
                    new Words(
                            "REFUSED",
                            List.of("line %d of the inverse: %s".formatted(line, error.message())),
                            Optional.of(line),
                            Optional.of(error.sqlState()));
            case NewWrites.NotTried(String why) -> Words.of("NOT_TRIED", List.of(why));
        };
    }

    private static String words(CatalogDifference of) {
        String what =
                of.object().kind().word()
                        + " "
                        + of.object().qualified()
                        + (of.attribute().isEmpty() ? "" : ", " + of.attribute());
        return switch (of.kind()) {
            case ONLY_LEFT -> what + " is not brought back";
            case ONLY_RIGHT -> what + " is left behind";
            case CHANGED -> "%s: was %s, is %s".formatted(what, some(of.left()), some(of.right()));
            case ORDER_ONLY -> "%s: order was %s, is %s".formatted(what, of.left(), of.right());
            case WHITE_SPACE_ONLY -> what + ": other white space";
        };
    }

    private static String some(String value) {
        return value.isEmpty() ? "nothing" : "'" + value + "'";
    }
}
