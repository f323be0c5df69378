package dev.surefoot.schema.check;

import dev.surefoot.schema.migration.MigrationFile;
import dev.surefoot.schema.proof.App;
import dev.surefoot.schema.proof.Break;
import dev.surefoot.schema.proof.Cell;
import dev.surefoot.schema.proof.Cells;
import dev.surefoot.schema.proof.State;
import dev.surefoot.schema.rule.Replays;
import dev.surefoot.schema.rule.Replays.Broken;
import dev.surefoot.schema.rule.Replays.Replay;
import dev.surefoot.schema.rule.Unknown;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** What cells say of each file, and of the change as far as statements were given. */
record CellsOfFiles(Cells cells, CheckRequest.Applications versions) {

    Proven proven() {
        List<Cell> counting =
                cells.cells().stream().filter(it -> it.gates() && given(it.app())).toList();
        Verdict verdict =
                counting.stream()
                        .map(it -> verdict(it.verdict()))
                        .reduce(Verdict.PASS, Verdict::or);
        List<Unknown> unknown =
                counting.stream()
                        .filter(it -> verdict(it.verdict()) == Verdict.INCONCLUSIVE)
                        .map(CellsOfFiles::why)
                        .toList();
        return new Proven(
                cells.cells().stream()
                        .filter(it -> given(it.app()))
                        .map(CellsOfFiles::view)
                        .toList(),
                verdict,
                unknown,
                NullsYet.of(cells).stream().toList(),
                this::of);
    }

    private boolean given(App app) {
        return switch (app) {
            case OLD -> !versions.old().isEmpty();
            case NEW -> !versions.fresh().isEmpty();
        };
    }

    private static Unknown why(Cell it) {
        return new Unknown(
                "the %s version's statements, %s: %s"
                        .formatted(word(it.app()), word(it.state()), it.reason()),
                "statements that succeed on what production has (--since V)");
    }

    private static String word(Enum<?> it) {
        return it.name().toLowerCase(Locale.ROOT);
    }

    private static Verdict verdict(dev.surefoot.schema.proof.Verdict it) {
        return switch (it) {
            case PASS -> Verdict.PASS;
            case FAIL -> Verdict.FAIL;
            case INCONCLUSIVE -> Verdict.INCONCLUSIVE;
        };
    }

    private Replays of(MigrationFile file) {
        State state = FilePath.state(file);
        Predicate<Break> byThis =
                it -> it.after().equals(file.path()) || it.after().startsWith(file.path() + ":");
        Optional<Replay> old =
                state == State.CONTRACTED
                        ? Optional.empty()
                        : replay(cells.at(App.OLD, state), byThis);
        return new Replays(old, replay(cells.at(App.NEW, State.CONTRACTED), _ -> true));
    }

    private static Optional<Replay> replay(Cell cell, Predicate<Break> which) {
        return verdict(cell.verdict()) == Verdict.INCONCLUSIVE
                ? Optional.empty()
                : Optional.of(
                        new Replay(
                                cell.broken().stream()
                                        .filter(which)
                                        .map(it -> new Broken(it.statement(), sign(it)))
                                        .toList()));
    }

    private static String sign(Break it) {
        return it.kind() == Break.Kind.STATE ? it.sqlState().orElse(it.words()) : word(it.kind());
    }

    private static CheckReport.Cell view(Cell it) {
        return new CheckReport.Cell(
                it.app().name(),
                it.state().name(),
                it.run(),
                it.broken().stream()
                        .map(
                                one ->
                                        new CheckReport.Broken(
                                                one.statement(),
                                                one.sql(),
                                                one.sqlState().orElse(""),
                                                one.words(),
                                                one.message(),
                                                one.after()))
                        .toList(),
                verdict(it.verdict()),
                it.reason());
    }
}
