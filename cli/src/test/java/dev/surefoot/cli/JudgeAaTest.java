package dev.surefoot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.testkit.Requirement;

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

/** {@code surefoot judge aa --stream} on streams of our own. */
class JudgeAaTest {
    private static final String HEADER = "time,arm,instance,requests,errors\n";

    @TempDir Path folder;

    @Test
    @Requirement("AA-1")
    void alike_instances_keep_the_promise() throws IOException {
        Cli.Answer answer = run(stream(8, 60 * 60, 1), "--length", "1m", "--json");

        assertThat(answer.exit()).isEqualTo(ExitCode.YES);
        JsonNode json = answer.json();
        assertThat(json.path("label").asString()).isEqualTo("CALIBRATED");
        assertThat(json.path("releases").asLong()).isEqualTo(60);
        assertThat(json.path("runs").asLong()).isEqualTo(480);
        assertThat(json.path("independent").asLong()).isEqualTo(480);
        assertThat(json.path("wilsonLow").asDouble()).isLessThanOrEqualTo(.01);
        assertThat(json.path("explanation").asString())
                .contains("of 480 random splits of the running version");
    }

    @Test
    @Requirement("AA-2")
    void one_instance_that_is_lastingly_worse_is_found() throws IOException {
        Path stream = stream(4, 40 * 60, 8);

        Cli.Answer answer = run(stream, "--length", "5m");

        assertThat(answer.exit()).isEqualTo(ExitCode.NO);
        assertThat(answer.out())
                .contains("8 of 32 random splits", "uncalibrated", "--routing user or unknown");
    }

    @Test
    void the_same_seed_says_the_same_and_more_splits_do_not_make_more_evidence()
            throws IOException {
        Path stream = stream(4, 40 * 60, 8);

        Cli.Answer once = run(stream, "--length", "5m", "--splits", "30", "--seed", "7", "--json");

        assertThat(once.out())
                .isEqualTo(
                        run(stream, "--length", "5m", "--splits", "30", "--seed", "7", "--json")
                                .out());
        assertThat(once.json().path("runs").asLong()).isEqualTo(240);
        assertThat(once.json().path("independent").asLong()).isEqualTo(32);
    }

    @Test
    @Requirement("AA-4")
    void too_few_instances_or_windows_are_no_pass() throws IOException {
        Cli.Answer one = run(stream(1, 120, 1), "--length", "1m");
        assertThat(one.exit()).isEqualTo(ExitCode.UNDECIDED);
        assertThat(one.out())
                .contains(
                        "no random split was judged yet",
                        "2 more were left out: needs at least 2 instances of the baseline, there"
                                + " were 1");

        Cli.Answer brief = run(stream(4, 120, 1));
        assertThat(brief.exit()).isEqualTo(ExitCode.UNDECIDED);
        assertThat(brief.out()).contains("both arms must serve in half of 1800 s");

        Cli.Answer few = run(stream(4, 120, 1), "--length", "1m", "--json");
        assertThat(few.exit()).isEqualTo(ExitCode.UNDECIDED);
        assertThat(few.json().path("label").asString()).isEqualTo("TOO_FEW");
        assertThat(few.json().path("runs").asLong()).isEqualTo(8);

        assertThat(run(file(HEADER)).exit()).isEqualTo(ExitCode.UNDECIDED);
        assertThat(run(file(HEADER + "0,canary,a,10,0\n0,canary,b,10,0\n")).exit())
                .isEqualTo(ExitCode.UNDECIDED);
    }

    @Test
    void instances_may_come_and_go_between_releases() throws IOException {
        StringBuilder text = new StringBuilder(HEADER);
        for (int t = 0; t < 240; t++) {
            for (String who : List.of("a", "b", "c")) {
                text.append(t).append(",baseline,").append(who).append(t / 60).append(",100,1\n");
            }
        }

        JsonNode json = run(file(text.toString()), "--length", "1m", "--json").json();

        assertThat(json.path("releases").asLong()).isEqualTo(4);
        assertThat(json.path("leftOut").asLong()).isZero();
        assertThat(json.path("runs").asLong()).isEqualTo(12);
    }

    @Test
    void latencies_are_judged_as_well() throws IOException {
        StringBuilder text = new StringBuilder("time,arm,instance,requests,errors,le_0.1\n");
        for (int t = 0; t < 600; t++) {
            for (int i = 0; i < 4; i++) {
                text.append(t).append(",baseline,").append(i).append(",100,0,");
                text.append(i == 0 ? 80 : 95).append('\n');
            }
        }

        Path stream = file(text.toString());

        Cli.Answer answer = run(stream, "--length", "1m");
        JsonNode all = run(stream, "--length", "1m", "--latency-tolerated", "10", "--json").json();

        assertThat(answer.exit()).isEqualTo(ExitCode.NO);
        assertThat(answer.out()).contains("10 of 40 random splits");
        assertThat(all.path("falseAlarms").asLong()).isLessThan(10);
        assertThat(all.path("latencyTolerated").asDouble()).isEqualTo(10);
    }

    @Test
    void a_release_of_a_window_or_two_proves_nothing() throws IOException {
        Cli.Answer answer = run(stream(6, 600, 0), "--length", "4s");

        assertThat(answer.exit()).isEqualTo(ExitCode.UNREADABLE);
        assertThat(answer.err())
                .contains(
                        "--length is 4000ms, must be at least five windows of the stream, 5000ms");
    }

    @Test
    @Requirement("AA-7")
    void a_stream_may_come_through_a_pipe() throws IOException {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(Files.readAllBytes(stream(4, 120, 1))));
        try {
            assertThat(Cli.run("judge", "aa", "--stream", "-", "--length", "1m").exit())
                    .isEqualTo(ExitCode.UNDECIDED);
        } finally {
            System.setIn(before);
        }
    }

    @Test
    @Requirement("AA-7")
    void a_stream_that_is_none_is_named_with_its_line_and_column() throws IOException {
        Path bad = file(HEADER + "0,baseline,a,10,0\n0,baseline,b,10,11\n");

        Cli.Answer answer = run(bad);

        assertThat(answer.exit()).isEqualTo(ExitCode.UNREADABLE);
        assertThat(answer.err()).contains(bad.toString(), "line 3, column errors: '11'");
        assertThat(run(folder.resolve("nothing")).exit()).isEqualTo(ExitCode.UNREADABLE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "--share;0; --share is 0.0",
                "--share;100%; --share is 1.0",
                "--length;0s; --length",
                "--splits;0; --splits is 0",
                "--alpha;1; alpha is 1.0",
                "--latency-tolerated;0.9; --latency-tolerated is 0.9, must be at least 1",
                "--seed;x; seed"
            })
    void an_option_that_cannot_be_is_named(String option, String value, String said)
            throws IOException {
        Cli.Answer answer = run(stream(2, 5, 1), option, value);

        assertThat(answer.exit()).isEqualTo(ExitCode.UNREADABLE);
        assertThat(answer.err()).contains(said).doesNotContain("a fault in Surefoot");
        assertThat(answer.out()).isEmpty();
    }

    @Test
    void a_service_is_asked_of_the_server_and_not_of_a_file() throws IOException {
        Cli.Answer answer = Cli.run("judge", "aa", "shop", "--stream", stream(2, 5, 1).toString());

        assertThat(answer.exit()).isEqualTo(ExitCode.UNREADABLE);
        assertThat(answer.err()).contains("--stream is judged here, 'shop' by the server");
    }

    private static Cli.Answer run(Path stream, String... options) {
        List<String> words = new ArrayList<>(List.of("judge", "aa", "--stream", stream.toString()));
        words.addAll(List.of(options));
        return Cli.run(words.toArray(String[]::new));
    }

    private Path file(String text) throws IOException {
        Path file = Files.createTempFile(folder, "stream", ".csv");
        return Files.writeString(file, text, StandardCharsets.UTF_8);
    }

    /** 50 requests a second on each instance; 1 % fail, on the first one more often. */
    private Path stream(int instances, int seconds, int worse) throws IOException {
        Random random = new Random(7);
        StringBuilder text = new StringBuilder(HEADER);
        for (int t = 0; t < seconds; t++) {
            for (int i = 0; i < instances; i++) {
                double fails = i == 0 ? .01 * worse : .01;
                int errors = 0;
                for (int r = 0; r < 50; r++) {
                    errors += random.nextDouble() < fails ? 1 : 0;
                }
                text.append(t).append(",baseline,").append(i).append(",50,").append(errors);
                text.append('\n');
            }
        }
        return file(text.toString());
    }
}
