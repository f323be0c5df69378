package dev.surefoot.schema.rows;

/**
 * One way to make a value.
 *
 * @param sql an expression, over the row's number at most
 * @param constant the same in every row
 */
record Variant(String sql, boolean constant) {
    /** The row's number, from 1, in every expression. */
    static final String ROW = "surefoot_g";

    static Variant each(String sql) {
        return new Variant(sql, false);
    }

    static Variant constant(String sql) {
        return new Variant(sql, true);
    }

    Variant as(String type) {
        return new Variant("(" + sql + ")::" + type, constant);
    }
}
