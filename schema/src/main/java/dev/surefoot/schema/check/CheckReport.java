package dev.surefoot.schema.check;

import dev.surefoot.schema.migration.Layout;
import dev.surefoot.schema.migration.Phase;
import dev.surefoot.schema.rule.Rule;
import dev.surefoot.schema.rule.Severity;
import dev.surefoot.schema.rule.Unknown;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a check found, in the form in which it is written as JSON.
 *
 * @param parser what split the files
 * @param files those that were judged, in the order in which they run
 * @param cells what executing the applications' statements showed
 * @param findings by file and line
 * @param unknown what is not known and would settle what is inconclusive
 */
public record CheckReport(
        Verdict verdict,
        String parser,
        Postgres postgres,
        Layout layout,
        List<File> files,
        List<Cell> cells,
        List<Found> findings,
        List<Unknown> unknown) {

    public CheckReport {
        files = List.copyOf(files);
        cells = List.copyOf(cells);
        findings = List.copyOf(findings);
        unknown = List.copyOf(unknown);
    }

    /** Where the version comes from. */
    public enum Source {
        /** Nobody said which production has. */
        ASSUMED,
        /** Somebody said, and the shadow has the same major version. */
        GIVEN,
        /** Somebody said, and the shadow has another. */
        DIFFERS
    }

    /** The PostgreSQL that it was tried on. */
    public record Postgres(String version, Source source, Map<String, String> gucs) {}

    /**
     * A file.
     *
     * @param phase as its statements say
     * @param declared as its header says
     * @param inverse path of the way back
     * @param recovery V, F or B: the worst of its statements; V holds once it is rehearsed
     */
    public record File(
            String path,
            String version,
            String sha256,
            Verdict verdict,
            Phase phase,
            Optional<Phase> declared,
            Optional<String> inverse,
            String recovery,
            List<StatementFacts> statements) {}

    /** One version on one state of the database. */
    public record Cell(
            String app,
            String state,
            int run,
            List<Broken> broken,
            Verdict verdict,
            String reason) {}

    /**
     * A statement that no longer does what it did.
     *
     * @param message the server's, where it ends in an error; else empty
     */
    public record Broken(
            String statement,
            String sql,
            String sqlState,
            String words,
            String message,
            String after) {

        /** In what it differs: {@code 42703 column "email" does not exist, after V7.sql}. */
        public String difference() {
            return words
                    + (message.isEmpty() ? "" : " " + message.lines().findFirst().orElse(""))
                    + (after.isEmpty() ? "" : ", after " + after);
        }

        /** Its text in one line, cut to what a reader takes in. */
        public String brief() {
            String line = sql.strip().replaceAll("\\s+", " ");
            return line.length() <= BRIEF ? line : line.substring(0, BRIEF - 1) + "…";
        }

        private static final int BRIEF = 160;
    }

    /** A finding. */
    public record Found(
            Rule rule,
            Severity severity,
            String path,
            int line,
            String recovery,
            String title,
            String what,
            String whom,
            String howLong,
            String fix) {}

    /** How many findings are so grave. */
    public long count(Severity severity) {
        return findings.stream().filter(it -> it.severity() == severity).count();
    }
}
