package dev.surefoot.schema.check;

import dev.surefoot.schema.check.CheckRequest.Applied;
import dev.surefoot.schema.check.CheckRequest.Production;
import dev.surefoot.schema.migration.MigrationFile;
import dev.surefoot.schema.migration.MigrationSet;
import dev.surefoot.schema.migration.Phase;
import dev.surefoot.schema.migration.SchemaDirectory;
import dev.surefoot.schema.migration.UnreadableMigrations;
import dev.surefoot.schema.rule.Rows;
import dev.surefoot.schema.run.Outcome;
import dev.surefoot.schema.run.RunOptions;
import dev.surefoot.schema.run.RunPlan;
import dev.surefoot.schema.run.TargetFacts;
import dev.surefoot.schema.run.TargetTrouble;
import dev.surefoot.schema.run.target.Target;
import dev.surefoot.schema.sql.SqlParser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What production's database itself tells a check: which files ran and whether they are those of
 * the folder, its major version, settings and rows. What a request says already is kept. The
 * database is only read.
 */
public final class LiveProduction {
    private LiveProduction() {}

    /**
     * The same request with what the database says.
     *
     * @throws TargetTrouble if it can't be read, naming the next step
     */
    public static CheckRequest ask(CheckRequest request, Target target)
            throws TargetTrouble, UnreadableMigrations {
        MigrationSet set =
                SchemaDirectory.read(
                        request.directory(), request.reading().withParser(SqlParser.scanner()));
        return switch (RunPlan.make(target, set, options(request, set))) {
            case RunPlan.Made.Ready(RunPlan plan) ->
                    known(request, plan, TargetFacts.read(target)).with(applied(set, plan));
            case RunPlan.Made.Not(Outcome.Refused(String rule, String reason))
                    when rule.equals("D04") ->
                    request.with(new Applied.Contradicted(reason));
            case RunPlan.Made.Not(Outcome outcome) -> throw new TargetTrouble(reason(outcome));
        };
    }

    /** Only which files are done is asked for, so any phase will do where none is declared. */
    private static RunOptions options(CheckRequest request, MigrationSet set) {
        Map<String, Phase> any = new HashMap<>();
        set.files().forEach(file -> any.put(file.path(), Phase.EXPAND));
        Optional<String> baseline =
                request.applied() instanceof Applied.Upto(String version)
                        ? Optional.of(version)
                        : Optional.empty();
        return RunOptions.usual("a check")
                .with(new RunOptions.Folder(any, baseline, true, file -> bytes(request, file)));
    }

    private static Optional<byte[]> bytes(CheckRequest request, MigrationFile file) {
        try {
            return Optional.of(Files.readAllBytes(request.directory().resolve(file.path())));
        } catch (IOException e) {
            throw new UncheckedIOException(file.path() + " can't be read any more", e);
        }
    }

    private static Applied applied(MigrationSet set, RunPlan plan) {
        Set<String> ran = new HashSet<>();
        set.files().forEach(file -> ran.add(file.path()));
        plan.files().forEach(file -> ran.remove(file.path()));
        return new Applied.These(ran);
    }

    private static CheckRequest known(CheckRequest request, RunPlan plan, TargetFacts facts) {
        Production said = request.production();
        Map<String, String> settings = new HashMap<>();
        for (String name : Set.of("TimeZone", "search_path")) {
            Optional.ofNullable(plan.settings().get(name)).ifPresent(it -> settings.put(name, it));
        }
        settings.putAll(said.settings());
        Map<String, Long> rows = new HashMap<>(facts.rows());
        // A name without its schema means the table wherever it is.
        said.rows()
                .byTable()
                .forEach(
                        (table, number) -> {
                            rows.keySet().removeIf(it -> it.endsWith("." + table));
                            rows.put(table, number);
                        });
        OptionalInt major =
                said.major().isPresent()
                        ? said.major()
                        : OptionalInt.of(
                                Integer.parseInt(plan.version().replaceFirst("\\D.*", "")));
        return request.with(
                new Production(
                        said.source(), major, settings, new Rows(rows, said.rows().others())));
    }

    private static String reason(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Refused(String rule, String reason) -> rule + ": " + reason;
            case Outcome.NotAllowed(String reason) -> reason;
            case Outcome.CouldNot(String reason) -> reason;
            case Outcome.Held(String reason, var blockers) -> reason;
            case Outcome.Failed(String where, var error) -> where + ": " + error.message();
            case Outcome.Done(var notes) -> "nothing was read";
        };
    }
}
