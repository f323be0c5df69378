package dev.surefoot.cli.stream;

/** A stream that is none, with the place in the file. */
public final class UnreadableStream extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 100;

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
        super(at(line, column) + shown(value) + ", must be " + bound);
    }

    /** Why a field cannot stand where it stands, though alone it could. */
    static UnreadableStream field(long line, String column, String value, String why) {
        return new UnreadableStream(at(line, column) + shown(value) + ": " + why);
    }

    private static String at(long line, String column) {
        return "line %d, column %s: ".formatted(line, column);
    }

    private static String shown(String value) {
        if (value.isEmpty()) {
            return "empty";
        }
        return value.length() <= SHOWN
                ? "'" + printable(value) + "'"
                : "'%s…' (%d characters)"
                        .formatted(printable(value.substring(0, SHOWN)), value.length());
    }

    /** What comes from a file must not steer a terminal. */
    static String printable(String value) {
        StringBuilder shown = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            int type = Character.getType(c);
            boolean steers = type == Character.CONTROL || type == Character.FORMAT;
            shown.append(steers ? "\\u%04x".formatted((int) c) : String.valueOf(c));
        }
        return shown.toString();
    }
}
