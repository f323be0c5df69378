package dev.surefoot.schema.rehearsal;

import dev.surefoot.schema.migration.MigrationFile;
import dev.surefoot.schema.migration.MigrationSet;
import dev.surefoot.schema.rehearsal.Outcome.NotApplied;
import dev.surefoot.schema.rehearsal.Outcome.NotReached;
import dev.surefoot.schema.shadow.Shadow;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Rehearses the way back of each migration of a folder, in order, each on the schema that those
 * before it made. Bounded by the request's time-out of each statement. Thread-safe.
 *
 * <p>Throws {@link dev.surefoot.schema.shadow.ShadowFailure} if the shadow itself could not; what a
 * migration does wrong is part of the answer.
 */
public final class Rehearsal {
    private final Shadow shadow;
    private final RehearsalRequest request;

    public Rehearsal(Shadow shadow, RehearsalRequest request) {
        this.shadow = shadow;
        this.request = request;
    }

    /** All of them. */
    public List<Rehearsed> all(MigrationSet set) {
        return some(set, _ -> true, _ -> {});
    }

    /**
     * Some of them; the others are only applied.
     *
     * @param wanted which are rehearsed
     * @param each told as soon as it is known
     */
    public List<Rehearsed> some(
            MigrationSet set, Predicate<MigrationFile> wanted, Consumer<Rehearsed> each) {
        List<Rehearsed> all = new ArrayList<>();
        Optional<String> stopped = Optional.empty();
        try (Baseline baseline = new Baseline(shadow, set.layout(), request.statementTimeout())) {
            for (MigrationFile file : set.files()) {
                Optional<Rehearsed> known =
                        stopped.isPresent()
                                ? Optional.of(without(file, new NotReached(stopped.get())))
                                : next(baseline, set, file, wanted.test(file));
                if (known.isPresent() && known.get().outcome() instanceof NotApplied) {
                    stopped = Optional.of(file.path());
                }
                known.ifPresent(all::add);
                known.ifPresent(each);
            }
        }
        return all;
    }

    /** Rehearses one, if wanted, and applies it; empty if there is nothing to say. */
    private Optional<Rehearsed> next(
            Baseline baseline, MigrationSet set, MigrationFile file, boolean wanted) {
        List<String> made = new ArrayList<>();
        while (true) {
            Optional<Rehearsed> known =
                    wanted
                            ? Optional.of(new Trial(baseline, file, request, set.layout()).run())
                            : Optional.empty();
            Optional<NotApplied> failure =
                    known.map(Rehearsed::outcome)
                            .filter(NotApplied.class::isInstance)
                            .map(NotApplied.class::cast)
                            .or(
                                    () ->
                                            baseline.advance(file)
                                                    .map(f -> new NotApplied(f.error(), f.line())));
            if (failure.isEmpty()) {
                return known.map(each -> each.noting(made));
            }
            Optional<String> more = baseline.make(failure.get().error());
            if (more.isEmpty()) {
                return Optional.of(without(file, failure.get()).noting(made));
            }
            made.add(more.get());
        }
    }

    private Rehearsed without(MigrationFile file, Outcome outcome) {
        return new Rehearsed(
                file.path(),
                file.sha256(),
                file.inverse().map(MigrationFile.Inverse::path),
                outcome,
                Optional.empty(),
                new NewWrites.NotTried("the change did not run"),
                request.rows(),
                request.oldWrites().isPresent(),
                List.of());
    }
}
