package dev.surefoot.server.schema;

import dev.surefoot.schema.migration.Phase;
import dev.surefoot.schema.proof.statement.AppStatement;
import dev.surefoot.schema.run.Gone;
import dev.surefoot.schema.run.Limits;
import dev.surefoot.schema.run.Outcome;
import dev.surefoot.schema.run.RunOptions;
import dev.surefoot.schema.run.RunPlan;
import dev.surefoot.schema.run.SchemaRunner;
import dev.surefoot.schema.run.TargetFacts;
import dev.surefoot.schema.run.TargetTrouble;
import dev.surefoot.schema.run.backfill.FillLimits;
import dev.surefoot.schema.run.backfill.Signal;
import dev.surefoot.schema.run.target.Blocker;
import dev.surefoot.schema.run.target.Target;
import dev.surefoot.server.environment.ApplicationName;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The work, done with the library {@code schema}. Safe for use by many threads. */
public final class SchemaLibrary implements SchemaWork {
    /** A check of a large table keeps nobody waiting, and may take hours; a stall ends it. */
    private static final Duration STATEMENT = Duration.ofHours(6);

    private final SchemaStore store;
    private final Bundles bundles;
    private final Function<SchemaChange.Subject, Optional<SchemaTarget>> targets;
    private final Function<SchemaChange.Subject, List<Signal>> signals;
    private final InstantSource clock;

    /**
     * @param targets where a change's database is, by its definition
     * @param signals what its backfill gives way to besides the database's own signals
     */
    public SchemaLibrary(
            SchemaStore store,
            Bundles bundles,
            Function<SchemaChange.Subject, Optional<SchemaTarget>> targets,
            Function<SchemaChange.Subject, List<Signal>> signals,
            InstantSource clock) {
        this.store = store;
        this.bundles = bundles;
        this.targets = targets;
        this.signals = signals;
        this.clock = clock;
    }

    /**
     * A database that can be connected to, and how its migrations are read.
     *
     * @param newer what newer candidates have run there
     */
    record Site(SchemaTarget target, Target database, Newer newer) {}

    private interface Work {
        Errand.Outcome on(Site site, Bundles.Read own);
    }

    @Override
    public Errand.Outcome prove(SchemaChange change, Watch watch) {
        return with(change, (site, own) -> prove(change, site, own, watch));
    }

    @Override
    public Errand.Outcome expand(SchemaChange change, Watch watch) {
        return with(
                change,
                (site, own) -> run(new Job(change, site, own, watch), SchemaRunner::expand));
    }

    @Override
    public Errand.Outcome backfill(SchemaChange change, Watch watch) {
        return with(
                change,
                (site, own) -> run(new Job(change, site, own, watch), SchemaRunner::backfill));
    }

    @Override
    public Errand.Outcome contract(SchemaChange change, Watch watch) {
        return with(
                change,
                (site, own) -> {
                    Gone gone =
                            new Gone(
                                    "surefoot",
                                    "no instance of another version runs, none is kept warm, and no"
                                            + " session of one was seen for the quiet time",
                                    Set.of(applicationName(change.subject())),
                                    counted(site.target()));
                    return run(new Job(change, site, own, watch), filledFirst(gone));
                });
    }

    @Override
    public List<String> sessions(SchemaChange change) throws SchemaTrouble {
        SchemaTarget target = targets.apply(change.subject()).orElse(null);
        if (target == null || target.jdbcUrl().isEmpty()) {
            throw new SchemaTrouble("its database is not known: " + target);
        }
        Set<String> roles = counted(target);
        String itself = applicationName(change.subject());
        try {
            return TargetFacts.sessions(new Target(target.jdbcUrl().get())).stream()
                    .filter(each -> roles.isEmpty() || roles.contains(each.user()))
                    .filter(each -> !each.application().equals(itself))
                    .map(SchemaLibrary::named)
                    .distinct()
                    .sorted()
                    .toList();
        } catch (TargetTrouble e) {
            throw new SchemaTrouble(target + ": " + e.getMessage());
        }
    }

    private static String named(Blocker session) {
        return session.application().isEmpty()
                ? "an unnamed session of role " + session.user()
                : session.application();
    }

    /** {@code <service>@<12 hex of digest>}, as instances are told to call themselves. */
    private static String applicationName(SchemaChange.Subject subject) {
        return ApplicationName.of(subject.service(), subject.artifact().hex());
    }

    private Errand.Outcome with(SchemaChange change, Work work) {
        Optional<SchemaTarget> target = targets.apply(change.subject());
        if (target.isEmpty()) {
            return new Errand.Outcome.Refused(
                    change.subject().service()
                            + " has no database in "
                            + change.subject().environment()
                            + ": add database: ${env:NAME} there to surefoot.yaml");
        }
        if (target.get().jdbcUrl().isEmpty()) {
            return new Errand.Outcome.Held(
                    "the server's environment has no "
                            + target.get().variable()
                            + ": start it with the JDBC address of the role that owns the schema,"
                            + " for example jdbc:postgresql://db/shop?user=shop_owner&password=…");
        }
        Map<String, String> placeholders = target.get().placeholders();
        try (Bundles.Read own = bundles.open(change.subject().bundle(), placeholders);
                Newer newer = newer(change.subject(), placeholders)) {
            return work.on(
                    new Site(target.get(), new Target(target.get().jdbcUrl().get()), newer), own);
        } catch (Bundles.Unreadable e) {
            return new Errand.Outcome.Refused(String.valueOf(e.getMessage()));
        }
    }

    private Newer newer(SchemaChange.Subject subject, Map<String, String> placeholders) {
        return Newer.of(
                store.begun(subject.service(), subject.environment()),
                subject,
                bundles,
                placeholders);
    }

    private Errand.Outcome prove(SchemaChange change, Site site, Bundles.Read own, Watch watch) {
        // Only which files are done is asked for here, so any phase will do.
        Map<String, Phase> any = new HashMap<>();
        own.set().files().forEach(file -> any.put(file.path(), Phase.EXPAND));
        return switch (RunPlan.make(
                site.database(), own.set(), options(new Job(change, site, own, watch), any))) {
            case RunPlan.Made.Not(Outcome outcome) -> ended(outcome);
            case RunPlan.Made.Ready(RunPlan plan) ->
                    new SchemaTrial(store, bundles, clock)
                            .prove(change, new SchemaTrial.Case(site, own, plan, watch));
        };
    }

    private interface Runs {
        Outcome with(SchemaRunner runner) throws InterruptedException;
    }

    private record Job(SchemaChange change, Site site, Bundles.Read own, Watch watch) {}

    private Errand.Outcome run(Job job, Runs runs) {
        Map<String, Phase> phases = new HashMap<>();
        job.change()
                .proof()
                .orElseThrow()
                .files()
                .forEach(file -> phases.put(file.path(), Phase.valueOf(file.phase().name())));
        Told told = new Told(job.watch());
        SchemaRunner runner =
                new SchemaRunner(
                        job.site().database(),
                        job.own().set(),
                        options(job, phases).with(signals.apply(job.change().subject())),
                        told);
        try (Stopper _ = Stopper.of(Thread.currentThread(), job.watch().stop())) {
            return ended(runs.with(runner));
        } catch (InterruptedException e) {
            return new Errand.Outcome.Stopped(told.words());
        }
    }

    private static RunOptions options(Job job, Map<String, Phase> phases) {
        return RunOptions.usual("surefoot server, process " + ProcessHandle.current().pid())
                .with(
                        Limits.USUAL.withStatementTimeout(STATEMENT),
                        FillLimits.within(Limits.USUAL.stallBudget(), Limits.USUAL.lockTimeout()))
                .with(
                        new RunOptions.Folder(
                                phases,
                                Optional.empty(),
                                true,
                                job.own()::bytes,
                                job.site().newer().files()))
                .with(new RunOptions.Server(OptionalInt.empty(), roles(job.site(), job.own())));
    }

    /** A contract asks for a fill again that is not right any more. */
    private static Runs filledFirst(Gone gone) {
        return runner -> {
            Outcome filled = runner.backfill();
            return filled instanceof Outcome.Done ? runner.contractAll(gone) : filled;
        };
    }

    /**
     * Whose sessions count before something is taken away: of the role that the definition names,
     * else everybody's. What a recording names is a role of tests.
     */
    private static Set<String> counted(SchemaTarget target) {
        return target.role().map(Set::of).orElse(Set.of());
    }

    /** Roles of the application: as the definition says, else as its statements do. */
    private static Set<String> roles(Site site, Bundles.Read own) {
        return site.target()
                .role()
                .map(Set::of)
                .orElseGet(
                        () ->
                                own.statements().all().stream()
                                        .map(AppStatement::role)
                                        .flatMap(Optional::stream)
                                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    private static Errand.Outcome ended(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done(List<String> notes) ->
                    new Errand.Outcome.Done(String.join("; ", notes));
            case Outcome.Held(String reason, List<Blocker> blockers) ->
                    new Errand.Outcome.Held(
                            Stream.concat(Stream.of(reason), blockers.stream().map(Blocker::shown))
                                    .collect(Collectors.joining("; ")));
            case Outcome.Refused(String rule, String reason) ->
                    new Errand.Outcome.Refused(rule + ": " + reason);
            case Outcome.Failed(String where, var error) ->
                    new Errand.Outcome.Refused(
                            where + ": " + error.sqlState() + " " + error.message());
            // What a grant or a network mends needs no other candidate.
            case Outcome.NotAllowed(String reason) -> new Errand.Outcome.Held(reason);
            case Outcome.CouldNot(String reason) -> new Errand.Outcome.Held(reason);
        };
    }
}
