package dev.surefoot.cli.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** How long the windows of a stream are. */
class SlicesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "0 60 120 180; 60",
                "0 60 61 121 181; 60",
                "0 1 61 121; 60",
                "0 60 600 660 720; 60",
                "0 10 30 40 60; 10",
                "0 20 30 50 60; 10",
                "5; 1",
                "0 60; 60",
            })
    void windows_are_as_long_as_most_steps(String times, long seconds) throws IOException {
        assertThat(slices(times).nominal()).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @CsvSource({"0 60 61 121,60 1 60 60", "0 60 240 300,60 60 60 60"})
    void a_short_step_is_a_short_window_and_a_hole_is_a_hole(String times, String lengths)
            throws IOException {
        Slices slices = slices(times);

        for (String length : lengths.split(" ", -1)) {
            Slice slice = slices.next().orElseThrow();
            assertThat(Duration.between(slice.time(), slices.end(slice)).toSeconds())
                    .isEqualTo(Long.parseLong(length));
        }
        assertThat(slices.next()).isEmpty();
    }

    private static Slices slices(String times) {
        StringBuilder text = new StringBuilder("time,arm,instance,requests,errors\n");
        for (String time : times.split(" ", -1)) {
            text.append(time).append(",canary,,1,0\n");
        }
        return new Slices(
                StreamFile.of(
                        new ByteArrayInputStream(
                                text.toString().getBytes(StandardCharsets.UTF_8))));
    }
}
