package dev.surefoot.schema.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.schema.migration.MigrationFile;
import dev.surefoot.schema.migration.MigrationSet;
import dev.surefoot.schema.migration.Phase;
import dev.surefoot.schema.run.target.Pace;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** A statement that needs a strong lock, behind somebody who does not let go. */
@ExtendWith(SharedServer.class)
class LockQueueTest {
    private static final MigrationSet ADD =
            Folders.plain()
                    .file(
                            "1",
                            Folders.Head.of(Phase.EXPAND),
                            "alter table app.users add column nick text;\n")
                    .set();

    private final TestServer server;

    LockQueueTest(TestServer server) {
        this.server = server;
    }

    @Test
    @Requirement("SCHEMA-RUN-3")
    void
            behind_an_idle_transaction_readers_wait_no_longer_than_the_lock_timeout_and_a_retry_succeeds()
                    throws Exception {
        TestServer.Database database = server.database();
        SafeRenameTest.users(database, 1_000);
        List<String> again = new ArrayList<>();
        AtomicBoolean stop = new AtomicBoolean();
        AtomicLong longest = new AtomicLong();

        Outcome outcome;
        try (Connection idle = database.shop("shop@aaaaaaaaaaaa");
                Statement sql = idle.createStatement()) {
            idle.setAutoCommit(false);
            sql.execute("select count(*) from app.users");
            Thread reader = Thread.ofVirtual().start(() -> read(database, stop, longest));
            // The first attempt queues; before the third the idle one lets go.
            Pace pace =
                    new Pace(
                            InstantSource.system(),
                            span -> {
                                again.add("slept");
                                if (again.size() == 2) {
                                    rollback(idle);
                                }
                            },
                            () -> 1);
            outcome =
                    new SchemaRunner(
                                    database.target(),
                                    ADD,
                                    RunOptions.usual("test").with(pace),
                                    Progress.NONE)
                            .expand();
            stop.set(true);
            reader.join();
        }

        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        assertThat(again).hasSize(2);
        assertThat(longest.get()).as("longest read in ms").isLessThan(1_000);
        assertThat(database.text("select attname from pg_attribute where attname = 'nick'"))
                .isEqualTo("nick");
    }

    @Test
    @Requirement("SCHEMA-RUN-3")
    void one_who_never_lets_go_is_named_and_nobody_is_left_waiting() throws Exception {
        TestServer.Database database = server.database();
        SafeRenameTest.users(database, 10);

        Outcome outcome;
        try (Connection idle = database.shop("shop@aaaaaaaaaaaa");
                Statement sql = idle.createStatement()) {
            idle.setAutoCommit(false);
            sql.execute("select count(*) from app.users");
            Pace pace = new Pace(InstantSource.system(), span -> {}, () -> 1);
            outcome =
                    new SchemaRunner(
                                    database.target(),
                                    ADD,
                                    RunOptions.usual("test")
                                            .with(limits(3), RunOptions.usual("").fill())
                                            .with(pace),
                                    Progress.NONE)
                            .expand();
        }

        assertThat(outcome).isInstanceOf(Outcome.Held.class);
        assertThat(((Outcome.Held) outcome).blockers())
                .anySatisfy(
                        by -> {
                            assertThat(by.application()).isEqualTo("shop@aaaaaaaaaaaa");
                            assertThat(by.state()).isEqualTo("idle in transaction");
                        });
        TargetStatus status = TargetStatus.read(database.target());
        assertThat(status.running()).isFalse();
        assertThat(status.files().getFirst().note().orElse("")).contains("shop@aaaaaaaaaaaa");
    }

    @Test
    @Requirement("SCHEMA-RUN-4")
    void a_statement_that_makes_others_wait_beyond_the_budget_is_taken_back() throws Exception {
        TestServer.Database database = server.database();
        SafeRenameTest.users(database, 10);
        MigrationSet slow =
                Folders.plain()
                        .file(
                                "1",
                                Folders.Head.of(Phase.EXPAND).wrapped(MigrationFile.Wrapping.FILE),
                                """
                                lock table app.users in access exclusive mode;
                                select pg_sleep(30);
                                """)
                        .set();
        AtomicBoolean stop = new AtomicBoolean();
        AtomicLong longest = new AtomicLong();
        Thread reader = Thread.ofVirtual().start(() -> read(database, stop, longest));

        Outcome outcome =
                new SchemaRunner(
                                database.target(),
                                slow,
                                RunOptions.usual("test")
                                        .with(
                                                new Pace(
                                                        InstantSource.system(),
                                                        span -> {},
                                                        () -> 1)),
                                Progress.NONE)
                        .expand();
        stop.set(true);
        reader.join();

        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        assertThat(((Outcome.Refused) outcome).rule()).isEqualTo("L12");
        assertThat(longest.get()).as("longest read in ms").isLessThan(3_000);
    }

    private static Limits limits(int attempts) {
        return new Limits(
                Duration.ofMillis(100),
                Duration.ofMillis(500),
                Duration.ofSeconds(60),
                attempts,
                Duration.ofMinutes(30),
                Duration.ofSeconds(10));
    }

    private static void rollback(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static void read(TestServer.Database database, AtomicBoolean stop, AtomicLong longest) {
        try (Connection shop = database.shop("shop@bbbbbbbbbbbb");
                Statement sql = shop.createStatement()) {
            while (!stop.get()) {
                long began = System.nanoTime();
                sql.execute("select count(*) from app.users");
                longest.accumulateAndGet((System.nanoTime() - began) / 1_000_000, Math::max);
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
