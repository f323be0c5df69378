package dev.surefoot.schema.check;

import dev.surefoot.schema.catalog.Catalog;
import dev.surefoot.schema.fact.CatalogObject;
import dev.surefoot.schema.fact.SqlError;
import dev.surefoot.schema.measure.MeasuredFile;
import dev.surefoot.schema.migration.MigrationFile;
import dev.surefoot.schema.migration.MigrationSet;
import dev.surefoot.schema.migration.ReadOptions;
import dev.surefoot.schema.migration.SchemaDirectory;
import dev.surefoot.schema.migration.UnreadableMigrations;
import dev.surefoot.schema.rule.Judged;
import dev.surefoot.schema.rule.Rules;
import dev.surefoot.schema.rule.World;
import dev.surefoot.schema.shadow.Shadow;
import dev.surefoot.schema.shadow.ShadowDatabase;
import dev.surefoot.schema.shadow.ShadowFailure;
import dev.surefoot.schema.sql.SqlParser;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Checks a folder: reads it, applies what production has to a shadow, measures what comes after it,
 * executes the applications' statements if they are given, and judges. The folder is only read, and
 * the shadow is gone afterwards.
 *
 * <p>Bad SQL and missing data are findings. Thrown are: a folder that can't be read, a version that
 * it does not have, and a shadow that itself could not ({@link ShadowFailure}).
 */
public final class SchemaCheck {
    private final CheckRequest request;
    private final MigrationSet set;
    private final Progress progress;
    private final Prover prover;
    private final Map<String, Map<Integer, SqlError>> second = new HashMap<>();

    private SchemaCheck(CheckRequest request, MigrationSet set, Progress progress) {
        this.request = request;
        this.set = set;
        this.progress = progress;
        this.prover = new AppProver(request.versions(), set.layout());
    }

    /** Runs it on a shadow of its own; takes seconds, with a probe or statements up to minutes. */
    public static CheckReport run(CheckRequest request, Progress progress)
            throws UnreadableMigrations, UnknownVersion {
        // Whatever refuses the folder is found without the grammar, whose time the start can use.
        Pending quickly =
                Pending.of(
                        read(request, request.reading().withParser(SqlParser.scanner())),
                        request.applied());
        progress.at("starting a PostgreSQL for trials", 0, quickly.judged().size());
        try (Starting starting = Starting.of(request)) {
            MigrationSet set = read(request, request.reading());
            Pending pending = Pending.of(set, request.applied());
            return new SchemaCheck(request, set, progress).run(starting.shadow(), pending);
        }
    }

    private static MigrationSet read(CheckRequest request, ReadOptions options)
            throws UnreadableMigrations {
        return SchemaDirectory.read(request.directory(), options);
    }

    /** Runs it on a shadow that runs already, with the source and settings that it was given. */
    public static CheckReport run(Shadow shadow, CheckRequest request, Progress progress)
            throws UnreadableMigrations, UnknownVersion {
        MigrationSet set = read(request, request.reading());
        Pending pending = Pending.of(set, request.applied());
        return new SchemaCheck(request, set, progress).run(shadow, pending);
    }

    private CheckReport run(Shadow shadow, Pending pending) {
        try (ShadowDatabase database = shadow.create();
                Trials trials = new Trials(database, set.layout(), request.schemas())) {
            return run(trials, pending);
        }
    }

    private CheckReport run(Trials trials, Pending pending) {
        ReportBuilder report = new ReportBuilder();
        Postgres postgres = Postgres.of(trials.shadow(), request.production());
        postgres.finding().ifPresent(report::add);
        History.findings(set, request.applied(), pending).forEach(report::add);
        if (request.applied() instanceof CheckRequest.Applied.Contradicted) {
            return report.build(set, postgres.seen(), Proven.NOTHING);
        }
        baseline(trials, pending).ifPresent(failed -> report.add(Broken.baseline(failed)));
        Proven proven = prover.prove(trials, pending.judged());
        proven.findings().forEach(report::add);
        Readers.tried(trials, pending.judged(), set.layout(), request.versions())
                .forEach(report::add);
        List<Measuring> measured = measure(trials, pending, proven);
        WaysBack back = rehearsed(trials.shadow(), pending, measured);
        for (Measuring each : measured) {
            report.add(each.file(), back.judge(each.file(), each.judged()));
        }
        back.untried().ifPresent(report::add);
        FillOrder.findings(measured.stream().map(Measuring::file).toList()).forEach(report::add);
        Jobs.twice(trials, request.versions().jobs(), set.layout()).forEach(report::add);
        return report.build(set, postgres.seen(), proven);
    }

    /** Applies what production has; the first file that it could not, if any. */
    private Optional<MeasuredFile> baseline(Trials trials, Pending pending) {
        Optional<MeasuredFile> failed = Optional.empty();
        int done = 0;
        for (MigrationFile file : pending.baseline()) {
            progress.at("applying " + file.path(), done++, pending.baseline().size());
            MeasuredFile applied = trials.apply(file);
            failed = failed.or(() -> Optional.of(applied).filter(it -> !it.applied()));
        }
        return failed;
    }

    /** Each is judged at once, while both catalogs beside it are at hand. */
    private List<Measuring> measure(Trials trials, Pending pending, Proven proven) {
        List<Measuring> all = new ArrayList<>();
        Optional<String> failed = Optional.empty();
        Catalog before = trials.catalog();
        for (MigrationFile file : pending.judged()) {
            progress.at("measuring " + file.path(), all.size(), pending.judged().size());
            if (Twice.matters(file)) {
                second.put(file.path(), trials.alone(at -> Twice.run(at, file)));
            }
            MeasuredFile measured =
                    request.measuresTime() ? probed(trials, file) : trials.measure(file);
            Catalog after = trials.catalog();
            Judged judged = judge(measured, world(file, proven, before, after));
            Judged honest = failed.map(it -> Broken.after(it, judged)).orElse(judged);
            all.add(new Measuring(measured, honest));
            failed = failed.or(() -> failure(measured));
            before = after;
        }
        return all;
    }

    private MeasuredFile probed(Trials trials, MigrationFile file) {
        try (ShadowDatabase before = trials.alone(it -> it.shadow().copyOf(it))) {
            MeasuredFile measured = trials.measure(file);
            progress.at("probing " + file.path(), 0, 1);
            return Stalls.with(
                    measured,
                    Stalls.probe(trials.shadow())
                            .probe(before, measured, request.production().rows()::of));
        }
    }

    private WaysBack rehearsed(Shadow shadow, Pending pending, List<Measuring> measured) {
        List<MeasuredFile> files = measured.stream().map(Measuring::file).toList();
        return request.rehearse()
                ? WaysBack.rehearse(shadow, set, pending, files, progress)
                : WaysBack.untried(files);
    }

    private World world(MigrationFile file, Proven proven, Catalog before, Catalog after) {
        return new World(
                set.layout(),
                request.production().rows(),
                proven.of().apply(file),
                request.probe(),
                object -> attributes(before, object),
                object -> attributes(after, object));
    }

    private Judged judge(MeasuredFile measured, World world) {
        return Rules.judge(measured, world)
                .with(Rules.again(measured, second.getOrDefault(measured.file().path(), Map.of())));
    }

    private static Optional<Map<String, String>> attributes(Catalog catalog, CatalogObject object) {
        return Optional.of(catalog.attributes(object)).filter(it -> !it.isEmpty());
    }

    private static Optional<String> failure(MeasuredFile file) {
        return file.applied() ? Optional.empty() : Optional.of(file.file().path());
    }
}
