package dev.surefoot.bench.stalls;

import dev.surefoot.bench.Bar;
import dev.surefoot.bench.Machine;
import dev.surefoot.bench.Report;
import dev.surefoot.bench.Table;
import dev.surefoot.schema.rows.SeedRequest;
import dev.surefoot.schema.rows.Seeder;
import dev.surefoot.schema.shadow.Shadow;
import dev.surefoot.schema.shadow.ShadowDatabase;
import dev.surefoot.schema.shadow.ShadowSource;
import dev.surefoot.schema.stall.StallTrial;
import dev.surefoot.schema.stall.Waits;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.Callable;

/** {@code bench/run stalls}: what each kind of change costs those who use the table. */
@Command(
        name = "stalls",
        mixinStandardHelpOptions = true,
        description = "Change a large table beside a reader and a writer; see how long they wait.")
public final class StallsCommand implements Callable<Integer> {
    private static final String TABLE = "public.users";
    private static final double BUDGET_MS = 500;
    private static final Duration IDLE = Duration.ofSeconds(3);

    @Option(names = "--rows", description = "${DEFAULT-VALUE} unless said.")
    long rows = 1_000_000;

    @Option(names = "--postgres-bin", description = "Another PostgreSQL's programs.")
    @Nullable Path postgresBin;

    @Option(names = "--json", description = "Answer with JSON on standard output.")
    boolean json;

    private record Kind(String name, String sql) {}

    private static final List<Kind> KINDS =
            List.of(
                    new Kind(
                            "add column, default gen_random_uuid()",
                            "alter table users add c uuid default gen_random_uuid()"),
                    new Kind("type int to bigint", "alter table users alter age type bigint"),
                    new Kind("set not null", "alter table users alter name set not null"),
                    new Kind("create index", "create index i on users (name)"),
                    new Kind(
                            "create index concurrently",
                            "create index concurrently i on users (name)"));

    /** What one kind cost. */
    record Result(String kind, double readMs, double writeMs) {}

    /** For programs. */
    record Document(Machine machine, String postgres, long rows, List<Result> results) {
        Document {
            results = List.copyOf(results);
        }
    }

    @Override
    public Integer call() throws SQLException, InterruptedException {
        Machine machine = Machine.now();
        ShadowSource source =
                postgresBin == null
                        ? new ShadowSource.Bundled()
                        : new ShadowSource.Binaries(postgresBin);
        try (Shadow shadow = Shadow.start(source, Map.of());
                ShadowDatabase filled = shadow.create()) {
            Report.progress("filling " + rows + " rows");
            fill(filled);
            List<Result> results = new ArrayList<>();
            for (Kind each : KINDS) {
                Report.progress(each.name());
                try (ShadowDatabase copy = shadow.copyOf(filled)) {
                    results.add(
                            result(
                                    each.name(),
                                    StallTrial.beside(copy, TABLE, List.of(), each.sql())));
                }
            }
            for (String timeout : List.of("0", "200ms")) {
                Report.progress("behind an idle transaction, lock_timeout " + timeout);
                try (ShadowDatabase copy = shadow.copyOf(filled)) {
                    results.add(behind(copy, timeout));
                }
            }
            return print(new Document(machine, shadow.version(), rows, results));
        }
    }

    private void fill(ShadowDatabase database) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    """
                    create table users (id bigserial primary key, name text, email varchar(100),
                                        age int, legacy text, created timestamp);
                    """);
            Seeder.fill(
                    connection,
                    new SeedRequest(
                            rows, Map.of(), Set.of(), 1, Duration.ofMinutes(10), 20L << 30));
            statement.execute("update users set name = 'n' where name is null");
            statement.execute("vacuum analyze users");
        }
    }

    /** A transaction that read the table and stays open for three seconds. */
    private static Result behind(ShadowDatabase copy, String timeout)
            throws SQLException, InterruptedException {
        try (Connection idle = copy.connect();
                Statement statement = idle.createStatement()) {
            idle.setAutoCommit(false);
            statement.execute("select from users limit 1");
            Thread ending = Thread.ofVirtual().start(() -> end(idle));
            Waits waits =
                    StallTrial.beside(
                            copy,
                            TABLE,
                            List.of("set lock_timeout = '" + timeout + "'"),
                            "alter table users add later int");
            ending.join();
            return result("add column behind an idle one, lock_timeout " + timeout, waits);
        }
    }

    private static void end(Connection idle) {
        try {
            Thread.sleep(IDLE);
            idle.rollback();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Result result(String kind, Waits waits) {
        return new Result(kind, waits.readMs(), waits.writeMs());
    }

    private int print(Document document) {
        Report out = new Report(json);
        out.line(document.machine().line());
        out.line("PostgreSQL " + document.postgres() + ", " + rows + " rows");
        out.line("");
        Table table = new Table("change", "a reader waited", "a writer waited");
        document.results()
                .forEach(r -> table.row(r.kind(), millis(r.readMs()), millis(r.writeMs())));
        out.table(table);
        return out.end(
                document,
                List.of(
                        worst(document, "create index concurrently"),
                        worst(document, "lock_timeout 200ms")));
    }

    private static Bar worst(Document document, String kind) {
        OptionalDouble longest =
                document.results().stream()
                        .filter(each -> each.kind().endsWith(kind))
                        .mapToDouble(each -> Math.max(each.readMs(), each.writeMs()))
                        .max();
        return Bar.atMost(kind + ", within the budget", "ms", BUDGET_MS, longest);
    }

    private static String millis(double ms) {
        return String.format(Locale.ROOT, "%.0f ms", ms);
    }
}
