package dev.surefoot.schema.rule;

import java.util.Optional;

/**
 * What is to be said of one statement.
 *
 * @param path of the file, as the folder has it
 * @param line where the statement begins, from 1
 * @param missing what is not known and would settle it; there with INCONCLUSIVE
 */
public record Finding(
        Rule rule,
        Severity severity,
        String path,
        int line,
        Recovery recovery,
        Words words,
        Optional<Unknown> missing) {

    /**
     * For people.
     *
     * @param what will happen
     * @param whom it happens to
     * @param howLong it lasts
     * @param instead SQL or a step that does not have the fault; may have several lines
     */
    public record Words(String what, String whom, String howLong, String instead) {}

    /** The same with another gravity. */
    public Finding as(Severity other) {
        return new Finding(rule, other, path, line, recovery, words, missing);
    }
}
