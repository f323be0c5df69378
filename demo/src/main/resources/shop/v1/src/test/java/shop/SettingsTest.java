package shop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

class SettingsTest {
    @Test
    void reads_a_file() {
        Settings settings =
                Settings.parse(
                        List.of(
                                "# a comment: with a colon",
                                "currency: EUR",
                                "greeting: \"Hello: you\"",
                                "",
                                "payment-timeout-ms: 500",
                                "backend-error-rate: 0.001",
                                "database: jdbc:postgresql://db:5432/shop?user=u&password=p:q"));

        assertEquals(
                new Settings(
                        "EUR",
                        "Hello: you",
                        500,
                        0.001,
                        0,
                        OptionalLong.empty(),
                        Optional.of("jdbc:postgresql://db:5432/shop?user=u&password=p:q")),
                settings);
    }

    @Test
    void names_what_is_missing() {
        var refusal =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> Settings.parse(List.of("currency: EUR")));

        assertEquals("the configuration has no greeting", refusal.getMessage());
    }
}
