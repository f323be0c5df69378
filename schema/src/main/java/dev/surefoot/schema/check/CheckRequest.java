package dev.surefoot.schema.check;

import dev.surefoot.schema.migration.ReadOptions;
import dev.surefoot.schema.proof.statement.Statements;
import dev.surefoot.schema.rule.Rows;
import dev.surefoot.schema.shadow.ShadowSource;

import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is to be checked, and what is known of production.
 *
 * @param directory of the migrations
 * @param reading how it is read
 * @param applied what production has: those files are only applied
 * @param production what is known of it
 * @param versions the statements of the applications
 * @param probe whether stalls are measured; else they are reckoned from the rows
 */
public record CheckRequest(
        Path directory,
        ReadOptions reading,
        Applied applied,
        Production production,
        Applications versions,
        boolean probe) {

    /** A folder of which nothing else is known. */
    public static CheckRequest of(Path directory) {
        return new CheckRequest(
                directory,
                ReadOptions.plain(),
                new Applied.Nothing(),
                Production.UNKNOWN,
                Applications.NONE,
                false);
    }

    public CheckRequest since(String version) {
        return new CheckRequest(
                directory, reading, new Applied.Upto(version), production, versions, probe);
    }

    /**
     * Production has these files and no others.
     *
     * @param paths as the folder's reader gives them
     */
    public CheckRequest done(Set<String> paths) {
        return new CheckRequest(
                directory, reading, new Applied.These(paths), production, versions, probe);
    }

    public CheckRequest with(Production other) {
        return new CheckRequest(directory, reading, applied, other, versions, probe);
    }

    public CheckRequest with(Applications other) {
        return new CheckRequest(directory, reading, applied, production, other, probe);
    }

    public CheckRequest with(ReadOptions other) {
        return new CheckRequest(directory, other, applied, production, versions, probe);
    }

    /** Schemas that production has, by what was said: in its search path, or for a placeholder. */
    Set<String> schemas() {
        Set<String> all = new TreeSet<>(reading.placeholders().values());
        String path = production.settings().getOrDefault("search_path", "");
        for (String each : path.split(",", -1)) {
            all.add(each.strip().replaceAll("^\"|\"$", ""));
        }
        all.remove("");
        return all;
    }

    /** What production has. */
    public sealed interface Applied {
        /** Nothing yet. */
        record Nothing() implements Applied {}

        /** Everything up to a version. */
        record Upto(String version) implements Applied {}

        /** These files; a contract that waits may lie before one that ran. */
        record These(Set<String> paths) implements Applied {
            public These {
                paths = Set.copyOf(paths);
            }
        }
    }

    /**
     * What is known of production.
     *
     * @param source the PostgreSQL that stands in for it
     * @param major its major version; empty: assumed to be the shadow's
     * @param settings its own, for example {@code TimeZone} and {@code search_path}
     * @param rows of its tables
     */
    public record Production(
            ShadowSource source, OptionalInt major, Map<String, String> settings, Rows rows) {
        /** Nothing is known. */
        public static final Production UNKNOWN =
                new Production(
                        new ShadowSource.Bundled(), OptionalInt.empty(), Map.of(), Rows.UNKNOWN);

        public Production {
            settings = Map.copyOf(settings);
        }

        public Production with(Rows other) {
            return new Production(source, major, settings, other);
        }
    }

    /**
     * The statements of the applications.
     *
     * @param old of the version that runs
     * @param fresh of the version to come
     * @param jobs by their names, to be run twice
     */
    public record Applications(Statements old, Statements fresh, Map<String, Statements> jobs) {
        /** None given. */
        public static final Applications NONE =
                new Applications(Statements.missing(), Statements.missing(), Map.of());

        public Applications {
            jobs = Map.copyOf(jobs);
        }

        /** Those of the running version alone. */
        public static Applications of(Statements old) {
            return new Applications(old, Statements.missing(), Map.of());
        }
    }
}
