package dev.surefoot.schema.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.schema.migration.Phase;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * The runner is killed at random moments and started again, until a change is through; then the
 * next one. How often is {@code -Dsurefoot.kills}, from where {@code -Dsurefoot.kills.seed}.
 */
@ExtendWith(SharedServer.class)
class KillTest {
    private static final int KILLS = Integer.getInteger("surefoot.kills", 12);
    private static final long SEED = Long.getLong("surefoot.kills.seed", 5);
    private static final int MOST_MS = 600;

    private final TestServer server;

    KillTest(TestServer server) {
        this.server = server;
    }

    @Test
    @Requirement("SCHEMA-RUN-2")
    void killed_at_random_moments_a_change_ends_complete_with_nothing_done_twice()
            throws Exception {
        Random random = new Random(SEED);
        int kills = 0;
        int changes = 0;
        Map<String, Integer> where = new TreeMap<>();

        while (kills < KILLS || changes == 0) {
            TestServer.Database database = database(server);
            boolean through = false;
            while (!through) {
                int after = kills < KILLS ? random.nextInt(MOST_MS) : Integer.MAX_VALUE;
                String said = run(database.url("owner"), after);
                through = said.equals("DONE");
                if (said.equals("KILLED")) {
                    kills++;
                    where.merge(where(database), 1, Integer::sum);
                }
                assertThat(said).as("seed %d, kill %d", SEED, kills).isIn("DONE", "KILLED");
            }
            changes++;
            check(database, "seed " + SEED + ", change " + changes + ", after " + kills);
        }

        System.out.println(kills + " kills in " + changes + " changes, killed in " + where);
        inTheMiddle(where, KILLS);
    }

    /** Most came while something was under way, and of many some in each phase. */
    static void inTheMiddle(Map<String, Integer> where, int times) {
        Predicate<String> under = place -> !place.startsWith("0 ") && !place.startsWith("4 ");
        int middle =
                where.entrySet().stream()
                        .filter(each -> under.test(each.getKey()))
                        .mapToInt(Map.Entry::getValue)
                        .sum();
        assertThat(middle).as("of %d: %s", times, where).isGreaterThanOrEqualTo(times / 3);
        if (times >= 100) {
            for (Phase phase : Phase.values()) {
                assertThat(where.keySet()).anyMatch(each -> each.contains(phase.name()));
            }
        }
    }

    /** In the middle of what it was killed. */
    static String where(TestServer.Database database) throws SQLException {
        if (database.number("select count(to_regclass('surefoot_schema.file'))") == 0
                || database.number("select count(*) from surefoot_schema.file") == 0) {
            return "0 getting hold";
        }
        return database.text(
                """
                select coalesce(
                    (select f.version || ' ' || f.phase || ' after statement ' || coalesce(
                        (select max(statement) || case when bool_or(state = 'INTENT')
                                then ' with an intent' else '' end
                         from surefoot_schema.journal j where j.path = f.path), '-')
                     from surefoot_schema.file f where state <> 'DONE' order by position limit 1),
                    '4 after all')
                """);
    }

    /** With the table that the change is about, and a count of effects. */
    static TestServer.Database database(TestServer server) throws SQLException {
        TestServer.Database database = server.database();
        database.run(
                "create table app.marks (word text)",
                "create table app.effects (id bigint)",
                "create table app.users (id bigint primary key, name text not null, email text)",
                "insert into app.users select n, 'user ' || n, 'u' || n from generate_series(1, "
                        + KilledRunner.ROWS
                        + ") n",
                "analyze app.users",
                "create function app.count_effect() returns trigger language plpgsql as"
                        + " 'begin insert into app.effects values (new.id); return new; end'",
                "create trigger counts after update on app.users for each row execute function"
                        + " app.count_effect()");
        return database;
    }

    /** Starts a process and kills it so long after it began; what it said last. */
    private static String run(String url, int after) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-Xshare:auto",
                                "-Xmx128m",
                                "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                                "-cp",
                                System.getProperty("java.class.path"),
                                KilledRunner.class.getName(),
                                url)
                        .redirectErrorStream(true)
                        .start();
        List<String> lines = new ArrayList<>();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            String line = out.readLine();
            while (line != null && !line.equals("READY")) {
                lines.add(line);
                line = out.readLine();
            }
            boolean killed = false;
            if (line != null && after < Integer.MAX_VALUE) {
                killed = !process.waitFor(after, TimeUnit.MILLISECONDS);
                // By its handle: the process itself would close the streams that we read.
                process.toHandle().destroyForcibly();
            }
            lines.addAll(out.readAllLines());
            process.waitFor();
            return lines.contains("DONE") ? "DONE" : killed ? "KILLED" : lines.toString();
        }
    }

    /** Complete, right, and nothing twice. */
    static void check(TestServer.Database database, String when) throws SQLException {
        assertThat(database.number("select count(*) from app.users where full_name is null"))
                .as("rows not filled, " + when)
                .isZero();
        assertThat(
                        database.number(
                                "select count(*) from app.users where full_name <> 'user ' || id"))
                .as("rows filled wrongly, " + when)
                .isZero();
        assertThat(database.number("select count(*) from app.users"))
                .as("rows, " + when)
                .isEqualTo(KilledRunner.ROWS);
        assertThat(database.number("select count(*) from app.effects"))
                .as("writes, " + when)
                .isEqualTo(KilledRunner.ROWS);
        assertThat(database.number("select count(distinct id) from app.effects"))
                .as("rows written, " + when)
                .isEqualTo(KilledRunner.ROWS);
        assertThat(database.text("select string_agg(word, ' ' order by ctid) from app.marks"))
                .as("statements, " + when)
                .isEqualTo("expanded indexed filled contracting contracted");
        assertThat(
                        database.text(
                                """
                                select string_agg(c.relname, ' ' order by c.relname)
                                from pg_index i join pg_class c on c.oid = i.indexrelid
                                where i.indrelid = 'app.users'::regclass
                                """))
                .as("indexes, " + when)
                .isEqualTo("users_email_id_idx users_pkey");
        assertThat(database.number("select count(*) from pg_index where not indisvalid"))
                .as("invalid indexes, " + when)
                .isZero();
        assertThat(
                        database.number(
                                "select count(*) from surefoot_schema.file where state <> 'DONE'"))
                .as("files not done, " + when)
                .isZero();
    }
}
