package dev.surefoot.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.proxy.forward.Timeouts;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

class SettingsTest {
    @Test
    void a_directory_is_enough() {
        Settings.Parsed parsed = Settings.parse(List.of("--directory", "x"));

        assertThat(parsed)
                .isEqualTo(new Settings.Parsed.Ok(new Settings(Path.of("x"), Timeouts.DEFAULT)));
    }

    @Test
    void time_outs_have_units() {
        String line = "--backend-timeout 1500ms --directory x --connect-timeout 1m";

        Settings.Parsed parsed = Settings.parse(List.of(line.split(" ", -1)));

        Timeouts expected = new Timeouts(Duration.ofMillis(1500), Duration.ofMinutes(1));
        assertThat(parsed).isEqualTo(new Settings.Parsed.Ok(new Settings(Path.of("x"), expected)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--directory",
                "--directory x --backend-timeout 30",
                "--directory x --backend-timeout 0s",
                "--directory x --lease 15s"
            })
    void a_wrong_line_is_refused(String line) {
        List<String> arguments = line.isEmpty() ? List.of() : List.of(line.split(" ", -1));

        assertThat(Settings.parse(arguments)).isInstanceOf(Settings.Parsed.Wrong.class);
    }
}
