package dev.surefoot.schema.measure;

import dev.surefoot.schema.migration.Layout;

/** A tool's own table of what was run, as the tool itself makes it. */
final class HistoryTable {
    private HistoryTable() {}

    /** Empty where the layout has none. The table goes where an unqualified name does. */
    static String sql(Layout layout) {
        return switch (layout) {
            case FLYWAY ->
                    """
                    create table if not exists flyway_schema_history (
                      installed_rank int not null, version varchar(50),
                      description varchar(200) not null, type varchar(20) not null,
                      script varchar(1000) not null, checksum integer,
                      installed_by varchar(100) not null,
                      installed_on timestamp not null default now(),
                      execution_time integer not null, success boolean not null,
                      constraint flyway_schema_history_pk primary key (installed_rank));
                    create index if not exists flyway_schema_history_s_idx
                      on flyway_schema_history (success);
                    """;
            case DIESEL ->
                    """
                    create table if not exists __diesel_schema_migrations (
                      version varchar(50) primary key not null,
                      run_on timestamp not null default current_timestamp);
                    """;
            case PAIRS ->
                    """
                    create table if not exists schema_migrations (
                      version bigint not null primary key, dirty boolean not null);
                    """;
            case PLAIN -> "";
        };
    }
}
