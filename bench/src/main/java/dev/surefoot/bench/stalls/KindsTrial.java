package dev.surefoot.bench.stalls;

import dev.surefoot.bench.Report;
import dev.surefoot.schema.rows.SeedRequest;
import dev.surefoot.schema.rows.Seeder;
import dev.surefoot.schema.shadow.Shadow;
import dev.surefoot.schema.shadow.ShadowDatabase;
import dev.surefoot.schema.shadow.ShadowSource;
import dev.surefoot.schema.stall.StallTrial;
import dev.surefoot.schema.stall.Waits;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What changes cost that are sent as they are: without our runner, on a copy of the same table
 * each. Nothing of this is promised; it shows what is avoided.
 */
final class KindsTrial {
    private static final String TABLE = "public.users";

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

    private KindsTrial() {}

    static List<Stalled> all(ShadowSource source, int rows, Duration idle)
            throws SQLException, InterruptedException {
        try (Shadow shadow = Shadow.start(source, Map.of());
                ShadowDatabase filled = shadow.create()) {
            Report.progress("filling " + rows + " rows");
            fill(filled, rows);
            List<Stalled> all = new ArrayList<>();
            for (Kind each : KINDS) {
                Report.progress(each.name());
                try (ShadowDatabase copy = shadow.copyOf(filled)) {
                    Waits waits = StallTrial.beside(copy, TABLE, List.of(), each.sql());
                    all.add(new Stalled(each.name(), waits.readMs(), waits.writeMs()));
                }
            }
            Report.progress("add column behind an idle transaction, without lock_timeout");
            try (ShadowDatabase copy = shadow.copyOf(filled)) {
                all.add(behind(copy, idle));
            }
            return all;
        }
    }

    private static void fill(ShadowDatabase database, int rows) throws SQLException {
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

    /** A transaction that read the table and stays open. */
    private static Stalled behind(ShadowDatabase copy, Duration idle)
            throws SQLException, InterruptedException {
        try (Idle open = Idle.open(copy::connect, "select from users limit 1")) {
            open.endAfter(idle);
            Waits waits =
                    StallTrial.beside(
                            copy,
                            TABLE,
                            List.of("set lock_timeout = 0"),
                            "alter table users add later int");
            return new Stalled(
                    "add column behind an idle transaction, no lock_timeout",
                    waits.readMs(),
                    waits.writeMs());
        }
    }
}
