package dev.surefoot.schema.rehearsal;

import dev.surefoot.schema.catalog.Catalog;
import dev.surefoot.schema.catalog.CatalogDifference;
import dev.surefoot.schema.migration.Layout;
import dev.surefoot.schema.migration.MigrationFile;
import dev.surefoot.schema.rows.SeedRequest;
import dev.surefoot.schema.rows.Seeded;
import dev.surefoot.schema.rows.Seeder;
import dev.surefoot.schema.rule.Recovery;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One migration there and back: a control copy with the old writes alone, a trial copy with change,
 * the same old writes and inverse. Then once more with new writes. Used once.
 */
final class Trial {
    private final Baseline baseline;
    private final MigrationFile file;
    private final RehearsalRequest request;
    private final Layout layout;
    private final Script change;
    private final List<String> notes = new ArrayList<>();

    Trial(Baseline baseline, MigrationFile file, RehearsalRequest request, Layout layout) {
        this.baseline = baseline;
        this.file = file;
        this.request = request;
        this.layout = layout;
        this.change = new Script(file.statements(), file.wrapping());
    }

    Rehearsed run() {
        if (request.rows() == 0) {
            return run(0);
        }
        Rehearsed filled = run(request.rows());
        if (!(filled.outcome() instanceof Outcome.NotApplied refused)) {
            return filled;
        }
        notes.clear();
        Rehearsed bare = run(0);
        return bare.outcome() instanceof Outcome.NotApplied
                ? bare
                : bare.noting(
                        List.of(
                                "on empty tables only, as the change fails on generated rows: "
                                        + refused.error().message()));
    }

    private Rehearsed run(long rows) {
        Copy trial = baseline.trial();
        boolean kept = false;
        try {
            seed(trial, rows, request.seed());
            State before = before(trial);
            Optional<Script.Failure> failed =
                    change.run(trial.database(), request.statementTimeout());
            if (failed.isPresent()) {
                Script.Failure failure = failed.get();
                return rehearsed(new Outcome.NotApplied(failure.error(), failure.line()), rows)
                        .build(Optional.empty(), new NewWrites.NotTried("the change did not run"));
            }
            Rehearsed known = back(trial, before, rows);
            if (known.outcome() instanceof Outcome.Equal && rows == 0 && request.leavesNothing()) {
                baseline.keep(trial);
                kept = true;
            }
            return known;
        } finally {
            if (!kept) {
                trial.close();
            }
        }
    }

    /** How it would be without the change. */
    private State before(Copy trial) {
        if (request.oldWrites().isEmpty()) {
            return State.of(trial);
        }
        try (Copy control = baseline.copyOf(trial)) {
            control.write(request.oldWrites().get());
            return State.of(control);
        }
    }

    private Rehearsed back(Copy trial, State before, long rows) {
        trial.write(request.afterChange().place(file));
        request.oldWrites().ifPresent(writes -> trial.write(writes));
        if (file.inverse().isEmpty()) {
            return rehearsed(new Outcome.NoInverse(), rows)
                    .build(
                            Optional.of(without(before, trial)),
                            new NewWrites.NotTried("there is no inverse"));
        }
        MigrationFile.Inverse inverse = file.inverse().get();
        Script wayBack = new Script(inverse.statements(), inverse.wrapping());
        trial.write(request.afterChange().remove(file));
        Optional<Script.Failure> failed = wayBack.run(trial.database(), request.statementTimeout());
        Outcome outcome =
                failed.<Outcome>map(f -> failed(f, inverse, wayBack, rows))
                        .orElseGet(() -> compare(before, State.of(trial)));
        if (!outcome.exact()) {
            Recovery honest =
                    outcome instanceof Outcome.RowsChanged
                            ? Recovery.RESTORE
                            : withoutInverse(before, rows);
            return rehearsed(outcome, rows)
                    .build(Optional.of(honest), new NewWrites.NotTried("the inverse is not exact"));
        }
        NewWrites fresh = new NewTrial(request, file, layout, change, wayBack).run(trial, rows);
        boolean lost = fresh instanceof NewWrites.Lost && request.newWrites().isPresent();
        return rehearsed(outcome, rows)
                .build(Optional.of(lost ? Recovery.RESTORE : Recovery.INVERSE), fresh);
    }

    private static Recovery without(State before, Copy changed) {
        return before.loses(State.of(changed)) ? Recovery.RESTORE : Recovery.ROLL_FORWARD;
    }

    /** On another copy, as the first one is no longer where the change left it. */
    private Recovery withoutInverse(State before, long rows) {
        try (Copy again = baseline.trial()) {
            List<String> said = List.copyOf(notes);
            seed(again, rows, request.seed());
            notes.retainAll(said);
            Optional<Script.Failure> failed =
                    change.run(again.database(), request.statementTimeout());
            return failed.isPresent() ? Recovery.RESTORE : without(before, again);
        }
    }

    private Outcome.Failed failed(
            Script.Failure failure, MigrationFile.Inverse inverse, Script wayBack, long rows) {
        boolean rowsOnly = false;
        if (rows > 0 || request.oldWrites().isPresent()) {
            try (Copy bare = baseline.trial()) {
                rowsOnly =
                        change.run(bare.database(), request.statementTimeout()).isEmpty()
                                && wayBack.run(bare.database(), request.statementTimeout())
                                        .isEmpty();
            }
        }
        return new Outcome.Failed(failure.error(), inverse.path(), failure.line(), rowsOnly);
    }

    private Outcome compare(State before, State after) {
        List<CatalogDifference> all = Catalog.differences(before.catalog(), after.catalog());
        List<CatalogDifference> real = all.stream().filter(each -> !each.note()).toList();
        List<ChangedRows> changed = before.changed(after);
        if (!real.isEmpty()) {
            changed.forEach(each -> notes.add("rows changed as well: " + each));
            return new Outcome.Different(real);
        }
        if (!changed.isEmpty()) {
            return new Outcome.RowsChanged(changed);
        }
        return all.isEmpty() ? new Outcome.Equal() : new Outcome.OrderOnly(all);
    }

    private void seed(Copy trial, long rows, long seed) {
        if (rows == 0) {
            return;
        }
        Seeded seeded = seed(trial, rows, seed, layout);
        seeded.empty()
                .forEach(
                        each ->
                                notes.add(
                                        "%s stayed empty: %s"
                                                .formatted(each.table(), each.why().orElse(""))));
    }

    static Seeded seed(Copy copy, long rows, long seed, Layout layout) {
        Set<String> history =
                layout.historyTable().isEmpty()
                        ? Set.of()
                        : Set.of("public." + layout.historyTable());
        SeedRequest each = SeedRequest.of(rows).without(history).withSeed(seed);
        return copy.look(connection -> Seeder.fill(connection, each));
    }

    private Draft rehearsed(Outcome outcome, long rows) {
        return new Draft(outcome, rows);
    }

    private final class Draft {
        private final Outcome outcome;
        private final long rows;

        Draft(Outcome outcome, long rows) {
            this.outcome = outcome;
            this.rows = rows;
        }

        Rehearsed build(Optional<Recovery> recovery, NewWrites fresh) {
            return new Rehearsed(
                    file.path(),
                    file.sha256(),
                    file.inverse().map(MigrationFile.Inverse::path),
                    outcome,
                    recovery,
                    fresh,
                    rows,
                    request.oldWrites().isPresent(),
                    notes);
        }
    }
}
