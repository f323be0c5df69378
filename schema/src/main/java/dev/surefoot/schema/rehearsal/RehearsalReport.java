package dev.surefoot.schema.rehearsal;

import dev.surefoot.schema.migration.Layout;
import dev.surefoot.schema.migration.MigrationSet;

import java.util.List;
import java.util.Optional;

/**
 * A rehearsal of a folder, as it is printed or written as JSON; to become a claim on the artifact
 * whose digests of migrations it names.
 *
 * @param postgres the version on which it was done
 * @param rows generated for each table
 * @param validMs how long it may be believed
 */
public record RehearsalReport(
        Verdict verdict,
        String postgres,
        Layout layout,
        String parser,
        long rows,
        long validMs,
        List<FileView> files) {

    /** The answer for a folder or a file. */
    public enum Verdict {
        /** Every inverse brings everything back. */
        PASS,
        /** One of them does not. */
        FAIL,
        /** One is missing, or could not be rehearsed with rows. */
        INCONCLUSIVE
    }

    /**
     * One file.
     *
     * @param outcome one word
     * @param details in words: what differs, the error, the rows
     * @param line of the statement that failed, in the file that failed
     * @param sqlState of what failed
     * @param recovery V, F or B
     * @param newWrites one word
     */
    public record FileView(
            String path,
            String sha256,
            Optional<String> inverse,
            Verdict verdict,
            String outcome,
            List<String> details,
            Optional<Integer> line,
            Optional<String> sqlState,
            Optional<String> recovery,
            String newWrites,
            List<String> newWritesDetails,
            long rows,
            boolean recorded,
            List<String> notes) {
        public FileView {
            details = List.copyOf(details);
            newWritesDetails = List.copyOf(newWritesDetails);
            notes = List.copyOf(notes);
        }
    }

    public RehearsalReport {
        files = List.copyOf(files);
    }

    /** Of files that were rehearsed; none at all is no pass. */
    public static RehearsalReport of(
            MigrationSet set, String postgres, long rows, List<Rehearsed> rehearsed) {
        List<FileView> files =
                rehearsed.stream().map(each -> RehearsedWords.view(each, rows)).toList();
        return new RehearsalReport(
                verdict(files),
                postgres,
                set.layout(),
                set.parser(),
                rows,
                Rehearsed.VALID.toMillis(),
                files);
    }

    private static Verdict verdict(List<FileView> files) {
        if (files.stream().anyMatch(each -> each.verdict() == Verdict.FAIL)) {
            return Verdict.FAIL;
        }
        boolean all = !files.isEmpty() && files.stream().allMatch(f -> f.verdict() == Verdict.PASS);
        return all ? Verdict.PASS : Verdict.INCONCLUSIVE;
    }
}
