package dev.surefoot.schema.stall;

/**
 * The longest waits that were seen, in milliseconds.
 *
 * @param rows that the table had
 */
public record Waits(long rows, double readMs, double writeMs) {
    /** The longer ones of both. */
    Waits max(Waits other) {
        return new Waits(rows, Math.max(readMs, other.readMs), Math.max(writeMs, other.writeMs));
    }
}
