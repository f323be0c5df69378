package dev.surefoot.server.web;

import dev.surefoot.evidence.Digest;
import dev.surefoot.server.schema.Proof;
import dev.surefoot.server.schema.SchemaChange;
import dev.surefoot.server.schema.SchemaRows;
import dev.surefoot.server.schema.SchemaState;
import dev.surefoot.server.schema.SchemaStore;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Changes of a database in every state. */
final class Changes {
    static final Proof RENAME = SchemaRows.rename(Lives.T0);

    private Changes() {}

    static List<SchemaState> all() {
        return List.of(
                new SchemaState.Proving(Lives.T0),
                new SchemaState.Proven(Lives.T0, RENAME),
                new SchemaState.Proven(Lives.T0, found(Proof.Verdict.FAIL)),
                new SchemaState.Proven(Lives.T0, found(Proof.Verdict.INCONCLUSIVE)),
                new SchemaState.Expanding(Lives.T0, RENAME),
                new SchemaState.Expanded(Lives.T0, RENAME),
                new SchemaState.Backfilling(Lives.T0, RENAME),
                new SchemaState.Settled(Lives.T0, RENAME),
                new SchemaState.Settled(Lives.T0, added()),
                new SchemaState.Contracting(Lives.T0, RENAME),
                new SchemaState.Complete(Lives.T0, RENAME, true),
                new SchemaState.Complete(Lives.T0, added(), false),
                new SchemaState.Refused(Lives.T0, Optional.empty(), "no privilege on orders"),
                left("BACKFILLING"));
    }

    static SchemaState left(String reached) {
        return new SchemaState.Left(
                Lives.T0.plusSeconds(7),
                Optional.of(RENAME),
                reached,
                "its release went back",
                "400,000 of 1,000,000 rows filled; old data is as it was, what was added stays");
    }

    /** A trial that ended so. */
    static Proof found(Proof.Verdict verdict) {
        return new Proof(verdict, "a statement breaks", List.of(), List.of(), Lives.T0, Lives.T0);
    }

    /** A change that only adds. */
    static Proof added() {
        return new Proof(
                Proof.Verdict.PASS,
                "both versions work",
                List.of(new Proof.File("V1.sql", Proof.Phase.EXPAND, "V")),
                List.of(),
                Lives.T0,
                Lives.T0);
    }

    static SchemaChange in(SchemaState state) {
        Digest digest = Digest.sha256("new".getBytes(StandardCharsets.UTF_8));
        return new SchemaChange(
                Lives.OTHER,
                new SchemaChange.Subject(
                        "shop",
                        "production",
                        Lives.OTHER,
                        digest,
                        digest,
                        Optional.empty(),
                        1,
                        Lives.T0),
                state,
                1);
    }

    /** Entered one a minute. */
    static List<SchemaStore.Event> events(String... states) {
        return Stream.iterate(0, it -> it < states.length, it -> it + 1)
                .map(it -> new SchemaStore.Event(Lives.T0.plusSeconds(60L * it), states[it], "why"))
                .toList();
    }
}
