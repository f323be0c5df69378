package dev.surefoot.schema.rehearsal;

import dev.surefoot.schema.migration.Layout;
import dev.surefoot.schema.migration.MigrationFile;

import java.util.List;
import java.util.Optional;

/**
 * What becomes of new writes when the change is taken back: every key that was there must be there
 * afterwards, and an old column must say what {@code down} makes of the new one.
 */
record NewTrial(
        RehearsalRequest request,
        MigrationFile file,
        Layout layout,
        Script change,
        Script wayBack) {

    /** On a trial that came back to where it was; what it leaves there is of no use. */
    NewWrites run(Copy trial, long rows) {
        if (rows == 0 && request.newWrites().isEmpty()) {
            return new NewWrites.NotTried("no rows were asked for");
        }
        Keys tables = Keys.tables(trial);
        Optional<Script.Failure> again = change.run(trial.database(), request.statementTimeout());
        if (again.isPresent()) {
            return new NewWrites.Lost(
                    List.of("the change does not run again: " + again.get().error().message()));
        }
        trial.write(request.afterChange().place(file));
        if (request.newWrites().isPresent()) {
            trial.write(request.newWrites().get());
        } else {
            Trial.seed(trial, rows, request.seed() + 1, layout);
        }
        Keys keys = tables.read(trial);
        Pairs pairs = Pairs.expected(trial, file.header().syncs());
        trial.write(request.afterChange().remove(file));
        Optional<Script.Failure> failed = wayBack.run(trial.database(), request.statementTimeout());
        if (failed.isPresent()) {
            return new NewWrites.Refused(failed.get().error(), failed.get().line());
        }
        List<String> lost = keys.missing(trial);
        List<String> other = pairs.other(trial);
        return lost.isEmpty() && other.isEmpty()
                ? new NewWrites.Kept(keys.count())
                : new NewWrites.Lost(
                        java.util.stream.Stream.concat(lost.stream(), other.stream()).toList());
    }
}
