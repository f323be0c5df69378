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
import java.util.stream.Stream;

/**
 * What cells say of each file, and of the change as far as statements were given.
 *
 * @param files those of the change, in their order
 */
record CellsOfFiles(Cells cells, CheckRequest.Applications versions, List<MigrationFile> files) {
    CellsOfFiles {
        files = List.copyOf(files);
    }

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
                state == State.CONTRACTED || !done(file)
                        ? Optional.empty()
                        : replay(cells.at(App.OLD, state), byThis);
        return new Replays(old, replay(cells.at(App.NEW, State.CONTRACTED), _ -> true));
    }

    /** Nothing was executed after a file that failed, so nothing shows that it is harmless. */
    private boolean done(MigrationFile file) {
        String reason = cells.at(App.OLD, State.CONTRACTED).reason();
        Optional<MigrationFile> failed =
                files.stream().filter(it -> failed(it.path(), reason)).findFirst();
        return failed.isEmpty() || comesBefore(file, failed.get());
    }

    /** A step is named by its file, a statement's with the line, columns in step with words. */
    private static boolean failed(String path, String reason) {
        return Stream.of(" ends in ", ":", ", ").anyMatch(it -> reason.startsWith(path + it));
    }

    private boolean comesBefore(MigrationFile one, MigrationFile other) {
        int byState = FilePath.state(one).compareTo(FilePath.state(other));
        return byState < 0 || (byState == 0 && place(one) < place(other));
    }

    private int place(MigrationFile file) {
        return files.stream().map(MigrationFile::path).toList().indexOf(file.path());
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
