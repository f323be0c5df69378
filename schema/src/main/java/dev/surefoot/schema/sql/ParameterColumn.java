package dev.surefoot.schema.sql;

import java.util.List;

/**
 * A parameter and the column whose values fit it.
 *
 * @param parameter the number behind {@code $}
 * @param tables the tables in which the column may lie, as written, nearest first; one if the
 *     statement says which. A name of a WITH query or a subquery is no table and is left out.
 * @param column its name
 * @param use what the parameter is for
 */
public record ParameterColumn(int parameter, List<Table> tables, String column, Use use) {
    public ParameterColumn {
        tables = List.copyOf(tables);
    }

    /**
     * A table as a statement names it.
     *
     * @param schema empty if it doesn't say
     */
    public record Table(String schema, String name) {}

    /** What a parameter does with its column. */
    public enum Use {
        /** The column is compared with it. */
        COMPARED,
        /** The column is compared with each element of it ({@code = ANY ($1)}). */
        COMPARED_WITH_ELEMENTS,
        /** INSERT or UPDATE puts it there. */
        WRITTEN
    }
}
