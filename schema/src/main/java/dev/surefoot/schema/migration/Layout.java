package dev.surefoot.schema.migration;

/** How a folder names its migrations, and where its tool keeps what was run. */
public enum Layout {
    /** {@code V1.2__words.sql}, {@code U…} as inverse, {@code R…} repeatable. */
    FLYWAY("flyway_schema_history"),
    /** {@code X/up.sql} and {@code X/down.sql}. */
    DIESEL("__diesel_schema_migrations"),
    /** {@code X.up.sql} and {@code X.down.sql}. */
    PAIRS("schema_migrations"),
    /** Files in the order of their names; the history is ours alone. */
    PLAIN("");

    private final String historyTable;

    Layout(String historyTable) {
        this.historyTable = historyTable;
    }

    /** The tool's own table of what was run; empty where it has none. */
    public String historyTable() {
        return historyTable;
    }
}
