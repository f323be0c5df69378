package dev.surefoot.evidence;

import java.util.List;

/**
 * How one file was read. Immutable.
 *
 * @param file the submitter's name for it
 * @param format what it is, by its content
 * @param problems what a person should look at, though the file was read
 */
public record FileReport(String file, Format format, List<String> problems) {
    /** Copies the list. */
    public FileReport {
        problems = List.copyOf(problems);
    }
}
