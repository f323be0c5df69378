package dev.surefoot.evidence;

import java.time.Instant;
import java.util.Optional;

/**
 * The tool that wrote a document, as far as the document says. Immutable.
 *
 * @param name the tool's name; the format's name where the document states none
 * @param version its version, or {@code unknown}
 * @param databaseAsOf the date of the vulnerability database that it used
 * @param databaseStatedBy who stated that date
 */
public record Tool(
        String name,
        String version,
        Optional<Instant> databaseAsOf,
        Optional<String> databaseStatedBy) {
    /** Who stated the date, if it stands in the document. */
    static final String DOCUMENT = "document";

    /** A tool without a database. */
    public Tool(String name, String version) {
        this(name, version, Optional.empty(), Optional.empty());
    }
}
