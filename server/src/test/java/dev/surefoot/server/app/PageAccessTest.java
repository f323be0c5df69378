package dev.surefoot.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.server.http.Page;
import dev.surefoot.server.identity.Grant;
import dev.surefoot.server.identity.Role;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who may see pages, and what a form must carry. */
class PageAccessTest {
    @TempDir Path directory;
    private PagesStage stage;

    @BeforeEach
    void open() {
        stage = new PagesStage(directory);
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    @Requirement("WEB-1")
    void without_a_session_every_page_leads_to_the_sign_in() {
        List<Page> closed =
                stage.pages.stream().filter(it -> it.access() == Page.Access.SIGNED_IN).toList();

        assertThat(closed).hasSizeGreaterThan(8);
        assertThat(closed)
                .allSatisfy(
                        page -> {
                            HttpResponse<String> answer = ask(page, Map.of());
                            assertThat(answer.statusCode()).isEqualTo(303);
                            assertThat(answer.headers().firstValue("Location").orElseThrow())
                                    .startsWith("/login");
                            assertThat(answer.body()).isEmpty();
                        });
    }

    @Test
    @Requirement("WEB-1")
    void a_wrong_token_is_refused_and_a_right_one_gives_a_cookie_that_scripts_cannot_read() {
        HttpResponse<String> wrong = stage.post("/login", Map.of("token", "surefoot_guessed"));
        assertThat(wrong.statusCode()).isEqualTo(403);
        assertThat(wrong.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(wrong.body()).contains("No such token");

        HttpResponse<String> right = stage.post("/login", Map.of("token", stage.token));
        assertThat(right.statusCode()).isEqualTo(303);
        assertThat(right.headers().firstValue("Set-Cookie").orElseThrow())
                .contains("HttpOnly", "SameSite=Strict", "Path=/", "Max-Age=43200")
                .doesNotContain("Secure");
    }

    @Test
    @Requirement("WEB-1")
    void a_cookie_that_was_given_over_tls_stays_there() {
        for (String said : List.of("https", "HTTPS, http")) {
            HttpResponse<String> opened =
                    stage.post("/login", Map.of("token", stage.token), "X-Forwarded-Proto", said);
            assertThat(opened.headers().firstValue("Set-Cookie").orElseThrow())
                    .endsWith("; Secure");
        }
    }

    @Test
    @Requirement("WEB-1")
    void signing_out_and_revoking_the_token_end_what_the_cookie_opens() {
        String left = stage.signIn();
        String revoked = stage.signIn();
        assertThat(stage.get("/", "Cookie", left).statusCode()).isEqualTo(200);

        stage.post("/logout", Map.of("form-token", stage.formToken(left)), "Cookie", left);
        assertThat(stage.get("/", "Cookie", left).statusCode()).isEqualTo(303);
        assertThat(stage.get("/", "Cookie", revoked).statusCode()).isEqualTo(200);

        stage.tokens.create(PagesStage.ANN, Instant.now());
        assertThat(stage.get("/", "Cookie", revoked).statusCode()).isEqualTo(303);
    }

    @Test
    @Requirement("API-1")
    void who_may_only_look_there_takes_nothing_back_and_freezes_nothing() {
        stage.register();
        String looks =
                stage.signIn(
                        List.of(
                                Grant.everywhere(Role.VIEWER),
                                new Grant(Role.OPERATOR, Optional.of("staging"))));
        String place = "/services/shop/environments/";
        Map<String, String> fields =
                Map.of("form-token", stage.formToken(looks), "reason", "x", "hours", "1");

        assertThat(stage.get("/", "Cookie", looks).statusCode()).isEqualTo(200);
        for (String what : List.of("/rollback", "/freeze")) {
            assertThat(stage.get(place + "production" + what, "Cookie", looks).statusCode())
                    .isEqualTo(403);
            HttpResponse<String> refused =
                    stage.post(place + "production" + what, fields, "Cookie", looks);
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(refused.body()).contains("operator@staging");
        }
        assertThat(stage.freezes.started).isEmpty();
        stage.post(place + "staging/freeze", fields, "Cookie", looks);
        assertThat(stage.freezes.started).hasSize(1);
    }

    @Test
    @Requirement("WEB-2")
    void a_form_without_the_sessions_token_does_nothing() {
        String mine = stage.signIn();
        String others = stage.formToken(stage.signIn());
        List<Page> forms =
                stage.pages.stream()
                        .filter(it -> it.access() == Page.Access.SIGNED_IN)
                        .filter(it -> it.method().equals("POST"))
                        .toList();

        assertThat(forms).hasSize(4);
        for (Page form : forms) {
            for (String token : List.of("", "guessed", others)) {
                Map<String, String> fields =
                        Map.of("form-token", token, "reason", "x", "hours", "1", "freeze", "f");
                assertThat(ask(form, fields, "Cookie", mine).statusCode())
                        .as("%s with '%s'", form.pattern(), token)
                        .isEqualTo(403);
            }
        }
        assertThat(stage.freezes.started).isEmpty();
        assertThat(stage.freezes.ended).isEmpty();
        assertThat(stage.get("/", "Cookie", mine).statusCode()).isEqualTo(200);
    }

    @Test
    @Requirement("WEB-2")
    void a_form_that_the_browser_says_another_site_has_sent_does_nothing() {
        String mine = stage.signIn();
        Map<String, String> form = Map.of("form-token", stage.formToken(mine));

        for (String[] from :
                List.of(
                        new String[] {"Sec-Fetch-Site", "cross-site"},
                        new String[] {"Sec-Fetch-Site", "same-site"},
                        new String[] {"Origin", "https://evil.example"},
                        new String[] {"Origin", "null"})) {
            assertThat(stage.post("/logout", form, "Cookie", mine, from[0], from[1]).statusCode())
                    .as("%s: %s", from[0], from[1])
                    .isEqualTo(403);
            assertThat(
                            stage.post("/login", Map.of("token", stage.token), from[0], from[1])
                                    .statusCode())
                    .isEqualTo(403);
        }
        assertThat(stage.post("/logout", form, "Cookie", mine, "Origin", stage.url()).statusCode())
                .isEqualTo(303);
    }

    @Test
    void a_link_from_elsewhere_leads_through_a_page_of_ours_so_that_the_cookie_is_sent() {
        HttpResponse<String> answer =
                stage.get("/promotions/0a1b2c3d?x=%22%3Cb&y=1", "Sec-Fetch-Site", "cross-site");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("content=\"0;url=/promotions/0a1b2c3d?x=%22%3Cb&amp;y=1\"");
    }

    @Test
    void the_sign_in_leads_only_to_places_of_ours() {
        for (String elsewhere :
                List.of(
                        "//evil.example",
                        "/\\evil.example",
                        "https://evil.example",
                        "/a\r\nb",
                        "")) {
            HttpResponse<String> answer =
                    stage.post("/login", Map.of("token", stage.token, "next", elsewhere));
            assertThat(answer.headers().firstValue("Location")).as(elsewhere).contains("/");
        }
        assertThat(
                        stage.post("/login", Map.of("token", stage.token, "next", "/promotions/1"))
                                .headers()
                                .firstValue("Location"))
                .contains("/promotions/1");
    }

    private HttpResponse<String> ask(Page page, Map<String, String> form, String... headers) {
        String path =
                page.pattern()
                        .replace("{id}", "0a1b2c3d")
                        .replace("{service}", "shop")
                        .replace("{environment}", "production");
        return page.method().equals("POST")
                ? stage.post(path, form, headers)
                : stage.get(path, headers);
    }
}
