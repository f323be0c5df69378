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
 * @param rehearse whether ways back are rehearsed, at one to three seconds a file
 */
public record CheckRequest(
        Path directory,
        ReadOptions reading,
        Applied applied,
        Production production,
        Applications versions,
        boolean probe,
        boolean rehearse) {

    /** A folder of which nothing else is known. */
    public static CheckRequest of(Path directory) {
        return new CheckRequest(
                directory,
                ReadOptions.plain(),
                new Applied.Nothing(),
                Production.UNKNOWN,
                Applications.NONE,
                false,
                false);
    }

    public CheckRequest since(String version) {
        return with(new Applied.Upto(version));
    }

    public CheckRequest with(Applied other) {
        return new CheckRequest(directory, reading, other, production, versions, probe, rehearse);
    }

    /**
     * Production has these files and no others.
     *
     * @param paths as the folder's reader gives them
     */
    public CheckRequest done(Set<String> paths) {
        return with(new Applied.These(paths));
    }

    /** The same, measuring stalls or not, rehearsing ways back or not. */
    public CheckRequest trying(boolean stalls, boolean waysBack) {
        return new CheckRequest(
                directory, reading, applied, production, versions, stalls, waysBack);
    }

    public CheckRequest with(Production other) {
        return new CheckRequest(directory, reading, applied, other, versions, probe, rehearse);
    }

    public CheckRequest with(Applications other) {
        return new CheckRequest(directory, reading, applied, production, other, probe, rehearse);
    }

    public CheckRequest with(ReadOptions other) {
        return new CheckRequest(directory, other, applied, production, versions, probe, rehearse);
    }

    /** Whether stalls are measured: only where somebody said how large production is. */
    boolean measuresTime() {
        return probe && production.rows().known();
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

        /**
         * These files, as they were when they ran: what is edited since, or gone, is told.
         *
         * @param digests SHA-256 in hexadecimal, by path
         */
        record Listed(Map<String, String> digests) implements Applied {
            public Listed {
                digests = Map.copyOf(digests);
            }
        }

        /**
         * Production's own history contradicts the folder, so nobody can say what is left to run.
         *
         * @param reason with the file and the next step
         */
        record Contradicted(String reason) implements Applied {}
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
     * @param readers what reads the new version's rows and messages and is not released with it
     */
    public record Applications(
            Statements old, Statements fresh, Map<String, Statements> jobs, Statements readers) {
        /** None given. */
        public static final Applications NONE =
                new Applications(Statements.missing(), Statements.missing(), Map.of());

        /** Without readers. */
        public Applications(Statements old, Statements fresh, Map<String, Statements> jobs) {
            this(old, fresh, jobs, Statements.missing());
        }

        public Applications withReaders(Statements others) {
            return new Applications(old, fresh, jobs, others);
        }

        public Applications {
            jobs = Map.copyOf(jobs);
        }

        /** Those of the running version alone. */
        public static Applications of(Statements old) {
            return new Applications(old, Statements.missing(), Map.of());
        }
    }
}
