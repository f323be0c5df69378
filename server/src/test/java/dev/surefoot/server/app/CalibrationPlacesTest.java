package dev.surefoot.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.server.calibration.AaOutcome;
import dev.surefoot.server.calibration.AaRun;
import dev.surefoot.server.calibration.CalibrationStore;
import dev.surefoot.server.json.Json;
import dev.surefoot.server.traffic.RouteKey;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** What the standing A/A measured, as programs and people see it. */
class CalibrationPlacesTest {
    private static final Instant MIDNIGHT = Instant.parse("2026-11-26T00:00:00Z");
    private static final RouteKey PRODUCTION = new RouteKey("shop", "production");
    private static final String PLACE = "/services/shop/environments/production";

    @TempDir Path directory;
    private PagesStage stage;
    private CalibrationStore store;

    @BeforeEach
    void open() {
        stage = new PagesStage(directory);
        stage.register();
        store = new CalibrationStore(stage.database.database());
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    @Requirement("AA-3")
    void programs_get_k_of_n_beside_alpha() {
        for (int hour = 0; hour < 412; hour++) {
            add(hour, new AaOutcome.Judged(.01, 1, hour < 3 ? 2 : 1, 4, 1, 500));
        }

        JsonNode json = json("/api/v1" + PLACE + "/calibration");

        assertThat(json.path("alpha").asDouble()).isEqualTo(.01);
        assertThat(json.path("runs").asLong()).isEqualTo(412);
        assertThat(json.path("falseAlarms").asLong()).isEqualTo(3);
        assertThat(json.path("wilsonLow").asDouble()).isBetween(.002, .003);
        assertThat(json.path("wilsonHigh").asDouble()).isBetween(.020, .022);
        assertThat(json.path("label").asString()).isEqualTo("CALIBRATED");
        assertThat(json.path("divisor").asDouble()).isEqualTo(1);
        assertThat(Instant.parse(json.path("since").asString())).isEqualTo(MIDNIGHT);
        assertThat(json.path("reason").isNull()).isTrue();
        assertThat(stage.get(PLACE, "Cookie", stage.signIn()).body())
                .contains(
                        "False alarms measured: 3 of 412 random splits of the running version"
                                + " (0.2–2.1 %); promised 1 %; calibrated");
    }

    @Test
    @Requirement("AA-4")
    void a_place_without_a_result_says_why() {
        add(0, new AaOutcome.NotJudged("no traffic"));

        JsonNode all = json("/api/v1/calibration").path("places");

        assertThat(all.size()).isEqualTo(2);
        JsonNode place = all.get(1);
        assertThat(place.path("environment").asString()).isEqualTo("production");
        assertThat(place.path("runs").asLong(-1)).isZero();
        assertThat(place.path("alpha").isNull()).isTrue();
        assertThat(place.path("label").asString()).isEqualTo("TOO_FEW");
        assertThat(place.path("reason").asString()).isEqualTo("no traffic");
        assertThat(stage.get(PLACE, "Cookie", stage.signIn()).body())
                .contains("none of the last hours could be judged", "no traffic");
    }

    @Test
    void a_place_that_is_none_is_not_found() {
        assertThat(get("/api/v1/services/shp/environments/production/calibration").statusCode())
                .isEqualTo(404);
        assertThat(get("/api/v1/services/shop/environments/prod/calibration").body())
                .contains("prod");
    }

    private void add(int hour, AaOutcome outcome) {
        Instant begin = MIDNIGHT.plus(Duration.ofHours(hour));
        store.add(new AaRun(PRODUCTION, begin, begin, begin.plus(Duration.ofHours(1)), outcome));
    }

    private JsonNode json(String path) {
        HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).isEqualTo(200);
        return Json.MAPPER.readTree(answer.body());
    }

    private HttpResponse<String> get(String path) {
        return stage.get(path, "Authorization", "Bearer " + stage.token);
    }
}
