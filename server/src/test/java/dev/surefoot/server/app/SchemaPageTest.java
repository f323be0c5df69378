package dev.surefoot.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.server.schema.Proof;
import dev.surefoot.server.schema.Quiet;
import dev.surefoot.server.schema.SchemaChange;
import dev.surefoot.server.schema.SchemaRows;
import dev.surefoot.server.schema.SchemaState;
import dev.surefoot.server.time.Ids;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** The page of a service's database, and what other pages say of it. */
class SchemaPageTest {
    private static final Instant AT = Instant.parse("2026-11-27T10:00:00Z");
    private static final UUID CANDIDATE = Ids.newId(AT);
    private static final String PLACE = "/services/shop/environments/production";
    private static final String PAGE = PLACE + "/schema";

    @TempDir Path directory;
    private PagesStage stage;
    private SchemaRows rows;
    private String cookie;

    @BeforeEach
    void open() {
        stage = new PagesStage(directory);
        stage.register();
        rows = new SchemaRows(stage.database.database());
        cookie = stage.signIn();
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    @Requirement("WEB-7")
    void a_database_that_nobody_changed_says_so_and_how_to_begin() {
        assertThat(page())
                .contains("Every version that ran here still runs on this schema")
                .contains("names no database in production", "database: ${env:NAME}");
        assertThat(stage.get(PLACE, "Cookie", cookie).body()).doesNotContain(PAGE + "\"");
        HttpResponse<String> nowhere =
                stage.get("/services/shop/environments/moon/schema", "Cookie", cookie);
        assertThat(nowhere.statusCode()).isEqualTo(404);
    }

    @Test
    @Requirement("WEB-7")
    void a_change_is_told_with_phases_way_back_matrix_locks_and_findings() {
        settled();

        assertThat(page())
                .contains("Waits to contract", "Both versions have what they need")
                .containsPattern("<h3>Backfill</h3>.*done")
                .contains("V13__fill_full_name.sql", "restore a backup from before")
                .contains("<th scope=\"col\">backfilled</th>", "so expand comes first", "Not tried")
                .contains("14 statements", "column \"name\" does not exist")
                .contains("access exclusive", "reads and writes wait", "readers 1,550–9,300 ms")
                .contains("not measured", "1 other statement does nothing")
                .contains("L07: work after the strongest lock", "DROP COLUMN name;")
                .contains("--rows public.orders=N", "17.5, as nobody said")
                .contains("1,000,000 rows filled, 0 left.");
    }

    @Test
    @Requirement("WEB-7")
    void who_else_was_seen_at_the_database_stands_there() {
        SchemaChange change = settled();
        rows.quiet(change, new Quiet(Optional.empty(), AT, "shop@0123456789ab from <b>10.0.0.7"));
        assertThat(page()).contains("Others were seen", "shop@0123456789ab from &lt;b&gt;10.0.0.7");

        rows.quiet(change, new Quiet(Optional.of(AT), AT, ""));
        assertThat(page()).contains("Nobody has looked since 27 Nov 10:00:00");

        Instant now = Instant.now();
        rows.quiet(change, new Quiet(Optional.of(now.minus(Duration.ofHours(3))), now, ""));
        assertThat(page()).contains("Nobody but the new version was seen for 3 h 0 min");
    }

    @Test
    @Requirement("WEB-7")
    void the_point_of_no_return_stands_first_with_the_statements_that_fail() {
        Proof proof = SchemaRows.rename(AT);
        SchemaChange contracting =
                rows.move(
                        settled(), new SchemaState.Contracting(AT, proof), "nobody else was seen");
        rows.move(contracting, new SchemaState.Complete(AT, proof, true), "all ran");
        SchemaChange next = rows.begin(Ids.newId(AT), AT.plusSeconds(60));
        rows.move(
                next,
                new SchemaState.Refused(AT, Optional.empty(), "line 3 of V15.sql can't be read"),
                "line 3 of V15.sql can't be read");

        String page = page();

        assertThat(page)
                .containsSubsequence(
                        "No way back past candidate " + Ids.brief(CANDIDATE),
                        "Proven not to run any more",
                        "SELECT id, name FROM customers",
                        "Newest change",
                        "Line 3 of V15.sql can't be read.",
                        "Earlier changes",
                        Ids.brief(CANDIDATE));
    }

    @Test
    @Requirement("WEB-8")
    void hostile_text_is_shown_and_does_nothing() {
        settled();

        assertThat(page())
                .doesNotContain("<script>alert")
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
                .doesNotContainPattern("(?i)\\sstyle=|\\son[a-z]+=");
    }

    @Test
    @Requirement("WEB-8")
    void the_page_is_live() throws IOException, InterruptedException {
        settled();

        List<String> lines;
        try (Stream<String> stream = stage.follow(PAGE + "/events", cookie)) {
            lines = stream.limit(4).toList();
        }

        assertThat(lines.get(2)).isEqualTo("event: update");
        assertThat(lines.get(3))
                .contains("\"floor\"", "\"now\"", "\"matrix\"", "\"findings\"", "\"story\"")
                .contains("Waits to contract");
    }

    @Test
    @Requirement("WEB-8")
    void the_place_and_the_board_lead_to_it_while_a_change_is_under_way() {
        assertThat(stage.get("/", "Cookie", cookie).body()).doesNotContain(PAGE);
        SchemaChange change = settled();

        assertThat(stage.get(PLACE, "Cookie", cookie).body()).contains("href=\"" + PAGE + "\"");
        assertThat(stage.get("/", "Cookie", cookie).body())
                .contains("href=\"" + PAGE + "\"", "Waits to contract");

        rows.move(change, new SchemaState.Complete(AT, SchemaRows.rename(AT), false), "it serves");
        assertThat(stage.get("/", "Cookie", cookie).body()).doesNotContain(PAGE);
    }

    private SchemaChange settled() {
        SchemaChange change = rows.begin(CANDIDATE, AT);
        rows.report(change, SchemaRows.REPORT);
        return rows.settle(change, SchemaRows.rename(AT), AT);
    }

    private String page() {
        HttpResponse<String> answer = stage.get(PAGE, "Cookie", cookie);
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }
}
