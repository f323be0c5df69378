package dev.surefoot.schema.stall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.schema.fact.Fact;
import dev.surefoot.schema.measure.MeasuredFile;
import dev.surefoot.schema.measure.Measurer;
import dev.surefoot.schema.migration.Layout;
import dev.surefoot.schema.migration.MigrationFile;
import dev.surefoot.schema.migration.ReadOptions;
import dev.surefoot.schema.migration.SchemaDirectory;
import dev.surefoot.schema.shadow.Shadow;
import dev.surefoot.schema.shadow.ShadowDatabase;
import dev.surefoot.schema.shadow.ShadowSource;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Relations only: how long anything takes is this machine's. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StallProbeTest {
    private static final int MANY = 120_000;
    private static final ProbeBounds BOUNDS =
            new ProbeBounds(MANY, Duration.ofMinutes(2), 1L << 30, 10);

    private final Shadow shadow = Shadow.start(new ShadowSource.Bundled(), Map.of());
    private final ShadowDatabase before = shadow.create();

    @BeforeAll
    void a_table() throws SQLException {
        run(
                before,
                """
                create table users (id bigserial primary key, name text, age int not null);
                create table small (id int primary key)
                """);
    }

    @AfterAll
    void stop() {
        shadow.close();
    }

    @Test
    @Requirement("STALL-1")
    void who_indexes_at_once_makes_writers_wait_and_who_does_it_concurrently_does_not(
            @TempDir Path folder) throws Exception {
        Fact.Stalled atOnce = probe(folder, "create index i on users (name)");
        Fact.Stalled concurrently =
                probe(
                        folder,
                        "-- surefoot: transaction=statement\n"
                                + "create index concurrently i on users (name)");

        assertThat(atOnce.table()).isEqualTo("public.users");
        assertThat(atOnce.rows()).isEqualTo(1_000_000);
        assertThat(atOnce.write().highMs()).isGreaterThan(2 * concurrently.write().highMs());
        assertThat(atOnce.write().highMs()).isGreaterThan(2 * atOnce.read().highMs());
    }

    @Test
    void who_rewrites_makes_readers_wait_as_well(@TempDir Path folder) throws Exception {
        Fact.Stalled rewrite = probe(folder, "alter table users alter age type bigint");

        assertThat(rewrite.read().highMs()).isGreaterThan(100);
        assertThat(rewrite.write().highMs()).isGreaterThan(100);
    }

    @Test
    void what_is_no_matter_or_unknown_is_not_measured(@TempDir Path folder) throws Exception {
        MeasuredFile cheap = measured(folder, "alter table users add note text");
        MeasuredFile index = measured(folder, "create index i on users (name)");
        StallProbe probe = new StallProbe(shadow, BOUNDS);

        assertThat(probe.probe(before, cheap, _ -> OptionalLong.of(1_000))).isEmpty();
        assertThat(probe.probe(before, index, _ -> OptionalLong.empty())).isEmpty();
        assertThat(probe.probe(before, index, _ -> OptionalLong.of(0))).isEmpty();
    }

    @Test
    @Requirement("STALL-2")
    void behind_an_idle_transaction_readers_wait_no_longer_than_the_lock_timeout()
            throws Exception {
        double without;
        double with;
        try (ShadowDatabase copy = shadow.copyOf(before);
                Connection idle = copy.connect()) {
            idle.setAutoCommit(false);
            try (Statement statement = idle.createStatement()) {
                statement.execute("select from users");
            }

            with = longestRead(copy, "200ms");
            without = longestRead(copy, "2s");
            idle.rollback();
        }

        assertThat(without).isGreaterThan(1_000);
        assertThat(with).isGreaterThan(50).isLessThan(without / 1.5);
    }

    private static double longestRead(ShadowDatabase copy, String lockTimeout) throws Exception {
        try (Crowd crowd = Crowd.at(copy, List.of("public.users"));
                Connection changing = copy.connect();
                Statement statement = changing.createStatement()) {
            statement.execute("set lock_timeout = '" + lockTimeout + "'");
            long began = System.nanoTime();
            try {
                statement.execute("alter table users add later int");
                throw new AssertionError("the idle transaction did not hold it up");
            } catch (SQLException e) {
                assertThat(e.getSQLState()).isEqualTo("55P03");
            }
            long ended = System.nanoTime();
            crowd.stop();
            return crowd.waits("public.users", 0, began, ended).readMs();
        }
    }

    private Fact.Stalled probe(Path folder, String sql) throws Exception {
        Map<Integer, List<Fact.Stalled>> stalls =
                new StallProbe(shadow, BOUNDS)
                        .probe(before, measured(folder, sql), _ -> OptionalLong.of(1_000_000));
        assertThat(stalls).containsOnlyKeys(1);
        List<Fact.Stalled> first = stalls.getOrDefault(1, List.of());
        assertThat(first).hasSize(1);
        return first.getFirst();
    }

    private MeasuredFile measured(Path folder, String sql) throws Exception {
        Files.writeString(folder.resolve("V1__x.sql"), sql);
        MigrationFile file = SchemaDirectory.read(folder, ReadOptions.plain()).files().getFirst();
        try (ShadowDatabase copy = shadow.copyOf(before);
                Measurer measurer = Measurer.on(copy, Layout.FLYWAY)) {
            return measurer.measure(file);
        }
    }

    private static void run(ShadowDatabase database, String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
