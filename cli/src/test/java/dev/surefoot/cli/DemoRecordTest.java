package dev.surefoot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** What the demo says of a version that never became a candidate. */
class DemoRecordTest {
    private static final DemoRecord.Version FORGED =
            new DemoRecord.Version("forged", "4".repeat(40), "something slipped in");

    @Test
    void a_version_that_is_refused_when_handed_over_is_as_expected_and_says_why() {
        DemoRecord record =
                DemoRecord.notTaken(
                        FORGED, "REFUSED", DemoCommand.expected("forged"), "SIGNATURE_INVALID");

        assertThat(record.asExpected()).isTrue();
        assertThat(printed(record))
                .contains("forged  something slipped in")
                .contains("outcome    refused when handed over")
                .contains("because    SIGNATURE_INVALID");
    }

    @Test
    void a_forged_version_that_was_taken_is_not_as_expected() {
        DemoRecord record =
                DemoRecord.notTaken(FORGED, "TAKEN", DemoCommand.expected("forged"), "it was");

        assertThat(record.asExpected()).isFalse();
        assertThat(printed(record)).contains("taken when handed over   EXPECTED refused");
    }

    private static String printed(DemoRecord record) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        record.print(new Output(new PrintStream(bytes, true, StandardCharsets.UTF_8), false));
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
