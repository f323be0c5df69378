package dev.surefoot.server.schema;

import dev.surefoot.evidence.Digest;
import dev.surefoot.server.artifact.Artifact;
import dev.surefoot.server.artifact.ArtifactStore;
import dev.surefoot.server.candidate.Candidate;
import dev.surefoot.server.candidate.CandidateStore;
import dev.surefoot.server.db.Database;
import dev.surefoot.server.ledger.LedgerStore;
import dev.surefoot.server.time.Ids;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Changes of a database as a server would have written them, for those who look at them. */
public final class SchemaRows {
    /** Something that must be shown as it is and do nothing. */
    public static final String HOSTILE =
            "SELECT '<script>alert(1)</script>' AS \"" + "very_long_name_".repeat(40) + "\"";

    private final SchemaStore store;
    private final ArtifactStore artifacts;
    private final CandidateStore candidates;

    public SchemaRows(Database database) {
        LedgerStore ledger = new LedgerStore();
        store = new SchemaStore(database, ledger);
        artifacts = new ArtifactStore(database, ledger);
        candidates = new CandidateStore(database, ledger);
    }

    public SchemaStore store() {
        return store;
    }

    /** A change of shop in production whose trial has begun. */
    public SchemaChange begin(UUID candidate, Instant at) {
        Instant when = at.truncatedTo(ChronoUnit.MILLIS);
        Digest artifact = digest("new " + candidate);
        artifacts.add(new Artifact(artifact, 1, when, "ci"));
        candidates.add(
                new Candidate(
                        candidate,
                        "shop",
                        artifact,
                        "https://git.example/shop",
                        "c0ffee",
                        Optional.of(digest("bundle")),
                        when,
                        "ci"));
        return store.add(
                new SchemaChange(
                        Ids.newId(when),
                        new SchemaChange.Subject(
                                "shop",
                                "production",
                                candidate,
                                artifact,
                                digest("bundle"),
                                Optional.of(
                                        new SchemaChange.Baseline(
                                                Ids.newId(when),
                                                digest("old " + candidate),
                                                Optional.empty())),
                                1,
                                when),
                        new SchemaState.Proving(when),
                        1),
                "its release is at the gates",
                "surefoot");
    }

    /** The same in another state. */
    public SchemaChange move(SchemaChange change, SchemaState to, String why) {
        return store.save(change.in(to), why, "surefoot").orElseThrow();
    }

    /** All states from expanding to settled. */
    public SchemaChange settle(SchemaChange change, Proof proof, Instant at) {
        SchemaChange proven = move(change, new SchemaState.Proven(at, proof), proof.words());
        SchemaChange expanding =
                move(proven, new SchemaState.Expanding(at, proof), "its release begins");
        SchemaChange expanded =
                move(expanding, new SchemaState.Expanded(at, proof), "2 statements ran in 61 ms");
        SchemaChange filling =
                move(expanded, new SchemaState.Backfilling(at, proof), "both versions live");
        return move(filling, new SchemaState.Settled(at, proof), "1,000,000 rows filled, 0 left");
    }

    /** Keeps the report of a trial. */
    public void report(SchemaChange change, String json) {
        store.report(change.id(), change.state().since(), json);
    }

    /** Keeps what the last look at the sessions gave. */
    public void quiet(SchemaChange change, Quiet quiet) {
        store.quiet(change.id(), quiet);
    }

    /** A rename the safe way. */
    public static Proof rename(Instant at) {
        return new Proof(
                Proof.Verdict.PASS,
                "both versions work while they live side by side; 14 and 16 statements tried",
                List.of(
                        file("V12__add_full_name.sql", Proof.Phase.EXPAND, "V"),
                        file("V13__fill_full_name.sql", Proof.Phase.BACKFILL, "V"),
                        file("V14__drop_name.sql", Proof.Phase.CONTRACT, "B")),
                List.of(
                        cell("OLD", "BEFORE", Proof.Verdict.PASS),
                        cell("OLD", "EXPANDED", Proof.Verdict.PASS),
                        cell("OLD", "BACKFILLED", Proof.Verdict.PASS),
                        cell(
                                "OLD",
                                "CONTRACTED",
                                Proof.Verdict.FAIL,
                                "SELECT id, name FROM customers WHERE id = $1: 42703 column"
                                        + " \"name\" does not exist",
                                HOSTILE + ": 42703"),
                        cell(
                                "NEW",
                                "BEFORE",
                                Proof.Verdict.FAIL,
                                "INSERT INTO customers (full_name) VALUES ($1): 42703"),
                        cell("NEW", "EXPANDED", Proof.Verdict.PASS),
                        cell("NEW", "CONTRACTED", Proof.Verdict.INCONCLUSIVE)),
                at,
                at.plus(Duration.ofDays(7)));
    }

    private static Proof.File file(String path, Proof.Phase phase, String recovery) {
        return new Proof.File(path, phase, recovery);
    }

    private static Proof.Cell cell(
            String app, String state, Proof.Verdict verdict, String... broken) {
        return new Proof.Cell(app, state, verdict, List.of(broken));
    }

    private static Digest digest(String of) {
        return Digest.sha256(of.getBytes(StandardCharsets.UTF_8));
    }

    /** What {@code surefoot schema check --json} says of that rename. */
    public static final String REPORT =
            """
            {"verdict": "PASS", "parser": "18.1.5",
             "postgres": {"version": "17.5", "source": "ASSUMED", "gucs": {}},
             "layout": "FLYWAY",
             "files": [
              {"path": "V12__add_full_name.sql", "phase": "EXPAND", "statements": [
               {"line": 1, "facts": {
                 "locks": [{"relation": "public.customers", "mode": "ACCESS_EXCLUSIVE"}],
                 "rewrites": [], "scans": [], "dropped": [],
                 "changed": ["+column public.customers.full_name"], "rows": 0}},
               {"line": 3, "facts": {"locks": [], "rewrites": [], "scans": [],
                 "dropped": [], "changed": [], "rows": 0}}]},
              {"path": "V13__fill_full_name.sql", "phase": "BACKFILL", "statements": [
               {"line": 2, "facts": {
                 "locks": [{"relation": "public.customers", "mode": "ROW_EXCLUSIVE"}],
                 "rewrites": [], "scans": ["public.customers"], "dropped": [],
                 "changed": [], "rows": 1000000}}]},
              {"path": "V14__drop_name.sql", "phase": "CONTRACT", "statements": [
               {"line": 2, "facts": {
                 "locks": [{"relation": "public.customers", "mode": "ACCESS_EXCLUSIVE"}],
                 "rewrites": ["public.customers"], "scans": [],
                 "dropped": ["table column public.customers.name (named)"],
                 "changed": ["-column public.customers.name"], "rows": 0},
                "stall": {"rows": 1000000, "readMs": [1550, 9300], "writeMs": [12, 12]}},
               {"line": 9}]}],
             "cells": [{"app": "OLD", "state": "EXPANDED", "run": 14, "broken": []}],
             "findings": [
              {"rule": "C13", "severity": "NOTE", "path": "V12__add_full_name.sql", "line": 1,
               "recovery": "V", "title": "column added under a prepared SELECT *",
               "what": "No statement selects *.", "whom": "", "howLong": "", "fix": ""},
              {"rule": "L07", "severity": "WARN", "path": "V14__drop_name.sql", "line": 2,
               "recovery": "B", "title": "work after the strongest lock in one transaction",
               "what": "Reads wait until the transaction ends.", "whom": "all readers",
               "howLong": "1.5 to 9 s", "fix": "ALTER TABLE customers\\n  DROP COLUMN name;"},
              {"rule": "D01", "severity": "BLOCK", "path": "V14__drop_name.sql", "line": 2,
               "recovery": "B", "what": "<script>alert(1)</script>"}],
             "unknown": [{"what": "rows of public.orders", "needs": "--rows public.orders=N"}]}
            """;
}
