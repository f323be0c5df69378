package dev.surefoot.cli.stream;

/** A stream that is none, with the place in the file. */
public final class UnreadableStream extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What is wrong with the file as a whole. */
    UnreadableStream(String why) {
        super(why);
    }

    /** What is wrong with a line. */
    UnreadableStream(long line, String why) {
        super("line " + line + ": " + why);
    }

    /**
     * What is wrong with a field.
     *
     * @param line from 1, the header's
     * @param column its name in the header
     */
    UnreadableStream(long line, String column, String value, String bound) {
        super(
                "line %d, column %s: %s, must be %s"
                        .formatted(
                                line,
                                column,
                                value.isEmpty() ? "empty" : "'" + value + "'",
                                bound));
    }
}
