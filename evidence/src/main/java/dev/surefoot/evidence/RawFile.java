package dev.surefoot.evidence;

import java.util.List;

/**
 * One file that was read, with its digest.
 *
 * @param name the submitter's name for it
 * @param digest SHA-256 of its bytes
 * @param content what it holds
 */
record RawFile(String name, Digest digest, Content content) {
    /** What a file holds, by its format. */
    sealed interface Content {
        /** A JUnit report. */
        record Tests(JUnitTally tally) implements Content {}

        /** A CycloneDX document. */
        record Materials(Bom bom, Format format) implements Content {}

        /** A Trivy report. */
        record Scan(TrivyReport report) implements Content {}

        /**
         * Statements whose signatures were verified.
         *
         * @param problems lines that were passed over
         */
        record Signed(List<StatementClaims.Signed> statements, List<String> problems)
                implements Content {
            /** Copies the lists. */
            public Signed {
                statements = List.copyOf(statements);
                problems = List.copyOf(problems);
            }
        }
    }
}
