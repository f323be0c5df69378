package dev.surefoot.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.assertions.PlaywrightAssertions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/**
 * The pages while {@code surefoot demo} runs: a picture of every promotion in production, each time
 * its state has changed. Takes as long as the demo, so it runs only when asked for with {@code
 * -Dsurefoot.demo.pictures=true}.
 */
@EnabledIfSystemProperty(named = "surefoot.demo.pictures", matches = "true")
class DemoPagesTest {
    private static final String LANE = "/promotions?service=shop&environment=production";
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    @TempDir Path folder;

    @Test
    void the_demo_can_be_watched_from_its_first_release_to_its_last_refusal() throws Exception {
        Path log = folder.resolve("demo.log");
        Process demo =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "dev.surefoot.cli.Main",
                                "demo",
                                "--directory",
                                folder.resolve("demo").toString())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        try (Chromium chromium = Chromium.start()) {
            PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
            List<String> seen = watch(chromium, demo, folder.resolve("demo/data"));

            assertThat(demo.waitFor()).as(Files.readString(log)).isZero();
            assertThat(seen).contains("1-COMPLETED", "2-JUDGING", "2-COMPLETED", "3-ROLLED_BACK");
        } finally {
            demo.destroy();
            demo.waitFor();
        }
    }

    private static List<String> watch(Chromium chromium, Process demo, Path data) {
        Await.until(
                () -> "the demo's server answers",
                () -> !demo.isAlive() || Files.exists(data.resolve("server.url")));
        Site site = new Where(data);
        Api api = new Api(site.url(), site.token());
        List<String> seen = new ArrayList<>();
        try (Visit visit = Visit.desktop(chromium, site).signIn()) {
            while (demo.isAlive()) {
                look(visit, api, seen);
                LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            }
        } catch (UncheckedIOException | PlaywrightException gone) {
            // The server ends before the demo does; anything else is a failure.
            Await.until(() -> "the demo's end after " + gone, () -> !demo.isAlive());
        }
        return seen;
    }

    private static void look(Visit visit, Api api, List<String> seen) {
        JsonNode lane = api.get(LANE).path("promotions");
        if (lane.isEmpty()) {
            return;
        }
        JsonNode newest = lane.get(0);
        String name = lane.size() + "-" + newest.path("state").asString();
        if (!seen.contains(name)) {
            seen.add(name);
            visit.open("/promotions/" + newest.path("id").asString());
            visit.awaitLive();
            visit.screenshot("demo-" + name.toLowerCase(Locale.ROOT));
            visit.open("/");
            visit.screenshot("demo-board");
        }
    }

    /** Where the demo's data folder says that its server is. */
    private record Where(Path data) implements Site {
        @Override
        public String url() {
            return read("server.url");
        }

        @Override
        public String token() {
            return read("token");
        }

        private String read(String file) {
            try {
                return Files.readString(data.resolve(file)).strip();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
