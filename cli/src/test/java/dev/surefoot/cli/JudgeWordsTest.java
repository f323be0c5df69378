package dev.surefoot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** What {@code surefoot judge run} says, and what its options change, on streams of our own. */
class JudgeWordsTest {
    private static final String HEADER = "time,arm,instance,requests,errors";

    @TempDir Path folder;

    @Test
    void a_rail_that_needs_no_baseline_tells_all_counts_of_the_canary() throws IOException {
        Path stream = stream(HEADER, 20, t -> t + ",canary,,50,5\n");

        Cli.Answer text = run(stream);
        JsonNode json = run(stream, "--json").json();

        assertThat(json.path("judgement").asString()).isEqualTo("ROLLBACK");
        assertThat(json.path("metric").asString()).isEqualTo("error-rate");
        long requests = 50 * (json.path("time").asLong() + 1);
        assertThat(json.path("canaryRequests").asLong()).isEqualTo(requests);
        assertThat(json.path("canaryErrors").asLong()).isEqualTo(requests / 10);
        assertThat(json.path("baselineRequests").asLong()).isZero();
        assertThat(text.out())
                .contains(
                        requests / 10 + " of " + requests + " canary requests failed",
                        "canary    %d errors in %d requests; baseline 0 in 0"
                                .formatted(requests / 10, requests),
                        "0 compared, " + requests / 50 + " not");
    }

    @Test
    void arms_that_never_share_a_window_are_told_apart() throws IOException {
        Path stream =
                stream(
                        HEADER,
                        200,
                        t -> t + (t % 2 == 0 ? ",canary,,50,0\n" : ",baseline,,950,1\n"));

        for (Cli.Answer answer :
                List.of(run(stream), run(stream, "--json"), run(stream, "--deadline", "60s"))) {
            assertThat(answer.exit()).isEqualTo(ExitCode.UNDECIDED);
            assertThat(answer.out())
                    .contains(
                            "no window has both arms, so nothing was compared: the canary's first"
                                    + " line is at time 0, the baseline's at 1.")
                    .doesNotContain("no fresh counters");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"canary", "baseline"})
    void an_arm_without_a_line_is_named(String arm) throws IOException {
        Cli.Answer answer = run(stream(HEADER, 100, t -> t + "," + arm + ",,50,0\n"));

        assertThat(answer.out())
                .contains("no line is the " + (arm.equals("canary") ? "baseline's" : "canary's"));
    }

    @Test
    void a_service_that_usually_fails_more_than_the_rail_says_is_promoted_once_that_is_said()
            throws IOException {
        Path stream =
                stream(
                        HEADER,
                        1_500,
                        t ->
                                "%d,canary,,500,%d\n%d,baseline,,500,%d\n"
                                        .formatted(t, 38 + t % 5, t, 38 + (t + 2) % 5));

        Cli.Answer usual = run(stream);
        Cli.Answer raised = run(stream, "--rail-error-rate", "20%", "--json");

        assertThat(usual.exit()).isNotEqualTo(ExitCode.YES);
        assertThat(usual.out())
                .contains(
                        "Both count as failing above 5 % errors: raise --rail-error-rate if that"
                                + " is usual.");
        assertThat(raised.exit()).isEqualTo(ExitCode.YES);
        assertThat(raised.json().path("railErrorRate").asDouble()).isEqualTo(.2);
    }

    @Test
    void latency_tolerates_what_a_rollout_does_unless_said() throws IOException {
        Path stream =
                stream(
                        HEADER + ",le_0.3",
                        3_000,
                        t -> t + ",canary,,1000,0,988\n" + t + ",baseline,,1000,0,990\n");

        JsonNode usual = run(stream, "--json").json();
        JsonNode strict = run(stream, "--json", "--latency-tolerated", "1").json();

        assertThat(usual.path("judgement").asString()).isNotEqualTo("ROLLBACK");
        assertThat(usual.path("latencyTolerated").asDouble()).isEqualTo(1.25);
        assertThat(strict.path("judgement").asString()).isEqualTo("ROLLBACK");
        assertThat(strict.path("metric").asString()).startsWith("latency");
        assertThat(strict.path("latencyTolerated").asDouble()).isEqualTo(1);
    }

    @Test
    void a_last_window_that_lacks_an_arm_does_not_hide_what_is_known() throws IOException {
        IntFunction<String> line =
                t -> t + ",canary,,50,0\n" + (t == 60 ? "" : t + ",baseline,,950,1\n");

        Cli.Answer answer = run(stream(HEADER, 61, line));
        JsonNode json = run(stream(HEADER, 61, line), "--json").json();

        assertThat(answer.exit()).isEqualTo(ExitCode.UNDECIDED);
        assertThat(answer.out())
                .startsWith("HOLD at 60\n")
                .contains("Holding: fit so far, but 5 min of evidence were asked for")
                .contains("The last window has no line of the baseline.")
                .contains("60 compared, 1 not")
                .doesNotContain("no usable counters");
        assertThat(json.path("windowsCompared").asLong()).isEqualTo(60);
        assertThat(json.path("windowsNotCompared").asLong()).isEqualTo(1);
    }

    @Test
    void fitness_far_from_its_threshold_is_not_told_to_the_last_zero() throws IOException {
        Path stream =
                stream(
                        HEADER + ",le_0.3",
                        300,
                        t -> t + ",canary,,50,0,30\n" + t + ",baseline,,950,1,945\n");

        Cli.Answer answer =
                run(stream, "--latency-boundary", "0.3:99%", "--latency-tolerated", "10");

        assertThat(answer.out())
                .doesNotContain("0.000")
                .containsAnyOf("less than 0.01 : 1 of 20 : 1 for latency", "ROLLBACK");
    }

    @Test
    void a_boundary_needs_a_stream_with_latency() throws IOException {
        Path stream = stream(HEADER, 2, t -> t + ",canary,,50,0\n");

        assertThat(run(stream, "--latency-boundary", "0.3").err())
                .contains("--latency-boundary is 0.3, and the stream has no le_ columns");
    }

    @Test
    void one_short_step_does_not_delay_a_promotion() throws IOException {
        Path stream =
                stream(
                        HEADER,
                        40,
                        t ->
                                "%1$d,canary,,3000,1\n%1$d,baseline,,57000,30\n"
                                        .formatted(t == 0 ? 0 : t == 1 ? 1 : 60 * t - 59));

        JsonNode json = run(stream, "--json", "--max-error-rate", "1%").json();

        assertThat(json.path("windowMs").asLong()).isEqualTo(60_000);
        assertThat(json.path("judgement").asString()).isEqualTo("PROMOTE");
        assertThat(json.path("time").asLong()).isBetween(200L, 400L);
    }

    private static Cli.Answer run(Path stream, String... options) {
        List<String> words = new ArrayList<>(List.of("judge", "run", stream.toString()));
        words.addAll(List.of(options));
        return Cli.run(words.toArray(String[]::new));
    }

    private Path stream(String header, int windows, IntFunction<String> lines) throws IOException {
        StringBuilder text = new StringBuilder(header).append('\n');
        for (int t = 0; t < windows; t++) {
            text.append(lines.apply(t));
        }
        Path file = Files.createTempFile(folder, "stream", ".csv");
        return Files.writeString(file, text, StandardCharsets.UTF_8);
    }
}
