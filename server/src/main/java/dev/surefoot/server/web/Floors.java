package dev.surefoot.server.web;

import dev.surefoot.server.schema.PointOfNoReturn;
import dev.surefoot.server.time.Ids;

import java.util.List;
import java.util.Optional;

/** The point of no return in plain words. Pure. */
final class Floors {
    private Floors() {}

    static SchemaModel.Floor of(Optional<PointOfNoReturn> point) {
        return point.map(Floors::of)
                .orElseGet(
                        () ->
                                new SchemaModel.Floor(
                                        Tone.GOOD,
                                        "Every version that ran here still runs on this schema",
                                        "No change has taken anything away.",
                                        Optional.empty(),
                                        List.of()));
    }

    private static SchemaModel.Floor of(PointOfNoReturn point) {
        String oldest = Ids.brief(point.oldestCandidate());
        return new SchemaModel.Floor(
                Tone.HELD,
                "No way back past candidate " + oldest,
                point.broken().isEmpty()
                        ? "Something was taken away. No version is proven not to run any more;"
                                + " whether older ones do was not tried."
                        : "A rollback to one of the versions below is refused. Promote candidate "
                                + oldest
                                + " or a newer one, roll forward with a migration that brings"
                                + " back what was taken away, or restore a backup from before.",
                Optional.of(
                        new SchemaModel.Version(oldest, Text.digest(point.oldest()), point.at())),
                point.broken().stream()
                        .map(
                                it ->
                                        new SchemaModel.Broken(
                                                Ids.brief(it.candidate()),
                                                Text.digest(it.artifact()),
                                                it.statements()))
                        .toList());
    }
}
