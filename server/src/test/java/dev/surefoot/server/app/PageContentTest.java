package dev.surefoot.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.surefoot.server.web.Freezes;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What pages are made of, and what is shown where there is nothing to show. */
class PageContentTest {
    private static final String PLACE = "/services/shop/environments/production";

    @TempDir Path directory;
    private PagesStage stage;
    private String cookie;

    @BeforeEach
    void open() {
        stage = new PagesStage(directory);
        cookie = stage.signIn();
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    @Requirement("WEB-3")
    void no_page_has_inline_scripts_or_styles_or_names_another_host() {
        for (String path : List.of("/", "/login", PLACE + "/rollback", "/nowhere")) {
            HttpResponse<String> answer =
                    path.equals("/login") ? stage.get(path) : stage.get(path, "Cookie", cookie);

            assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .startsWith("default-src 'self';")
                    .contains("frame-ancestors 'none'", "form-action 'self'");
            assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
            assertThat(answer.body())
                    .doesNotContainPattern("<script(?![^>]* src=\"/)")
                    .doesNotContainPattern("(?i)<style|\\sstyle=|\\son[a-z]+=")
                    .doesNotContainPattern("(src|href|action)=\"(?!/|#)");
        }
    }

    @Test
    @Requirement("WEB-3")
    void whatever_a_page_needs_is_served_by_us_and_kept_for_ever() {
        Matcher needs =
                Pattern.compile("(?:src|href)=\"(/assets/[^\"]+)\"")
                        .matcher(stage.get("/", "Cookie", cookie).body());

        int seen = 0;
        while (needs.find()) {
            HttpResponse<String> answer = stage.get(needs.group(1));
            assertThat(answer.statusCode()).as(needs.group(1)).isEqualTo(200);
            assertThat(answer.headers().firstValue("Cache-Control").orElseThrow())
                    .contains("immutable");
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
            seen++;
        }
        assertThat(seen).isGreaterThanOrEqualTo(6);
        assertThat(stage.get("/assets/0/nothing.css").statusCode()).isEqualTo(404);
    }

    @Test
    void where_there_is_nothing_people_get_a_page_and_programs_a_problem() {
        for (String path : List.of("/nowhere", "/promotions/0a1b2c3d", PLACE, PLACE + "/freeze")) {
            HttpResponse<String> page = stage.get(path, "Cookie", cookie);
            assertThat(page.statusCode()).as(path).isEqualTo(404);
            assertThat(page.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("text/html");
        }
        assertThat(stage.get("/api/v1/nowhere").headers().firstValue("Content-Type"))
                .contains("application/problem+json");
    }

    @Test
    void an_empty_board_says_what_to_do() {
        assertThat(stage.get("/", "Cookie", cookie).body())
                .contains("No service is known yet", "surefoot apply");
    }

    @Test
    @Requirement("WEB-4")
    void a_stream_begins_with_everything_and_goes_on_with_a_beat()
            throws IOException, InterruptedException {
        List<String> lines;
        try (Stream<String> stream = stage.follow("/events", cookie)) {
            lines = stream.limit(6).toList();
        }

        assertThat(lines.get(0)).isEqualTo("retry: 1000");
        assertThat(lines.get(2)).isEqualTo("event: update");
        assertThat(lines.get(3)).contains("\"board\"", "No service is known yet");
        assertThat(lines.get(5)).isEqualTo("event: beat");
    }

    @Test
    @Timeout(60)
    void a_server_that_stops_does_not_wait_for_those_who_watch()
            throws IOException, InterruptedException {
        try (Stream<String> stream = stage.follow("/events", cookie)) {
            Iterator<String> lines = stream.iterator();
            assertThat(lines.next()).isEqualTo("retry: 1000");

            stage.stopServing();

            Throwable end = catchThrowable(() -> lines.forEachRemaining(line -> {}));
            assertThat(end == null || end instanceof UncheckedIOException).isTrue();
        }
    }

    @Test
    void what_comes_from_outside_is_escaped() {
        HttpResponse<String> answer =
                stage.get(
                        "/services/%3Cscript%3Ealert(1)/environments/x/rollback", "Cookie", cookie);

        assertThat(answer.body()).doesNotContain("<script>alert").contains("&lt;script");
    }

    @Test
    void nothing_to_take_back_is_said_and_nothing_is_done() {
        Map<String, String> form =
                Map.of("form-token", stage.formToken(cookie), "promotion", "", "reason", "x");

        HttpResponse<String> answer = stage.post(PLACE + "/rollback", form, "Cookie", cookie);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("nothing was promoted there yet");
    }

    @Test
    @Requirement("WEB-5")
    void a_freeze_needs_a_reason_and_an_end_and_is_then_started_once() {
        stage.register();
        String token = stage.formToken(cookie);

        assertThat(freeze(token, "", "4").body()).contains("A freeze needs a reason");
        assertThat(freeze(token, "launch", "5").body()).contains("a freeze always ends");
        HttpResponse<String> refused = freeze(token, "no", "4");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("'no' is no reason").contains("value=\"no\"");
        assertThat(stage.freezes.started).isEmpty();

        assertThat(freeze(token, "launch", "4").statusCode()).isEqualTo(303);
        assertThat(stage.freezes.started)
                .containsExactly(
                        new Freezes.Wish(
                                "shop", "production", "launch", Duration.ofHours(4), "ann"));
        stage.post(
                PLACE + "/freeze/end",
                Map.of("form-token", token, "freeze", "f1"),
                "Cookie",
                cookie);
        assertThat(stage.freezes.ended).containsExactly("f1 by ann");
    }

    @Test
    @Requirement("PROM-10")
    void what_nothing_is_called_is_not_frozen() {
        assertThat(freeze(stage.formToken(cookie), "launch", "4").statusCode()).isEqualTo(404);
        assertThat(stage.freezes.started).isEmpty();
    }

    private HttpResponse<String> freeze(String token, String reason, String hours) {
        return stage.post(
                PLACE + "/freeze",
                Map.of("form-token", token, "reason", reason, "hours", hours),
                "Cookie",
                cookie);
    }
}
