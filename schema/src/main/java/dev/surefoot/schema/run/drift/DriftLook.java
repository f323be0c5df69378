package dev.surefoot.schema.run.drift;

import dev.surefoot.schema.catalog.Catalog;
import dev.surefoot.schema.catalog.CatalogDifference;
import dev.surefoot.schema.fact.CatalogObject;
import dev.surefoot.schema.fact.ObjectKind;
import dev.surefoot.schema.fact.SqlError;
import dev.surefoot.schema.measure.MeasuredFile;
import dev.surefoot.schema.measure.Measurer;
import dev.surefoot.schema.migration.Layout;
import dev.surefoot.schema.migration.MigrationFile;
import dev.surefoot.schema.migration.MigrationSet;
import dev.surefoot.schema.run.RunPlan;
import dev.surefoot.schema.run.sync.SyncTrigger;
import dev.surefoot.schema.run.target.FileRow;
import dev.surefoot.schema.run.target.Sql;
import dev.surefoot.schema.run.target.Target;
import dev.surefoot.schema.shadow.Shadow;
import dev.surefoot.schema.shadow.ShadowDatabase;
import dev.surefoot.schema.shadow.ShadowFailure;
import dev.surefoot.schema.shadow.ShadowSource;
import dev.surefoot.schema.sql.Identifiers;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Looks whether a target drifted: runs what ran there on a shadow with the target's settings, and
 * compares both catalogs by name. Owners, rights, our own tables and triggers and the tool's
 * history are left out. The target is only read.
 */
public final class DriftLook {
    private static final Pattern NO_SCHEMA = Pattern.compile("schema \"(.+)\" does not exist");

    private final Target target;
    private final MigrationSet set;
    private final RunPlan plan;

    private DriftLook(Target target, MigrationSet set, RunPlan plan) {
        this.target = target;
        this.set = set;
        this.plan = plan;
    }

    /**
     * Looks; takes seconds.
     *
     * @param plan of that set on that target
     */
    public static Drift at(Target target, MigrationSet set, RunPlan plan, ShadowSource source) {
        return new DriftLook(target, set, plan).look(source);
    }

    private Drift look(ShadowSource source) {
        Optional<Drift> not = notNow();
        if (not.isPresent()) {
            return not.get();
        }
        try (Shadow shadow = Shadow.start(source, settings())) {
            int major = Integer.parseInt(plan.version().replaceFirst("\\D.*", ""));
            if (shadow.major() != major) {
                return new Drift.Unknown(
                        "the target is PostgreSQL %s and the shadow %s; give --postgres-bin DIR of an"
                                        .formatted(plan.version(), shadow.version())
                                + " installation of "
                                + major);
            }
            try (ShadowDatabase database = shadow.create();
                    Measurer measurer = Measurer.on(database, set.layout())) {
                Optional<Drift> failed = run(database, measurer);
                return failed.isPresent() ? failed.get() : compare(measurer.catalog());
            }
        } catch (ShadowFailure e) {
            return new Drift.Unknown(String.valueOf(e.getMessage()));
        } catch (SQLException e) {
            return new Drift.Unknown(target.shown() + ": " + e.getMessage());
        }
    }

    private Optional<Drift> notNow() {
        if (!plan.later().isEmpty()) {
            return Optional.of(
                    new Drift.Unknown(
                            "files of newer versions of the folder ran here: "
                                    + String.join(", ", plan.later())));
        }
        return plan.files().stream()
                .filter(file -> file.state() != FileRow.State.PENDING)
                .findFirst()
                .map(file -> new Drift.Unknown(file.path() + " is half done here; end that first"));
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        for (String name : List.of("TimeZone", "search_path")) {
            String value = plan.settings().get(name);
            if (value != null) {
                settings.put(name, value);
            }
        }
        return settings;
    }

    /** Runs what ran there; what it could not, if so. */
    private Optional<Drift> run(ShadowDatabase database, Measurer measurer) throws SQLException {
        Set<String> pending =
                plan.files().stream()
                        .map(RunPlan.PlannedFile::path)
                        .collect(Collectors.toUnmodifiableSet());
        for (MigrationFile file : set.files()) {
            if (pending.contains(file.path())) {
                continue;
            }
            Optional<SqlError> error = measured(database, measurer, file).error();
            if (error.isPresent()) {
                return Optional.of(
                        new Drift.Unknown(
                                "%s ran here, and the shadow refuses it: %s (SQLSTATE %s)"
                                        .formatted(
                                                file.path(),
                                                error.get().message(),
                                                error.get().sqlState())));
            }
        }
        return Optional.empty();
    }

    /** A schema that the files take for granted was made by somebody before. */
    private static MeasuredFile measured(
            ShadowDatabase database, Measurer measurer, MigrationFile file) throws SQLException {
        MeasuredFile measured = measurer.measure(file);
        Matcher missing = NO_SCHEMA.matcher(measured.error().map(SqlError::message).orElse(""));
        boolean nothingDone =
                file.wrapping() == MigrationFile.Wrapping.FILE || measured.statements().size() == 1;
        if (!nothingDone || !missing.find()) {
            return measured;
        }
        try (Connection connection = database.connect()) {
            Sql.execute(connection, "create schema " + Identifiers.quoted(missing.group(1)));
        }
        return measurer.measure(file);
    }

    private Drift compare(Catalog shadow) throws SQLException {
        Predicate<CatalogObject> unwanted = unwanted(set.layout());
        try (Connection connection = target.connect()) {
            Catalog here = Catalog.read(connection).withoutRoles().without(unwanted);
            List<String> differences =
                    Catalog.differences(here, shadow.withoutRoles().without(unwanted)).stream()
                            .filter(each -> !each.note())
                            .map(DriftLook::words)
                            .toList();
            return differences.isEmpty() ? new Drift.None() : new Drift.Differs(differences);
        }
    }

    private static Predicate<CatalogObject> unwanted(Layout layout) {
        String history = layout.historyTable();
        return object ->
                (object.kind() == ObjectKind.TRIGGER && object.name().equals(SyncTrigger.NAME))
                        || (!history.isEmpty() && object.local().startsWith(history));
    }

    private static String words(CatalogDifference it) {
        String what =
                it.object().kind().word()
                        + " "
                        + it.object().qualified()
                        + (it.attribute().isEmpty() ? "" : ", " + it.attribute());
        return switch (it.kind()) {
            case ONLY_LEFT -> what + ": here, but no file that ran makes it";
            case ONLY_RIGHT -> what + ": made by a file that ran, but not here";
            case CHANGED ->
                    what
                            + ": "
                            + value(it.left())
                            + " here, "
                            + value(it.right())
                            + " by the files";
            case ORDER_ONLY, WHITE_SPACE_ONLY -> it.toString();
        };
    }

    private static String value(String value) {
        return value.isEmpty() ? "none" : "'" + value + "'";
    }
}
