package dev.surefoot.server.schema;

import dev.surefoot.schema.check.CheckReport;
import dev.surefoot.schema.check.CheckRequest;
import dev.surefoot.schema.check.SchemaCheck;
import dev.surefoot.schema.check.UnknownVersion;
import dev.surefoot.schema.migration.MigrationFile;
import dev.surefoot.schema.migration.ReadOptions;
import dev.surefoot.schema.migration.UnreadableMigrations;
import dev.surefoot.schema.proof.statement.Statements;
import dev.surefoot.schema.rule.Rows;
import dev.surefoot.schema.run.RunPlan;
import dev.surefoot.schema.run.TargetFacts;
import dev.surefoot.schema.run.TargetTrouble;
import dev.surefoot.schema.shadow.ShadowFailure;
import dev.surefoot.schema.shadow.ShadowSource;
import dev.surefoot.server.json.Json;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tries a change on a shadow of what its place has: what is yet to run, and, for an older candidate
 * that comes again, whether its statements work on what newer ones have run since. Safe for use by
 * many threads.
 */
final class SchemaTrial {
    private final SchemaStore store;
    private final Bundles bundles;
    private final InstantSource clock;

    SchemaTrial(SchemaStore store, Bundles bundles, InstantSource clock) {
        this.store = store;
        this.bundles = bundles;
        this.clock = clock;
    }

    /**
     * What is tried.
     *
     * @param own what the candidate brings
     * @param plan what of it is yet to run
     * @param watch is told how far it is
     */
    record Case(SchemaLibrary.Site site, Bundles.Read own, RunPlan plan, SchemaWork.Watch watch) {
        /** Paths of its own that are yet to run. */
        Set<String> pending() {
            return plan.files().stream()
                    .map(RunPlan.PlannedFile::path)
                    .collect(Collectors.toUnmodifiableSet());
        }

        /** Paths of its own that ran. */
        Set<String> ran() {
            Set<String> pending = pending();
            return own.set().files().stream()
                    .map(MigrationFile::path)
                    .filter(path -> !pending.contains(path))
                    .collect(Collectors.toUnmodifiableSet());
        }

        /** Paths that newer ones ran. */
        Set<String> later() {
            return Set.copyOf(plan.later());
        }
    }

    Errand.Outcome prove(SchemaChange change, Case tried) {
        boolean nothing = tried.pending().isEmpty() && tried.own().set().files().isEmpty();
        if (nothing && tried.later().isEmpty()) {
            return new Errand.Outcome.Proved(nothing());
        }
        try {
            Proof proof = tried.later().isEmpty() ? own(change, tried) : again(change, tried);
            return new Errand.Outcome.Proved(Proofs.and(proof, tried.plan().unfilled()));
        } catch (UnreadableMigrations | UnknownVersion | Bundles.Unreadable e) {
            return new Errand.Outcome.Refused(String.valueOf(e.getMessage()));
        } catch (TargetTrouble e) {
            return new Errand.Outcome.Held(String.valueOf(e.getMessage()));
        } catch (IOException | ShadowFailure e) {
            return new Errand.Outcome.Broken(String.valueOf(e.getMessage()));
        }
    }

    private Proof nothing() {
        return new Proof(
                Proof.Verdict.PASS,
                "it brings statements and no migrations",
                List.of(),
                List.of(),
                now(),
                now().plus(Proofs.VALID));
    }

    /** What is yet to run, on what ran. */
    private Proof own(SchemaChange change, Case tried)
            throws TargetTrouble,
                    Bundles.Unreadable,
                    UnreadableMigrations,
                    UnknownVersion,
                    IOException {
        CheckRequest.Applications versions =
                new CheckRequest.Applications(
                        oldStatements(change, tried.site()),
                        tried.own().statements(),
                        tried.own().jobs());
        CheckReport report;
        if (tried.later().isEmpty()) {
            report = check(tried, tried.own().folder(), tried.ran(), versions);
        } else {
            Set<String> ran = new HashSet<>(tried.ran());
            ran.addAll(tried.later());
            report = beside(tried, Set.of(), ran, versions);
        }
        store.report(change.id(), now(), Json.MAPPER.writeValueAsString(report));
        return Proofs.of(report, fills(tried.own()), now());
    }

    /** Its statements on what newer ones ran since; then what it has itself to run. */
    private Proof again(SchemaChange change, Case tried)
            throws TargetTrouble,
                    Bundles.Unreadable,
                    UnreadableMigrations,
                    UnknownVersion,
                    IOException {
        CheckReport since =
                beside(
                        tried,
                        tried.pending(),
                        tried.ran(),
                        CheckRequest.Applications.of(tried.own().statements()));
        Proof proof = Comeback.of(since, tried.later(), now());
        if (tried.pending().isEmpty() || proof.verdict() == Proof.Verdict.FAIL) {
            store.report(change.id(), now(), Json.MAPPER.writeValueAsString(Comeback.shown(since)));
            return proof;
        }
        return Comeback.and(proof, own(change, tried));
    }

    private CheckReport beside(
            Case tried, Set<String> without, Set<String> ran, CheckRequest.Applications versions)
            throws TargetTrouble, UnreadableMigrations, UnknownVersion, IOException {
        Path folder = tried.site().newer().beside(tried.own(), tried.later(), without);
        try {
            return check(tried, folder, ran, versions);
        } finally {
            Bundles.delete(folder);
        }
    }

    private CheckReport check(
            Case tried, Path folder, Set<String> ran, CheckRequest.Applications versions)
            throws TargetTrouble, UnreadableMigrations, UnknownVersion {
        SchemaLibrary.Site site = tried.site();
        int major = Integer.parseInt(tried.plan().version().replaceFirst("\\D.*", ""));
        Rows rows = new Rows(TargetFacts.read(site.database()).rows(), OptionalLong.empty());
        CheckRequest request =
                CheckRequest.of(folder)
                        .with(ReadOptions.plain().withPlaceholders(site.target().placeholders()))
                        .done(ran)
                        .trying(false, true)
                        .with(
                                new CheckRequest.Production(
                                        new ShadowSource.Bundled(),
                                        OptionalInt.of(major),
                                        settings(tried),
                                        rows))
                        .with(versions);
        return SchemaCheck.run(
                request,
                (what, done, all) ->
                        tried.watch().progress().accept(new Errand.Progress(what, done, all)));
    }

    private Statements oldStatements(SchemaChange change, SchemaLibrary.Site site)
            throws Bundles.Unreadable {
        Optional<SchemaChange.Baseline> baseline = change.subject().baseline();
        if (baseline.isEmpty() || baseline.get().bundle().isEmpty()) {
            return Statements.missing();
        }
        try (Bundles.Read old =
                bundles.open(baseline.get().bundle().get(), site.target().placeholders())) {
            return old.statements();
        }
    }

    /** What of production's settings changes what a migration does. */
    private static Map<String, String> settings(Case tried) {
        Map<String, String> all = tried.plan().settings();
        Map<String, String> settings = new LinkedHashMap<>();
        Optional.ofNullable(all.get("TimeZone")).ifPresent(zone -> settings.put("TimeZone", zone));
        tried.site()
                .target()
                .searchPath()
                .or(() -> Optional.ofNullable(all.get("search_path")))
                .ifPresent(path -> settings.put("search_path", path));
        return settings;
    }

    /** A pair of columns that is kept in step is filled, too, without a file for it. */
    private static Set<String> fills(Bundles.Read own) {
        return own.set().files().stream()
                .filter(it -> !it.header().backfills().isEmpty() || !it.header().syncs().isEmpty())
                .map(MigrationFile::path)
                .collect(Collectors.toUnmodifiableSet());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
