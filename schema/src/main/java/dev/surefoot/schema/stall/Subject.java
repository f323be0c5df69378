package dev.surefoot.schema.stall;

/**
 * A table that was there before and that a statement holds up.
 *
 * @param statement its number within the file
 * @param table {@code schema.table}
 * @param growth how the time grows with the rows
 * @param reads whether readers wait for its lock
 * @param writes whether writers do
 */
record Subject(int statement, String table, Growth growth, boolean reads, boolean writes) {

    /** How long it takes for more rows. */
    enum Growth {
        /** Each row costs the same: rewritten, read, looked up. */
        LINEAR,
        /** Rows are sorted: an index. */
        SORTED;

        double of(double rows) {
            double n = Math.max(rows, 2);
            return switch (this) {
                case LINEAR -> n;
                case SORTED -> n * Math.log(n);
            };
        }
    }
}
