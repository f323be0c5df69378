package dev.surefoot.schema.rows;

import java.util.List;

/** The type of a column, as far as values for it need to know it. */
sealed interface SqlType {

    /** As SQL writes it, with length and schema where needed: {@code character varying(10)}. */
    String name();

    /**
     * A type with an input function of its own.
     *
     * @param base its short name in {@code pg_type}, for example {@code varchar}
     * @param length characters, bits or digits at most; -1 without limit
     * @param scale digits after the point; -1 where the type has none
     */
    record Scalar(String name, String base, int length, int scale) implements SqlType {}

    /** One of these labels. */
    record Enumeration(String name, List<String> labels) implements SqlType {
        public Enumeration {
            labels = List.copyOf(labels);
        }
    }

    /**
     * Another type with conditions.
     *
     * @param checks over the word {@code VALUE}
     */
    record Domain(String name, SqlType base, List<String> checks, boolean notNull)
            implements SqlType {
        public Domain {
            checks = List.copyOf(checks);
        }

        /** The type below all domains. */
        SqlType bottom() {
            return base instanceof Domain below ? below.bottom() : base;
        }
    }

    /** A list of another type. */
    record Array(String name, SqlType element) implements SqlType {}

    /** A row of others. */
    record Composite(String name, List<SqlType> fields) implements SqlType {
        public Composite {
            fields = List.copyOf(fields);
        }
    }

    /** From one value of a type to another, once or several times. */
    record Range(String name, String rangeName, SqlType subtype, boolean multi)
            implements SqlType {}
}
