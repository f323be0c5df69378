package dev.surefoot.schema.migration;

/** What stands behind {@code -- surefoot:}, made so that {@link Header} reads the same again. */
public final class HeaderWords {
    private final StringBuilder words = new StringBuilder();

    private HeaderWords() {}

    public static HeaderWords of(String key, String value) {
        return new HeaderWords().and(key, value);
    }

    /**
     * Adds a value, in double quotes where it needs them. A header is one line: what stands on
     * several is refused.
     */
    public HeaderWords and(String key, String value) {
        if (value.lines().skip(1).findAny().isPresent()) {
            throw new IllegalArgumentException(key + "= has more than one line: " + value);
        }
        words.append(words.isEmpty() ? "" : " ").append(key).append('=');
        boolean word = value.chars().noneMatch(c -> c == '"' || Character.isWhitespace(c));
        words.append(word ? value : '"' + value.replace("\"", "\"\"") + '"');
        return this;
    }

    @Override
    public String toString() {
        return words.toString();
    }
}
