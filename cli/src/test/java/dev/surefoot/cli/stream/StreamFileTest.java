package dev.surefoot.cli.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.surefoot.cli.stream.Slice.Sample;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a stream of counts may look like, and what is said of one that can't be. */
@Timeout(30)
class StreamFileTest {
    private static final String HEADER = "time,arm,instance,requests,errors\n";

    @Test
    void lines_of_one_time_make_a_slice() throws IOException {
        List<Slice> slices =
                read(
                        HEADER
                                + "0,canary,,50,1\n0,baseline,a,475,0\n0,baseline,b,475,2\n1,canary,,5,0");

        assertThat(slices).hasSize(2);
        assertThat(slices.getFirst().canary()).containsExactly(sample("", 50, 1));
        assertThat(slices.getFirst().baseline())
                .containsExactly(sample("a", 475, 0), sample("b", 475, 2));
        assertThat(slices.getLast().time()).isEqualTo(Instant.ofEpochSecond(1));
        assertThat(slices.getLast().baseline()).isEmpty();
        assertThat(slices.getLast().line()).isEqualTo(5);
    }

    @Test
    void columns_may_stand_in_any_order_and_lines_end_in_any_way() throws IOException {
        String text = "\uFEFFerrors,requests,arm,time,instance\r\n1,50,canary,0,\"x,y\"\r\n\r\n";

        assertThat(read(text).getFirst().canary()).containsExactly(sample("x,y", 50, 1));
    }

    @Test
    void buckets_become_the_requests_slower_than_each_bound() throws IOException {
        String text =
                "time,arm,instance,requests,errors,le_0.3,le_0.1,le_+Inf\n0,canary,,50,1,49,40,50\n";

        try (StreamFile file = file(text)) {
            assertThat(file.bounds()).containsExactly(0.1, 0.3);
            assertThat(file.next().orElseThrow().canary().getFirst().slower())
                    .containsExactly(10L, 1L);
        }
    }

    @Test
    void times_are_seconds_with_fractions_or_iso_dates() throws IOException {
        assertThat(times("0", "0.25", "1e3", "1700000000"))
                .containsExactly(
                        Instant.EPOCH,
                        Instant.ofEpochMilli(250),
                        Instant.ofEpochSecond(1_000),
                        Instant.ofEpochSecond(1_700_000_000));
        assertThat(
                        times(
                                "2026-01-01T00:00:00Z",
                                "2026-01-01T02:00:01+02:00",
                                "2026-01-01 00:00:02"))
                .containsExactly(
                        Instant.parse("2026-01-01T00:00:00Z"),
                        Instant.parse("2026-01-01T00:00:01Z"),
                        Instant.parse("2026-01-01T00:00:02Z"));
    }

    @Test
    void times_of_a_file_are_written_in_one_way() {
        assertThatThrownBy(() -> times("1700000000", "2026-01-01T00:00:00Z"))
                .isInstanceOf(UnreadableStream.class)
                .hasMessage(
                        "line 3, column time: '2026-01-01T00:00:00Z': the times before are"
                                + " seconds, this is ISO-8601");
        assertThatThrownBy(() -> times("2026-01-01T00:00:00Z", "1800000000.5"))
                .isInstanceOf(UnreadableStream.class)
                .hasMessage(
                        "line 3, column time: '1800000000.5': the times before are ISO-8601, this"
                                + " is seconds");
    }

    @Test
    void a_value_that_fills_the_file_is_not_repeated_in_full() {
        assertThatThrownBy(() -> times("0." + "7".repeat(1 << 19)))
                .isInstanceOf(UnreadableStream.class)
                .hasMessageContaining("line 2, column time: '0.777")
                .hasMessageContaining("…' (524290 characters), must be seconds")
                .satisfies(it -> assertThat(it.getMessage()).hasSizeLessThan(300));
    }

    @Test
    void a_whole_number_may_be_written_as_exporters_do() throws IOException {
        assertThat(read(HEADER + "0,canary,,1e3,2.0\n").getFirst().canary())
                .containsExactly(sample("", 1_000, 2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "0,canary,,-1,0; column requests: '-1'",
                "0,canary,,NaN,0; column requests: 'NaN'",
                "0,canary,,Infinity,0; column requests: 'Infinity'",
                "0,canary,,1.5,0; column requests: '1.5'",
                "0,canary,,1e99,0; column requests: '1e99'",
                "0,canary,,1e999999999,0; column requests: '1e999999999'",
                "0,canary,,9223372036854775808,0; column requests: '9223372036854775808'",
                "0,canary,,,0; column requests: empty",
                "0,canary,,1,2; column errors: '2', must be at most requests = 1",
                "0,canary,,1,-0.5; column errors: '-0.5'",
                "NaN,canary,,1,0; column time: 'NaN'",
                "-5,canary,,1,0; column time: '-5'",
                "yesterday,canary,,1,0; column time: 'yesterday'",
                "2026-13-01T00:00:00Z,canary,,1,0; column time: '2026-13-01T00:00:00Z'",
                "1700000000000,canary,,1,0; milliseconds",
                "1e-30000000,canary,,1,0; column time: '1e-30000000', must be seconds with at most",
                "1e-2147483647,canary,,1,0; column time: '1e-2147483647'",
                "1e30000000,canary,,1,0; column time: '1e30000000'",
                "1e2147483647,canary,,1,0; column time: '1e2147483647'",
                "0e-30000000,canary,,1,0; column time: '0e-30000000'",
                "0,canary,,1e2147483647,0; column requests: '1e2147483647'",
                "0,canary,,1e-30000000,0; column requests: '1e-30000000'",
                "0,Canary,,1,0; column arm: 'Canary', must be baseline or canary",
                "0,,,1,0; column arm: empty",
                "0,canary,,1; has 4 fields, the header has 5",
                "0,canary,,1,0,0; has 6 fields, the header has 5",
            })
    void a_line_that_cannot_be_is_named_with_its_column(String line, String said) {
        assertThatThrownBy(() -> read(HEADER + "0,baseline,,1,0\n" + line + "\n"))
                .isInstanceOf(UnreadableStream.class)
                .hasMessageContaining("line 3")
                .hasMessageContaining(said);
    }

    @Test
    void time_does_not_go_back() {
        assertThatThrownBy(() -> read(HEADER + "5,canary,,1,0\n4,canary,,1,0\n"))
                .isInstanceOf(UnreadableStream.class)
                .hasMessageContaining("line 3, column time: '4', must be not before")
                .hasMessageContaining("5");
    }

    @Test
    void an_instance_stands_once_at_a_time() {
        assertThatThrownBy(() -> read(HEADER + "5,canary,a,1,0\n5,canary,a,1,0\n"))
                .isInstanceOf(UnreadableStream.class)
                .hasMessage(
                        "line 3: canary a stands twice at time 5: add its counts up, or name the instances");
    }

    @Test
    void what_would_steer_a_terminal_is_shown_by_its_number() {
        assertThatThrownBy(() -> read(HEADER + "0,can\u001b[31mary\u0007,,1,0"))
                .isInstanceOf(UnreadableStream.class)
                .hasMessageContaining("'can\\u001b[31mary\\u0007'");
    }

    @Test
    void a_quote_that_is_left_open_is_found_by_the_line_before() {
        String open = "0,canary,,1,0\n1,canary,\"" + "x".repeat(2_000_000);

        assertThatThrownBy(() -> read(HEADER + open))
                .isInstanceOf(UnreadableStream.class)
                .hasMessageContaining("after line 2 is longer than")
                .hasMessageContaining("is a quote left open?");
    }

    @ParameterizedTest
    @CsvSource({"1", "4"})
    void buckets_are_cumulative(String second) {
        String text = "time,arm,instance,requests,errors,le_0.1,le_0.3\n0,canary,,3,0,2,";

        assertThatThrownBy(() -> read(text + second))
                .isInstanceOf(UnreadableStream.class)
                .hasMessageContaining("line 2, column le_0.3: '" + second + "'")
                .hasMessageContaining("must be from the bucket before, 2, to requests = 3");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "'time,arm,instance,requests'; no column errors",
                "'time,arm,instance,requests,errors,latency'; column 'latency' is not known",
                "'time,arm,instance,requests,errors,errors'; column errors is named twice",
                "'time,arm,instance,requests,errors,le_fast'; column le_fast must be le_ and a number",
                "'time,arm,instance,requests,errors,le_1e-999999999'; le_1e-999999999 must be le_",
                "'time,arm,instance,requests,errors,le_1e999999999'; le_1e999999999 must be le_",
                "'time,arm,instance,requests,errors,le_0'; column le_0 must be le_ and a number",
                "'time,arm,instance,requests,errors,le_-1'; column le_-1 must be le_ and a number",
                "'time,arm,instance,requests,errors,le_1,le_1.0'; has the bound of another",
                "'0,canary,,1,0'; no column time",
                "''; it is empty",
            })
    void a_header_that_is_none_is_said_to_be_none(String header, String said) {
        assertThatThrownBy(() -> read(header))
                .isInstanceOf(UnreadableStream.class)
                .hasMessageContaining(said);
    }

    @Test
    void what_is_no_text_is_said_to_be_none() {
        byte[] bytes = {'t', (byte) 0xC3, (byte) 0x28, '\n'};

        assertThatThrownBy(() -> StreamFile.of(new ByteArrayInputStream(bytes)))
                .isInstanceOf(UnreadableStream.class)
                .hasMessageContaining("UTF-8");
    }

    @Test
    void a_line_without_end_is_refused_and_not_kept() {
        assertThatThrownBy(() -> read("x".repeat(3 << 20)))
                .isInstanceOf(UnreadableStream.class)
                .hasMessageContaining("is a quote left open?");
    }

    private static List<Instant> times(String... texts) throws IOException {
        String lines = String.join(",canary,,1,0\n", texts) + ",canary,,1,0\n";
        return read(HEADER + lines).stream().map(Slice::time).toList();
    }

    private static Sample sample(String instance, long requests, long errors) {
        return new Sample(instance, requests, errors, List.of());
    }

    private static StreamFile file(String text) {
        return StreamFile.of(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<Slice> read(String text) throws IOException {
        List<Slice> slices = new ArrayList<>();
        try (StreamFile file = file(text)) {
            for (var next = file.next(); next.isPresent(); next = file.next()) {
                slices.add(next.get());
            }
        }
        return slices;
    }
}
