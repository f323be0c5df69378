package dev.surefoot.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is said to a caller whose body is not what a route expects. */
class BodyTest {
    /** One of each kind of field. */
    private record Order(
            String name,
            boolean fast,
            Optional<String> note,
            Instant until,
            List<Item> items,
            Map<String, String> labels) {}

    private record Item(String what, int number) {}

    private static final String GOOD =
            """
            {"name": "a", "fast": true, "until": "2026-01-31T12:00:00Z",
             "items": [{"what": "b", "number": 2}], "labels": {"c": "d"}}
            """;

    @Test
    void what_may_be_left_out_may_be_left_out_and_nothing_else() {
        Order order = read(GOOD);

        assertThat(order.note()).isEmpty();
        assertThat(order.items()).containsExactly(new Item("b", 2));
        for (String field : List.of("name", "until", "items", "labels")) {
            String without = GOOD.replace('"' + field + '"', "\"note\"");
            assertThatThrownBy(() -> read(without)).isInstanceOf(Call.UnreadableBody.class);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "\"a\"; null; 'name' must be given, and be a text",
                "\"a\"; {}; 'name' must be given, and be a text",
                "\"name\"; \"nmae\"; must be given",
                "true; \"yes\"; 'fast' must be given, and be true or false",
                "true; null; 'fast' must be given, and be true or false",
                "\"2026-01-31T12:00:00Z\"; \"soon\"; 'until' must be given, and be a time like 2026",
                "{\"what\": \"b\", \"number\": 2}; null; 'items[0]' must be given, and be an object",
                "\"b\"; null; 'items[0].what' must be given, and be a text",
                "2}; \"x\"}; 'items[0].number' must be given, and be a number",
                "2}; 2, \"colour\": 1}; 'items[0].colour' is not known here; known are number, what",
                "\"d\"; null; 'labels.c' must be given, and be a",
                "{\"c\": \"d\"}}; {\"c\": ; it is no JSON (line",
                "{\"c\": \"d\"}}; {\"c\": \"d\"}} more; it is no JSON (line",
            })
    void a_field_that_cannot_be_is_named(String from, String to, String said) {
        assertThat(GOOD).contains(from);

        assertThatThrownBy(() -> read(GOOD.replace(from, to)))
                .isInstanceOf(Call.UnreadableBody.class)
                .hasMessageContaining(said)
                .hasMessageNotContaining("surefoot");
    }

    @ParameterizedTest
    @CsvSource({"'',is empty", "null,is null", "[],must be an object", "5,must be an object"})
    void a_body_that_is_no_object_is_said_to_be_none(String body, String said) {
        assertThatThrownBy(() -> read(body))
                .isInstanceOf(Call.UnreadableBody.class)
                .hasMessageContaining(said);
    }

    @Test
    void depth_is_bounded() {
        String deep = GOOD.replace("\"d\"", "[".repeat(100_000));

        assertThatThrownBy(() -> read(deep)).isInstanceOf(Call.UnreadableBody.class);
    }

    private static Order read(String body) {
        return Body.read(body.getBytes(StandardCharsets.UTF_8), Order.class);
    }
}
