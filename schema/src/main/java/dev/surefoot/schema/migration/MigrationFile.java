package dev.surefoot.schema.migration;

import java.util.List;
import java.util.Optional;

/**
 * One migration: a file and what it says of itself.
 *
 * @param path relative to the folder that was read, with {@code /}
 * @param version as the layout orders by, for example {@code 20240115144230} or {@code 1.2}
 * @param description what the layout's name says besides the version; may be empty
 * @param sha256 of the file's bytes, lower-case hexadecimal
 * @param text the file's text with placeholders filled in; a way back in the same file is blanked
 * @param header what its {@code -- surefoot:} lines say
 * @param statements in order; empty if the file holds only comments
 * @param wrapping whether its tool would run it in one transaction
 * @param inverse the migration back, if there is one
 */
public record MigrationFile(
        String path,
        String version,
        String description,
        String sha256,
        String text,
        Header header,
        List<Statement> statements,
        Wrapping wrapping,
        Optional<Inverse> inverse) {

    public MigrationFile {
        statements = List.copyOf(statements);
    }

    /** How a file's statements meet transactions. */
    public enum Wrapping {
        /** All of them in one transaction. */
        FILE,
        /** Each by itself. */
        STATEMENT
    }

    /** The way back of a migration: its file, text and statements. */
    public record Inverse(
            String path,
            String sha256,
            String text,
            List<Statement> statements,
            Wrapping wrapping) {
        public Inverse {
            statements = List.copyOf(statements);
        }
    }
}
