package dev.surefoot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.JsonNode;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** {@code surefoot judge run} on streams of our own. */
class JudgeRunTest {
    private static final String HEADER = "time,arm,instance,requests,errors\n";

    @TempDir Path folder;

    @Test
    void a_bad_version_is_rolled_back_and_the_answer_says_what_it_rests_on() throws IOException {
        Path stream = stream(0.01, 120);

        Cli.Answer answer = run(stream, "--json");

        assertThat(answer.exit()).isEqualTo(ExitCode.NO);
        JsonNode json = answer.json();
        assertThat(json.path("judgement").asString()).isEqualTo("ROLLBACK");
        assertThat(json.path("metric").asString()).isEqualTo("errors");
        assertThat(json.path("evidence").asDouble())
                .isGreaterThanOrEqualTo(json.path("threshold").asDouble());
        assertThat(json.path("threshold").asDouble()).isEqualTo(100);
        assertThat(json.path("canaryErrors").asLong()).isGreaterThanOrEqualTo(3);
        long windows = json.path("time").asLong() + 1;
        assertThat(json.path("canaryRequests").asLong()).isEqualTo(50 * windows);
        assertThat(json.path("baselineRequests").asLong()).isEqualTo(950 * windows);
        assertThat(json.path("routing").asString()).isEqualTo("REQUEST");
        assertThat(json.path("explanation").asString()).contains("came from the canary");
    }

    @Test
    void a_good_version_is_promoted_after_the_time_of_evidence() throws IOException {
        Cli.Answer answer =
                run(
                        stream(0.001, 900),
                        "--json",
                        "--max-error-rate",
                        "1%",
                        "--min-evidence-time",
                        "2m");

        assertThat(answer.exit()).isEqualTo(ExitCode.YES);
        assertThat(answer.json().path("judgement").asString()).isEqualTo("PROMOTE");
        assertThat(answer.json().path("time").asLong()).isEqualTo(119);
        assertThat(answer.json().path("metric").isNull()).isTrue();
    }

    @Test
    void too_little_is_no_pass() throws IOException {
        assertThat(run(stream(0.001, 20)).exit()).isEqualTo(ExitCode.UNDECIDED);
        Cli.Answer late = run(stream(0.001, 120), "--deadline", "60s", "--json");
        assertThat(late.exit()).isEqualTo(ExitCode.UNDECIDED);
        assertThat(late.json().path("judgement").asString()).isEqualTo("INCONCLUSIVE");
        Cli.Answer nothing = run(file(HEADER), "--json");
        assertThat(nothing.exit()).isEqualTo(ExitCode.UNDECIDED);
        assertThat(nothing.json().path("judgement").asString()).isEqualTo("HOLD");
        assertThat(nothing.json().path("canaryRequests").asLong(-1)).isZero();
        assertThat(run(file(HEADER + "0,canary,,10,0\n1,canary,,10,0\n")).exit())
                .isEqualTo(ExitCode.UNDECIDED);
    }

    @Test
    void the_trace_tells_the_evidence_of_each_window() throws IOException {
        JsonNode json = run(stream(0.01, 120), "--json", "--trace").json();

        assertThat(json.path("trace").size()).isEqualTo(json.path("time").asInt() + 1);
        JsonNode last = json.path("trace").get(json.path("trace").size() - 1);
        assertThat(last.path("worse").asDouble()).isEqualTo(json.path("evidence").asDouble());
        assertThat(run(stream(0.01, 120), "--trace").out()).contains("canary 0/50  baseline");
    }

    @Test
    void a_stream_may_come_through_a_pipe() throws IOException {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(Files.readAllBytes(stream(0.01, 120))));
        try {
            assertThat(Cli.run("judge", "run", "-").exit()).isEqualTo(ExitCode.NO);
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void a_file_is_read_to_its_end_but_a_pipe_only_until_the_answer() throws IOException {
        String spoiled = Files.readString(stream(0.5, 200)) + "200,canary,,50,51\n";

        Cli.Answer answer = run(file(spoiled), "--json");

        assertThat(answer.exit()).isEqualTo(ExitCode.UNREADABLE);
        assertThat(answer.err()).contains("line 402, column errors: '51', must be at most");
        assertThat(answer.out()).isEmpty();
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(spoiled.getBytes(StandardCharsets.UTF_8)));
        try {
            assertThat(Cli.run("judge", "run", "-").exit()).isEqualTo(ExitCode.NO);
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void of_a_histogram_of_many_buckets_some_are_judged() throws IOException {
        StringBuilder text = new StringBuilder("time,arm,instance,requests,errors");
        for (int i = 1; i <= 40; i++) {
            text.append(",le_").append(i);
        }
        text.append('\n');
        for (int t = 0; t < 60; t++) {
            text.append(t).append(",canary,,50,0").append(",25".repeat(40)).append('\n');
            text.append(t).append(",baseline,,950,0").append(",949".repeat(40)).append('\n');
        }

        Cli.Answer answer = run(file(text.toString()), "--json", "--latency-boundary", "17");

        assertThat(answer.exit()).isEqualTo(ExitCode.NO);
        assertThat(answer.json().path("metric").asString()).startsWith("latency");
    }

    @Test
    void slow_answers_alone_are_found_and_named() throws IOException {
        StringBuilder text = new StringBuilder("time,arm,instance,requests,errors,le_0.1,le_0.5\n");
        for (int t = 0; t < 300; t++) {
            text.append(t).append(",canary,,50,0,").append(40).append(",45\n");
            text.append(t).append(",baseline,,950,0,").append(940).append(",949\n");
        }

        JsonNode json = run(file(text.toString()), "--json").json();

        assertThat(json.path("judgement").asString()).isEqualTo("ROLLBACK");
        assertThat(json.path("metric").asString()).startsWith("latency");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "--alpha;0; alpha is 0",
                "--alpha;lots; 'lots' is no share",
                "--margin;0.5; margin is 0.5",
                "--max-error-rate;200%; max-error-rate is 2",
                "--min-evidence-time;5; '5' is no time",
                "--routing;maybe; routing",
                "--latency-boundary;0.3; and the stream has no le_ columns",
                "--latency-boundary;fast; 'fast' is no boundary",
                "--deadline;0s; deadline",
                "--latency-tolerated;0.9; --latency-tolerated is 0.9, must be at least 1",
                "--latency-tolerated;11; --latency-tolerated is 11.0, must be at least 1",
                "--latency-tolerated;NaN; --latency-tolerated is NaN",
                "--rail-error-rate;0; rails.error-rate is 0.0",
                "--rail-error-rate;60%; rails.error-rate is 0.6",
            })
    void an_option_that_cannot_be_is_named(String option, String value, String said)
            throws IOException {
        Cli.Answer answer = run(stream(0.001, 5), option, value);

        assertThat(answer.exit()).isEqualTo(ExitCode.UNREADABLE);
        assertThat(answer.err()).contains(said).doesNotContain("a fault in Surefoot");
        assertThat(answer.out()).isEmpty();
    }

    @Test
    void a_stream_that_is_none_is_named_with_its_line_and_column() throws IOException {
        Path bad = file(HEADER + "0,canary,,10,0\n0,baseline,,10,11\n");

        Cli.Answer answer = run(bad, "--json");

        assertThat(answer.exit()).isEqualTo(ExitCode.UNREADABLE);
        assertThat(answer.err()).contains(bad.toString(), "line 3, column errors: '11'");
        assertThat(answer.out()).isEmpty();
        assertThat(run(folder).exit()).isEqualTo(ExitCode.UNREADABLE);
        assertThat(run(folder.resolve("nothing")).exit()).isEqualTo(ExitCode.UNREADABLE);
    }

    private static Cli.Answer run(Path stream, String... options) {
        List<String> words = new ArrayList<>(List.of("judge", "run", stream.toString()));
        words.addAll(List.of(options));
        return Cli.run(words.toArray(String[]::new));
    }

    private Path file(String text) throws IOException {
        Path file = Files.createTempFile(folder, "stream", ".csv");
        return Files.writeString(file, text, StandardCharsets.UTF_8);
    }

    /** 1,000 requests a second, 5 % of them to the canary; the baseline fails 0.1 % of its own. */
    private Path stream(double canaryFails, int seconds) throws IOException {
        Random random = new Random(7);
        StringBuilder text = new StringBuilder(HEADER);
        for (int t = 0; t < seconds; t++) {
            text.append(line(t, "canary", 50, canaryFails, random));
            text.append(line(t, "baseline", 950, 0.001, random));
        }
        return file(text.toString());
    }

    private static String line(int time, String arm, int requests, double fails, Random random) {
        int errors = 0;
        for (int i = 0; i < requests; i++) {
            errors += random.nextDouble() < fails ? 1 : 0;
        }
        return time + "," + arm + ",," + requests + "," + errors + "\n";
    }
}
