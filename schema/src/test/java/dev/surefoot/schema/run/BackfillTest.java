package dev.surefoot.schema.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.schema.migration.MigrationSet;
import dev.surefoot.schema.migration.Phase;
import dev.surefoot.schema.run.backfill.Fill;
import dev.surefoot.schema.run.backfill.FillLimits;
import dev.surefoot.schema.run.backfill.Signal;
import dev.surefoot.schema.run.target.Pace;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Tables filled in batches, with keys of many kinds and others who write meanwhile. */
@ExtendWith(SharedServer.class)
class BackfillTest {
    private static final FillLimits SMALL =
            new FillLimits(
                    7,
                    7,
                    7,
                    Duration.ofMillis(250),
                    Duration.ofSeconds(5),
                    Duration.ofMillis(200),
                    0,
                    Duration.ofSeconds(60));
    private static final Pace NO_SLEEP = new Pace(InstantSource.system(), span -> {}, () -> 0);

    private final TestServer server;

    BackfillTest(TestServer server) {
        this.server = server;
    }

    @Test
    @Requirement("SCHEMA-RUN-12")
    void keys_of_many_kinds_are_walked_to_the_end() throws Exception {
        TestServer.Database database = server.database();
        database.run(
                "create table app.u (id uuid primary key default gen_random_uuid(), a int, b int)",
                "insert into app.u (a) select n from generate_series(1, 100) n",
                "create table app.t (k text primary key, a int, b int)",
                "insert into app.t select 'k' || n || ' ''x', n from generate_series(1, 100) n",
                "create table app.c (x int, y char(3), z timestamptz, a int, b int, unique (y, x,"
                        + " z))",
                "alter table app.c alter x set not null, alter y set not null, alter z set not null",
                "insert into app.c select n % 3, 'a' || n % 5, now() - n * interval '1 us', n"
                        + " from generate_series(1, 100) n",
                "create table app.e (id int primary key, a int, b int)",
                "create table app.p (id int, a int, b int, primary key (id)) partition by range (id)",
                "create table app.p1 partition of app.p for values from (0) to (50)",
                "create table app.p2 partition of app.p for values from (50) to (1000)",
                "insert into app.p select n, n from generate_series(1, 100) n");
        MigrationSet set =
                filled(
                        Folders.Head.of(Phase.BACKFILL)
                                .fill("app.u", "id", "b = a * 2", "")
                                .fill("app.t", "k", "b = a * 2", "")
                                .fill("app.c", "x, y, z", "b = a * 2", "b is distinct from a * 2")
                                .fill("app.e", "id", "b = a * 2", "")
                                .fill("app.p", "id", "b = (select a * 2)", ""));

        Outcome outcome = run(database, set, List.of(), fill -> {});

        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        for (String table : List.of("u", "t", "c", "p")) {
            assertThat(database.number("select count(*) from app." + table + " where b = a * 2"))
                    .as(table)
                    .isEqualTo(100);
        }
    }

    @Test
    @Requirement("SCHEMA-RUN-12")
    void no_batch_fills_more_rows_than_its_size() throws Exception {
        TestServer.Database database = server.database();
        database.run(
                "create table app.a (id int primary key, a int, b int)",
                "insert into app.a select n, n from generate_series(1, 200) n");
        List<Long> changed = new ArrayList<>(List.of(0L));

        run(
                database,
                filled(Folders.Head.of(Phase.BACKFILL).fill("app.a", "id", "b = a", "")),
                List.of(),
                fill -> changed.add(fill.changed()));

        assertThat(changed.getLast()).isEqualTo(200);
        for (int i = 1; i < changed.size(); i++) {
            assertThat(changed.get(i) - changed.get(i - 1)).isLessThanOrEqualTo(7);
        }
    }

    @Test
    @Requirement("SCHEMA-RUN-12")
    void a_key_that_may_be_null_or_is_not_unique_is_refused_by_name() throws Exception {
        TestServer.Database database = server.database();
        database.run("create table app.a (x int unique, y int, a int, b int)");

        assertThat(refused(database, "x")).contains("column x may be NULL");
        assertThat(refused(database, "y")).contains("no unique index");
        assertThat(refused(database, "nope")).contains("no column nope");
        assertThat(refused(database, "")).contains("no primary key");
    }

    @Test
    @Requirement("SCHEMA-RUN-12")
    void rows_that_arrive_behind_and_ahead_of_the_cursor_are_filled() throws Exception {
        TestServer.Database database = server.database();
        database.run(
                "create table app.a (id int primary key, a int, b int)",
                "insert into app.a select n * 10, n from generate_series(1, 100) n");
        AtomicInteger batches = new AtomicInteger();

        Outcome outcome =
                run(
                        database,
                        filled(Folders.Head.of(Phase.BACKFILL).fill("app.a", "id", "b = a", "")),
                        List.of(),
                        fill -> {
                            if (batches.incrementAndGet() == 5) {
                                insert(database, "insert into app.a values (1, 1), (5000, 1)");
                            }
                        });

        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        assertThat(database.number("select count(*) from app.a where b = a")).isEqualTo(102);
        assertThat(TargetStatus.read(database.target()).fills().getFirst().pass()).isEqualTo(2);
    }

    @Test
    @Requirement("SCHEMA-RUN-12")
    void a_table_that_never_gets_right_is_given_up_after_three_passes() throws Exception {
        TestServer.Database database = server.database();
        database.run(
                "create table app.a (id int primary key, a int, b int)",
                "insert into app.a select n, n from generate_series(1, 10) n");

        Outcome outcome =
                run(
                        database,
                        filled(
                                Folders.Head.of(Phase.BACKFILL)
                                        .fill("app.a", "id", "b = a", "b <> a + 1")),
                        List.of(),
                        fill -> {});

        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        assertThat(((Outcome.Refused) outcome).reason()).contains("10 rows are still not right");
        Fill fill = TargetStatus.read(database.target()).fills().getFirst();
        assertThat(fill.state()).isEqualTo(Fill.State.FAILED);
        assertThat(fill.pass()).isEqualTo(3);
    }

    @Test
    void what_the_new_version_wrote_is_never_overwritten() throws Exception {
        TestServer.Database database = server.database();
        SafeRenameTest.users(database, 50);
        MigrationSet set =
                Folders.plain()
                        .file(
                                "1",
                                Folders.Head.of(Phase.EXPAND)
                                        .sync(
                                                "app.users",
                                                "name",
                                                "full_name",
                                                "name",
                                                "split_part(full_name, ' ', 1)"),
                                "alter table app.users add column full_name text;\n")
                        .set();
        SchemaRunner runner = RunnerTest.runner(database, set);
        runner.expand();
        database.run("update app.users set full_name = 'Ada Lovelace' where id = 7");

        Outcome outcome = runner.backfill();

        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        assertThat(database.text("select name || '/' || full_name from app.users where id = 7"))
                .isEqualTo("Ada/Ada Lovelace");
        assertThat(database.text("select name || '/' || full_name from app.users where id = 8"))
                .isEqualTo("user 8/user 8");
        assertThat(TargetStatus.read(database.target()).syncs().getFirst().lossy()).isEqualTo(50);
    }

    @Test
    @Requirement("SCHEMA-RUN-13")
    void a_signal_pauses_also_when_it_can_not_be_read() throws Exception {
        TestServer.Database database = server.database();
        database.run(
                "create table app.a (id int primary key, a int, b int)",
                "insert into app.a select n, n from generate_series(1, 20) n");
        List<Signal.Reading> readings =
                new ArrayList<>(
                        List.of(
                                new Signal.Reading.Stop("the shop answers slowly"),
                                new Signal.Reading.Unreadable("no metrics")));
        List<String> notes = new ArrayList<>();

        Outcome outcome =
                run(
                        database,
                        filled(Folders.Head.of(Phase.BACKFILL).fill("app.a", "id", "b = a", "")),
                        List.of(() -> readings.isEmpty() ? Signal.CLEAR : readings.removeFirst()),
                        fill -> fill.note().ifPresent(notes::add));

        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        assertThat(notes).containsExactly("the shop answers slowly", "no metrics");
        assertThat(TargetStatus.read(database.target()).fills().getFirst().paused())
                .isEqualTo(Duration.ofSeconds(90));
    }

    @Test
    @Requirement("SCHEMA-RUN-13")
    void what_passes_by_itself_is_asked_about_every_two_seconds() throws Exception {
        TestServer.Database database = server.database();
        database.run(
                "create table app.a (id int primary key, a int, b int)",
                "insert into app.a select n, n from generate_series(1, 20) n");
        Signal.Reading vacuumed = new Signal.Reading.Passing("app.a is being vacuumed");
        List<Signal.Reading> readings = new ArrayList<>(List.of(vacuumed, vacuumed, vacuumed));

        Outcome outcome =
                run(
                        database,
                        filled(Folders.Head.of(Phase.BACKFILL).fill("app.a", "id", "b = a", "")),
                        List.of(() -> readings.isEmpty() ? Signal.CLEAR : readings.removeFirst()),
                        fill -> {});

        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        assertThat(TargetStatus.read(database.target()).fills().getFirst().paused())
                .isEqualTo(Duration.ofSeconds(6));
    }

    @Test
    @Requirement("SCHEMA-RUN-13")
    void a_signal_that_stays_ends_as_held_with_its_reason_and_can_be_run_again() throws Exception {
        TestServer.Database database = server.database();
        database.run(
                "create table app.a (id int primary key, a int, b int)",
                "insert into app.a select n, n from generate_series(1, 20) n");
        MigrationSet set = filled(Folders.Head.of(Phase.BACKFILL).fill("app.a", "id", "b = a", ""));

        Outcome held =
                run(
                        database,
                        set,
                        List.of(() -> new Signal.Reading.Stop("the budget is burning")),
                        fill -> {});

        assertThat(held).isInstanceOf(Outcome.Held.class);
        assertThat(((Outcome.Held) held).reason()).contains("the budget is burning");
        assertThat(TargetStatus.read(database.target()).fills().getFirst().state())
                .isEqualTo(Fill.State.PAUSED);
        assertThat(run(database, set, List.of(), fill -> {})).isInstanceOf(Outcome.Done.class);
    }

    @Test
    @Requirement("SCHEMA-RUN-13")
    void a_person_pauses_it_and_lets_it_go_on() throws Exception {
        TestServer.Database database = server.database();
        database.run(
                "create table app.a (id int primary key, a int, b int)",
                "insert into app.a select n, n from generate_series(1, 100) n");
        List<String> notes = new ArrayList<>();
        InstantSource clock = new Ticking();

        Outcome outcome =
                new SchemaRunner(
                                database.target(),
                                filled(
                                        Folders.Head.of(Phase.BACKFILL)
                                                .fill("app.a", "id", "b = a", "")),
                                RunOptions.usual("test")
                                        .with(Limits.USUAL, SMALL)
                                        .with(new Pace(clock, span -> {}, () -> 0)),
                                new Progress() {
                                    @Override
                                    public void fill(Fill fill) {
                                        if (fill.done() == 14) {
                                            FillPause.ask(
                                                    database.target(),
                                                    notes.isEmpty() ? "lunch" : "");
                                        }
                                        fill.note().ifPresent(notes::add);
                                    }
                                })
                        .backfill();

        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        assertThat(notes).isNotEmpty();
        assertThat(notes).allMatch("somebody asked to pause: lunch"::equals);
    }

    /** Two seconds later each time that it is asked. */
    private static final class Ticking implements InstantSource {
        private Instant now = Instant.parse("2026-01-01T00:00:00Z");

        @Override
        public Instant instant() {
            now = now.plusSeconds(2);
            return now;
        }
    }

    private String refused(TestServer.Database database, String key) throws Exception {
        database.run("drop schema if exists surefoot_schema cascade");
        Outcome outcome =
                run(
                        database,
                        filled(Folders.Head.of(Phase.BACKFILL).fill("app.a", key, "b = a", "")),
                        List.of(),
                        fill -> {});
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused) outcome).reason();
    }

    private static MigrationSet filled(Folders.Head head) {
        return Folders.plain().file("1", head, "").set();
    }

    private static Outcome run(
            TestServer.Database database,
            MigrationSet set,
            List<Signal> signals,
            Consumer<Fill> listener)
            throws InterruptedException {
        return new SchemaRunner(
                        database.target(),
                        set,
                        RunOptions.usual("test")
                                .with(Limits.USUAL, SMALL)
                                .with(signals)
                                .with(
                                        signals.isEmpty()
                                                ? NO_SLEEP
                                                : new Pace(new Ticking(), span -> {}, () -> 0)),
                        new Progress() {
                            @Override
                            public void fill(Fill fill) {
                                listener.accept(fill);
                            }
                        })
                .backfill();
    }

    private static void insert(TestServer.Database database, String sql) {
        try {
            database.run(sql);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
