package dev.surefoot.schema.sql;

/**
 * A part of a text.
 *
 * @param start in UTF-16 units from 0
 * @param end after its last unit
 */
public record Span(int start, int end) {
    public Span {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("span " + start + " to " + end + " runs backwards");
        }
    }

    /** The part itself. */
    public String of(String text) {
        return text.substring(start, end);
    }

    boolean contains(int offset) {
        return start <= offset && offset < end;
    }
}
