package dev.surefoot.bench.backfill;

import dev.surefoot.bench.Report;
import dev.surefoot.bench.stage.Workspace;
import dev.surefoot.cli.Failed;
import dev.surefoot.postgres.EmbeddedPostgres;
import dev.surefoot.postgres.PostgresSettings;
import dev.surefoot.postgres.PostgresStart;
import dev.surefoot.schema.migration.MigrationSet;
import dev.surefoot.schema.migration.ReadOptions;
import dev.surefoot.schema.migration.SchemaDirectory;
import dev.surefoot.schema.migration.UnreadableMigrations;
import dev.surefoot.schema.run.Gone;
import dev.surefoot.schema.run.Outcome;
import dev.surefoot.schema.run.Progress;
import dev.surefoot.schema.run.RunOptions;
import dev.surefoot.schema.run.SchemaRunner;
import dev.surefoot.schema.run.target.Target;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** A table, its users, and a rename of one of its columns. */
final class BackfillTrial implements AutoCloseable {
    private static final int COULD_NOT = 1;

    private final int rows;
    private final int every;
    private final Workspace workspace;
    private final EmbeddedPostgres server;
    private final List<BackfillCommand.Phase> phases = new ArrayList<>();

    private BackfillTrial(int rows, int every, Workspace workspace, EmbeddedPostgres server) {
        this.rows = rows;
        this.every = every;
        this.workspace = workspace;
        this.server = server;
    }

    static BackfillTrial start(int rows, int every) throws IOException {
        Workspace workspace = Workspace.create();
        PostgresSettings settings =
                new PostgresSettings(
                        workspace.root().resolve("postgres"),
                        Optional.empty(),
                        OptionalInt.empty(),
                        PostgresSettings.DEFAULT_START_TIMEOUT);
        return switch (EmbeddedPostgres.start(settings)) {
            case PostgresStart.Started(EmbeddedPostgres own) ->
                    new BackfillTrial(rows, every, workspace, own);
            case PostgresStart.Adopted(EmbeddedPostgres own) ->
                    new BackfillTrial(rows, every, workspace, own);
            case PostgresStart.Refused(var reason, String message) -> {
                workspace.close();
                throw new Failed(COULD_NOT, "no PostgreSQL: " + message);
            }
        };
    }

    private String url(String application) {
        return server.jdbcUrl()
                + "?user="
                + server.user()
                + "&password="
                + server.password()
                + "&ApplicationName="
                + application;
    }

    /** Another role than the one that runs the change. */
    private String users() {
        return server.jdbcUrl() + "?user=users&password=users&ApplicationName=users@bbbbbbbbbbbb";
    }

    BackfillCommand.Result run() throws Exception {
        Report.progress("making two tables of " + rows + " rows");
        sql(
                "create schema app",
                "create table app.plain (id bigint primary key, name text not null, full_name text)",
                "insert into app.plain select n, 'user ' || n from generate_series(1, "
                        + rows
                        + ") n",
                "create table app.users (id bigint primary key, name text not null)",
                "insert into app.users select n, 'user ' || n from generate_series(1, "
                        + rows
                        + ") n",
                "create role users login password 'users'",
                "grant usage on schema app to users",
                "grant select, update on app.users to users",
                "vacuum analyze app.plain",
                "vacuum analyze app.users",
                "checkpoint");
        Report.progress("one plain UPDATE");
        double plain = rows / seconds(() -> sql("update app.plain set full_name = name"));
        sql("drop table app.plain", "checkpoint");
        double batched = rename();
        workspace.good();
        return new BackfillCommand.Result(rows, plain, batched, phases);
    }

    private double rename() throws Exception {
        SchemaRunner runner =
                new SchemaRunner(
                        new Target(url("bench")),
                        change(),
                        RunOptions.usual("bench"),
                        Progress.NONE);
        Gone gone = new Gone("bench", "there are none", Set.of("users@bbbbbbbbbbbb"), Set.of());
        double filling;
        try (Users reader =
                        Users.start(users(), "select * from app.users where id = ?", rows, every);
                Users writer =
                        Users.start(
                                users(),
                                "update app.users set id = id where id = ?",
                                rows,
                                every)) {
            phase("before", reader, writer, this::idle);
            phase("expand", reader, writer, () -> done(runner.expand()));
            filling = phase("backfill", reader, writer, () -> done(runner.backfill()));
            phase("contract", reader, writer, () -> done(runner.contract(gone)));
            for (Users each : List.of(reader, writer)) {
                if (!each.failed().isEmpty()) {
                    throw new Failed(COULD_NOT, "a user gave up: " + each.failed());
                }
            }
        }
        return rows / filling;
    }

    private Outcome idle() throws InterruptedException {
        Thread.sleep(3_000);
        return new Outcome.Done(List.of());
    }

    private interface Work {
        void run() throws Exception;
    }

    private double phase(String name, Users reader, Users writer, Work work) throws Exception {
        Report.progress(name);
        double seconds = seconds(work);
        phases.add(
                new BackfillCommand.Phase(
                        name,
                        seconds,
                        reader.longestMs(),
                        writer.longestMs(),
                        reader.count(),
                        writer.count()));
        return seconds;
    }

    private static double seconds(Work work) throws Exception {
        long began = System.nanoTime();
        work.run();
        return (System.nanoTime() - began) / 1e9;
    }

    private static Outcome done(Outcome outcome) {
        if (!(outcome instanceof Outcome.Done)) {
            throw new Failed(COULD_NOT, "the change did not go through: " + outcome);
        }
        return outcome;
    }

    private MigrationSet change() throws IOException, UnreadableMigrations {
        Path folder = Files.createDirectories(workspace.root().resolve("migrations"));
        Files.writeString(
                folder.resolve("V1__add.sql"),
                """
                -- surefoot: phase=expand
                -- surefoot: sync=app.users old=name new=full_name up="name" down="full_name"
                alter table app.users add column full_name text;
                """);
        Files.writeString(
                folder.resolve("V2__fill.sql"),
                """
                -- surefoot: phase=backfill
                -- surefoot: table=app.users key=id set="full_name = name" verify="full_name is null"
                """);
        Files.writeString(
                folder.resolve("V3__drop.sql"),
                """
                -- surefoot: phase=contract
                alter table app.users drop column name;
                """);
        return SchemaDirectory.read(folder, ReadOptions.plain());
    }

    private void sql(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url("setup"));
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        workspace.close();
    }
}
