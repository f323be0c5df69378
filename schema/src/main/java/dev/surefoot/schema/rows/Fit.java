package dev.surefoot.schema.rows;

import java.util.Map;
import java.util.Set;

/** Whether rows were found that a table takes. */
sealed interface Fit {

    /**
     * An expression for each column.
     *
     * @param expressions by column
     * @param nulls columns that must be NULL in every row
     */
    record Found(Map<String, String> expressions, Set<String> nulls) implements Fit {
        public Found {
            expressions = Map.copyOf(expressions);
            nulls = Set.copyOf(nulls);
        }
    }

    /** What was tried and failed. */
    record None(String why) implements Fit {}
}
