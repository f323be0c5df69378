package dev.surefoot.schema.rows;

import static dev.surefoot.schema.rows.Variant.ROW;

/**
 * What values of one column are made for.
 *
 * @param unique they must differ from row to row
 */
record Recipe(Style style, String column, int number, boolean unique, Hints hints, long seed) {

    /**
     * How texts look.
     *
     * @param table whose they are; no other table's are the same
     * @param plain letters and digits only, for what takes no others; else as people write
     */
    record Style(String table, boolean plain) {}

    /** A number that is neither negative nor regular, by row, column and seed. */
    String noise() {
        return "(hashint8extended(%s, %d) & 9223372036854775807)"
                .formatted(ROW, seed * 1_009 + number);
    }

    /** 32 hexadecimal digits, by row, column and seed. */
    String digest() {
        return "md5('%d/%d/' || %s)".formatted(seed, number, ROW);
    }
}
