package dev.surefoot.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;

import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.regex.Pattern;

/** What people do with the pages while a promotion runs. */
class PagesTest {
    /** Slow enough to look at; ends within half a minute if nobody stops it. */
    private static final String SLOW =
            "{strategy: canary, steps: [10%, 50%], step-time: 5s, watch: 0s, bake: 1s}";

    /** Begins when a whole minute of traffic was counted. */
    private static final String BUDGET =
            "{strategy: budget, harm: {failed-requests: 50}, watch: 2s, bake: 1s}";

    private static final String PLACE = "/services/shop/environments/production";
    private static final double PATIENCE_MS = 60_000;
    private static final double MINUTES_ARE_COUNTED_MS = 180_000;
    private static final double GOOD = 0;
    private static final double BAD = 0.2;

    private static Chromium chromium;
    private static Ground ground;

    @BeforeAll
    static void start() {
        chromium = Chromium.start();
        ground = Ground.shared();
        PlaywrightAssertions.setDefaultAssertionTimeout(15_000);
    }

    @AfterAll
    static void stop() {
        chromium.close();
    }

    @AfterEach
    void settle() {
        ground.settle();
    }

    @Test
    @Requirement("WEB-1")
    void whoever_is_not_signed_in_is_asked_to_and_comes_to_where_they_wanted() {
        String promotion = ground.promote(SLOW, GOOD);
        try (Visit visit = Visit.desktop(chromium, ground)) {
            Page page = visit.page();
            visit.open("/promotions/" + promotion);
            assertThat(page.locator("h1")).hasText("Sign in");
            visit.screenshot("login");

            page.getByLabel("Access token").fill("surefoot_guessed");
            page.keyboard().press("Enter");
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("No such token");

            page.getByLabel("Access token").fill(ground.token());
            page.getByText("Sign in").last().click();
            assertThat(page).hasURL(Pattern.compile("/promotions/" + promotion + "$"));

            page.getByText("Sign out").click();
            assertThat(page.locator("h1")).hasText("Sign in");
            visit.open("/");
            assertThat(page.locator("h1")).hasText("Sign in");
        }
    }

    @Test
    @Requirement("WEB-4")
    void a_page_follows_a_promotion_live_and_comes_back_after_the_server_was_killed() {
        String promotion = ground.promote(SLOW, GOOD);
        try (Visit visit = Visit.desktop(chromium, ground).signIn()) {
            Page page = visit.page();
            visit.open("/promotions/" + promotion);
            visit.awaitLive();
            assertThat(page.locator("#label")).hasText("Judging at 10%", patient());
            assertThat(page.locator("#canary-requests")).not().hasText("0", patient());
            visit.screenshot("promotion-judging");

            ground.killServer();
            assertThat(page.locator("#link-text")).containsText("Connection lost, last seen");
            visit.screenshot("promotion-lost");
            ground.startServer();

            visit.awaitLive();
            assertThat(page.locator("#headline"))
                    .hasText("Everybody has the new version", patient());
            visit.screenshot("promotion-completed");
            assertThat(page.locator("#c-worse canvas")).isVisible();
            assertThat(page.locator("#gates")).containsText("Does not prove");
            assertThat(page.locator("#back")).containsText("is warm");
        }
    }

    @Test
    @Requirement("WEB-4")
    void a_bad_version_is_seen_going_back_with_the_evidence_that_spoke_against_it() {
        String promotion = ground.promote(SLOW, BAD);
        try (Visit visit = Visit.desktop(chromium, ground).signIn()) {
            Page page = visit.page();
            visit.open("/promotions/" + promotion);

            assertThat(page.locator("#label")).hasText("Rolled back", patient());

            assertThat(page.locator("#headline")).hasText("Everybody has the version before");
            // The comparison or the rail, whichever speaks first: both count every look.
            assertThat(page.locator("#compare"))
                    .containsText("counting every look", ignoringCase());
            assertThat(page.locator("#story")).containsText("Rolling back");
            visit.screenshot("promotion-rolled-back");
        }
    }

    @Test
    @Requirement("BUDGET-5")
    void what_a_budget_promised_and_what_it_cost_stands_on_the_page() {
        String promotion = ground.promote(BUDGET, GOOD);
        try (Visit visit = Visit.desktop(chromium, ground).signIn()) {
            Page page = visit.page();
            visit.open("/promotions/" + promotion);
            assertThat(page.locator("#label"))
                    .hasText(Pattern.compile("Judging at .*%"), counted());
            assertThat(page.locator("#spent")).containsText("of 50 failed requests");
            assertThat(page.locator("#judges")).containsText("Judged errors");
            page.locator("#d-promised summary").click();
            assertThat(page.locator("#d-promised")).containsText("May cost 50 failed requests");
            assertThat(page.locator("#d-promised")).containsText("Not bounded: ");
            visit.screenshot("promotion-budget");

            assertThat(page.locator("#headline"))
                    .hasText("Everybody has the new version", patient());
            assertThat(page.locator("#d-promised li").first()).isVisible();
            assertThat(page.locator("#spent")).hasText(Pattern.compile("Cost: .*\\)\\."));
            visit.screenshot("promotion-budget-completed");
        }
    }

    @Test
    @Requirement("WEB-5")
    void rolling_back_asks_once_and_then_does_it() {
        String promotion = ground.promote(SLOW, GOOD);
        try (Visit visit = Visit.desktop(chromium, ground).signIn()) {
            Page page = visit.page();
            visit.open("/promotions/" + promotion);
            assertThat(page.locator("#label")).hasText("Judging at 10%", patient());
            page.locator("#rollback").click();
            assertThat(page.locator("h1")).hasText("Roll back shop in production?");
            visit.screenshot("rollback");
            page.getByLabel("Why?").fill("the prices look wrong");

            page.locator("#confirm").click();

            assertThat(page).hasURL(Pattern.compile("/promotions/" + promotion + "$"));
            assertThat(page.locator("#label")).hasText("Rolled back", patient());
            assertThat(page.locator(".detail"))
                    .containsText("local said so: The prices look wrong.");
            assertThat(page.locator("#rollback")).hasCount(0);
        }
    }

    @Test
    @Requirement("WEB-5")
    void what_was_asked_about_something_else_is_not_done() {
        ground.promote(SLOW, GOOD);
        try (Visit visit = Visit.desktop(chromium, ground).signIn()) {
            Page page = visit.page();
            visit.open(PLACE + "/rollback");
            assertThat(page.locator("#confirm")).isVisible();
            ground.settle();
            String other = ground.promote(SLOW, GOOD);

            page.locator("#confirm").click();

            assertThat(page.locator("#problem")).containsText("nothing was done");
            visit.open("/promotions/" + other);
            assertThat(page.locator("#label")).not().hasText("Rolling back");
        }
    }

    @Test
    @Requirement("WEB-6")
    void everything_can_be_done_by_keyboard_alone() {
        ground.promote(SLOW, GOOD);
        try (Visit visit = Visit.desktop(chromium, ground).signIn()) {
            Page page = visit.page();
            page.keyboard().press("Tab");
            assertThat(page.locator(".skip")).isFocused();
            assertThat(page.locator(".skip")).isInViewport();

            tabTo(page, page.locator("#board .way a"));
            page.keyboard().press("Enter");
            assertThat(page.locator("#rollback")).isVisible();
            tabTo(page, page.locator("#rollback"));
            page.waitForTimeout(1_500); // in which the page is updated, and must leave the focus
            assertThat(page.locator("#rollback")).isFocused();
            page.keyboard().press("Enter");
            tabTo(page, page.locator("#confirm"));
            page.keyboard().press("Enter");

            assertThat(page.locator("#label"))
                    .hasText(
                            Pattern.compile("Rolling back|Rolled back|Stopping|Cancelled"),
                            patient());
        }
    }

    @Test
    @Requirement("WEB-6")
    void in_the_dark_and_on_a_phone_every_page_can_be_read() {
        String promotion = ground.promote(SLOW, GOOD);
        try (Visit dark = Visit.dark(chromium, ground).signIn()) {
            dark.screenshot("dark-board");
            dark.open("/promotions/" + promotion);
            assertThat(dark.page().locator("#label")).hasText("Judging at 10%", patient());
            assertThat(dark.page().locator("#canary-requests")).isVisible();
            assertThat(luminance(dark.page(), "backgroundColor")).isLessThan(0.1);
            assertThat(luminance(dark.page(), "color")).isGreaterThan(0.6);
            dark.screenshot("dark-promotion");
        }
        Map<String, String> pages =
                Map.of(
                        "board",
                        "/",
                        "promotion",
                        "/promotions/" + promotion,
                        "place",
                        PLACE,
                        "database",
                        PLACE + "/schema",
                        "rollback",
                        PLACE + "/rollback");
        try (Visit phone = Visit.phone(chromium, ground).signIn()) {
            pages.forEach(
                    (name, path) -> {
                        phone.open(path);
                        assertThat(phone.page().locator("h1")).isVisible();
                        assertThat(phone.overhang()).as(path).isEmpty();
                        phone.screenshot("phone-" + name);
                    });
        }
    }

    @Test
    @Requirement("WEB-3")
    void a_page_refuses_inline_scripts_and_whatever_comes_from_elsewhere() {
        try (Visit visit = Visit.desktop(chromium, ground).signIn()) {
            String policy =
                    visit.page()
                            .navigate(ground.url() + "/")
                            .headerValue("Content-Security-Policy");

            assertThat(policy).startsWith("default-src 'self'").doesNotContain("unsafe");
            visit.screenshot("board");
        }
    }

    private static void tabTo(Page page, Locator wanted) {
        for (int i = 0; i < 40; i++) {
            page.keyboard().press("Tab");
            if ((boolean) wanted.evaluate("it => it === document.activeElement")) {
                return;
            }
        }
        throw new AssertionError("no Tab leads to " + wanted);
    }

    private static double luminance(Page page, String property) {
        return ((Number)
                        page.evaluate(
                                """
                                (property) => {
                                  const [r, g, b] = getComputedStyle(document.body)[property]
                                    .match(/[0-9.]+/g).map(Number);
                                  return (0.2126 * r + 0.7152 * g + 0.0722 * b) / 255;
                                }
                                """,
                                property))
                .doubleValue();
    }

    private static LocatorAssertions.HasTextOptions counted() {
        return new LocatorAssertions.HasTextOptions().setTimeout(MINUTES_ARE_COUNTED_MS);
    }

    private static LocatorAssertions.ContainsTextOptions ignoringCase() {
        return new LocatorAssertions.ContainsTextOptions().setIgnoreCase(true);
    }

    private static LocatorAssertions.HasTextOptions patient() {
        return new LocatorAssertions.HasTextOptions().setTimeout(PATIENCE_MS);
    }
}
