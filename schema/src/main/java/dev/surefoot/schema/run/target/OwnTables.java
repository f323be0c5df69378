package dev.surefoot.schema.run.target;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Our tables in the schema {@code surefoot_schema}. Made once, by whoever comes first; tables of a
 * newer Surefoot are left alone and refused.
 */
public final class OwnTables {
    /** What this Surefoot writes and reads. */
    public static final int VERSION = 1;

    private static final long SERIAL = 0x5f00_7001L;

    private static final String TABLES =
            """
            create schema surefoot_schema;

            create table surefoot_schema.layout (version integer not null);

            create table surefoot_schema.migration_lock (
                only_one boolean primary key default true check (only_one),
                epoch bigint not null,
                holder text,
                pid integer,
                backend_start timestamptz,
                expires timestamptz not null);

            create table surefoot_schema.file (
                path text primary key,
                position integer not null,
                version text not null,
                sha256 text not null,
                phase text not null check (phase in ('EXPAND', 'BACKFILL', 'CONTRACT')),
                change bigint not null,
                round integer not null default 1,
                state text not null check (state in ('PENDING', 'RUNNING', 'DONE', 'UNDOING')),
                origin text not null check (origin in ('RUN', 'TOOL', 'BASELINE')),
                note text,
                noted timestamptz,
                started timestamptz,
                ended timestamptz);

            create table surefoot_schema.journal (
                path text not null,
                round integer not null,
                direction text not null check (direction in ('DO', 'UNDO')),
                statement integer not null,
                state text not null check (state in ('INTENT', 'DONE')),
                epoch bigint not null,
                at timestamptz not null default clock_timestamp(),
                detail text,
                primary key (path, round, direction, statement));

            create table surefoot_schema.backfill (
                id text primary key,
                path text not null,
                relation text not null,
                state text not null check (state in
                    ('WAITING', 'RUNNING', 'PAUSED', 'VERIFYING', 'VERIFIED', 'FAILED')),
                pass integer not null default 1,
                cursor text[],
                done bigint not null default 0,
                total bigint not null default 0,
                changed bigint not null default 0,
                left_over bigint,
                batch integer not null default 1000,
                rates double precision[] not null default '{}',
                note text,
                asked_to_pause text,
                started timestamptz not null default clock_timestamp(),
                paused_ms bigint not null default 0,
                verified timestamptz);

            create table surefoot_schema.sync (
                relation oid not null,
                name text not null,
                old_column text not null,
                new_column text not null,
                up text not null,
                down text not null,
                path text not null,
                sampled integer not null,
                lossy integer not null,
                primary key (relation, old_column, new_column));

            insert into surefoot_schema.layout values (1);
            insert into surefoot_schema.migration_lock (epoch, expires) values (0, '-infinity');
            """;

    private OwnTables() {}

    /** What there is. */
    public enum Presence {
        ABSENT,
        READY,
        /** Made by a newer Surefoot. */
        NEWER
    }

    /** Looks, and touches nothing. */
    public static Presence look(Connection connection) throws SQLException {
        if (!Sql.yes(connection, "select to_regclass('surefoot_schema.layout') is not null")) {
            return Presence.ABSENT;
        }
        long version = Sql.number(connection, "select max(version) from surefoot_schema.layout");
        return version > VERSION ? Presence.NEWER : Presence.READY;
    }

    /** Makes what is missing, in one transaction. */
    public static Presence make(Connection connection) throws SQLException {
        return Sql.inTransaction(
                connection,
                own -> {
                    Sql.list(own, "select pg_advisory_xact_lock(?)", row -> 1, SERIAL);
                    Presence seen = look(own);
                    if (seen == Presence.ABSENT) {
                        Sql.execute(own, TABLES);
                        return Presence.READY;
                    }
                    return seen;
                });
    }
}
