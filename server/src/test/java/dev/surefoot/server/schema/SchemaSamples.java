package dev.surefoot.server.schema;

import dev.surefoot.evidence.Digest;
import dev.surefoot.server.time.Ids;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Changes to decide about. */
final class SchemaSamples {
    static final Instant AT = Instant.parse("2026-11-27T10:00:00Z");
    static final UUID CANDIDATE = Ids.newId(AT);
    static final UUID OLD_CANDIDATE = Ids.newId(AT);
    static final Duration QUIET = Duration.ofHours(24);

    private SchemaSamples() {}

    static Digest digest(String of) {
        return Digest.sha256(of.getBytes(StandardCharsets.UTF_8));
    }

    static SchemaChange.Subject subject() {
        return new SchemaChange.Subject(
                "shop",
                "production",
                CANDIDATE,
                digest("new"),
                digest("bundle"),
                Optional.of(
                        new SchemaChange.Baseline(
                                OLD_CANDIDATE, digest("old"), Optional.of(digest("old bundle")))),
                1,
                AT);
    }

    static SchemaChange in(SchemaState state) {
        return new SchemaChange(Ids.newId(AT), subject(), state, 1);
    }

    /** A rename the safe way: all three phases, everything proven. */
    static Proof rename() {
        return proof(Proof.Verdict.PASS, Proof.Phase.values());
    }

    static Proof proof(Proof.Verdict verdict, Proof.Phase... phases) {
        return new Proof(
                verdict,
                verdict == Proof.Verdict.PASS ? "both versions work" : "a statement breaks",
                List.of(phases).stream()
                        .map(phase -> new Proof.File("V_" + phase + ".sql", phase, "V"))
                        .toList(),
                List.of(
                        new Proof.Cell("OLD", "EXPANDED", Proof.Verdict.PASS, List.of()),
                        new Proof.Cell("NEW", "CONTRACTED", Proof.Verdict.PASS, List.of()),
                        new Proof.Cell(
                                "OLD",
                                "CONTRACTED",
                                Proof.Verdict.FAIL,
                                List.of("SELECT name FROM customers: 42703"))),
                AT,
                AT.plus(Duration.ofDays(7)));
    }

    static SchemaSeen seen(Release release) {
        return new SchemaSeen(AT, release, Optional.empty(), Optional.empty(), QUIET, false);
    }

    static SchemaSeen seen(Release release, Errand errand) {
        return new SchemaSeen(AT, release, Optional.of(errand), Optional.empty(), QUIET, false);
    }

    static SchemaSeen quiet(Release release, Quiet quiet) {
        return new SchemaSeen(AT, release, Optional.empty(), Optional.of(quiet), QUIET, false);
    }
}
