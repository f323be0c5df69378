package dev.surefoot.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Somebody with a fresh browser. Whatever they do, the browser may ask nobody but our server and
 * may have nothing to complain about; closing looks at that.
 */
final class Visit implements AutoCloseable {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    /** What the browser says of answers that are no success; tests look at those themselves. */
    private static final String REFUSED = "Failed to load resource";

    private final Site site;
    private final BrowserContext context;
    private final Page page;
    private final List<String> elsewhere = new CopyOnWriteArrayList<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    private Visit(Site site, BrowserContext context) {
        this.site = site;
        this.context = context;
        this.page = context.newPage();
        context.onRequest(
                request -> {
                    boolean ours = request.url().startsWith(site.url() + "/");
                    if (!ours && !request.url().startsWith("data:")) {
                        elsewhere.add(request.url());
                    }
                });
        page.onConsoleMessage(
                message -> {
                    if (List.of("error", "warning").contains(message.type())
                            && !message.text().startsWith(REFUSED)) {
                        complaints.add(message.text());
                    }
                });
        page.onPageError(complaints::add);
    }

    static Visit desktop(Chromium chromium, Site site) {
        return of(chromium, site, 1200, 900, ColorScheme.LIGHT);
    }

    static Visit dark(Chromium chromium, Site site) {
        return of(chromium, site, 1200, 900, ColorScheme.DARK);
    }

    static Visit phone(Chromium chromium, Site site) {
        return of(chromium, site, 360, 740, ColorScheme.LIGHT);
    }

    private static Visit of(
            Chromium chromium, Site site, int width, int height, ColorScheme scheme) {
        return new Visit(
                site,
                chromium.browser()
                        .newContext(
                                new Browser.NewContextOptions()
                                        .setViewportSize(width, height)
                                        .setColorScheme(scheme)));
    }

    Page page() {
        return page;
    }

    BrowserContext context() {
        return context;
    }

    Visit signIn() {
        open("/login");
        page.getByLabel("Access token").fill(site.token());
        page.keyboard().press("Enter");
        assertThat(page.locator("h1")).hasText("What runs where");
        return this;
    }

    void open(String path) {
        page.navigate(site.url() + path);
    }

    /** Waits until the page says that it is live. */
    void awaitLive() {
        assertThat(page.locator("#link")).hasAttribute("data-link", "live");
    }

    void screenshot(String name) {
        page.screenshot(
                new Page.ScreenshotOptions()
                        .setPath(SCREENSHOTS.resolve(name + ".png"))
                        .setFullPage(true));
    }

    /** What makes the page wider than the window; empty if it can't be scrolled sideways. */
    String overhang() {
        return (String)
                page.evaluate(
                        """
                        () => {
                          const width = document.documentElement.clientWidth;
                          if (document.documentElement.scrollWidth <= width) return "";
                          return [...document.querySelectorAll("body *")]
                            .filter((it) => it.getBoundingClientRect().right > width + 1)
                            .map((it) => it.tagName + "#" + it.id + "." + it.className)
                            .join(" ");
                        }
                        """);
    }

    @Override
    public void close() {
        context.close();
        assertThat(elsewhere).as("requests to others").isEmpty();
        assertThat(complaints).as("complaints of the browser").isEmpty();
    }
}
