package dev.surefoot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.server.api.Answers;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The same report sent again: what is new, what was known, and what counts then. */
class EvidenceAgainTest {
    private static final String PASSED = "<testsuite><testcase name='a'/></testsuite>";
    private static final String FAILED =
            "<testsuite><testcase name='a'><failure/></testcase></testsuite>";
    private static final String SCAN =
            """
            {"SchemaVersion": 2, "ArtifactName": "shop.jar", "CreatedAt": "2026-11-24T11:00:00Z",
             "Results": [{"Target": "shop.jar", "Class": "lang-pkgs", "Type": "jar"}]}""";

    @TempDir static Path folder;
    @TempDir Path own;
    private static Stack stack;

    @BeforeAll
    static void a_server() throws IOException {
        stack = Stack.start(folder);
    }

    @AfterAll
    static void no_process_is_left() {
        if (stack != null) {
            stack.close();
        }
    }

    @Test
    @Requirement("EVID-14")
    void the_same_report_again_is_known_and_says_since_when() throws IOException {
        String digest = artifact("again");

        Cli.Answer first = submit(digest, PASSED);
        Cli.Answer again = submit(digest, PASSED);
        JsonNode json = submit(digest, PASSED, "--json").json();

        assertThat(first.out()).contains("test/unit PASS", "(new)");
        JsonNode receipt = json.path("receipts").path(0);
        assertThat(again.exit()).isZero();
        assertThat(again.out())
                .contains("(already known since " + receipt.path("since").stringValue() + ")")
                .doesNotContain("(new)");
        assertThat(receipt.path("isNew").booleanValue()).isFalse();
        assertThat(receipt.path("claim").stringValue())
                .isEqualTo(json.path("claims").path(0).path("id").stringValue());
    }

    @Test
    @Requirement("EVID-14")
    void of_a_known_and_a_new_report_each_says_for_itself_what_it_is() throws IOException {
        String digest = artifact("mixed");
        submit(digest, PASSED);
        Path scan = Files.writeString(own.resolve("scan.json"), SCAN);

        Cli.Answer both = submit(digest, PASSED, scan.toString());

        assertThat(both.exit()).isZero();
        assertThat(both.out().lines().filter(line -> line.startsWith("evidence ")))
                .hasSize(2)
                .anySatisfy(
                        line ->
                                assertThat(line)
                                        .contains("test/unit PASS", "(already known since "))
                .anySatisfy(line -> assertThat(line).contains("vuln.scan").endsWith("(new)"));
    }

    @Test
    @Requirement("EVID-14")
    void the_first_answer_and_every_later_one_name_the_same_moment() throws IOException {
        String digest = artifact("moment");

        JsonNode first = submit(digest, PASSED, "--json").json().path("receipts").path(0);
        JsonNode again = submit(digest, PASSED, "--json").json().path("receipts").path(0);

        assertThat(first.path("isNew").booleanValue()).isTrue();
        assertThat(again.path("isNew").booleanValue()).isFalse();
        assertThat(again.path("since")).isEqualTo(first.path("since"));
    }

    @Test
    @Requirement("EVID-14")
    void an_old_pass_sent_again_does_not_become_newer_than_a_failure() throws IOException {
        String digest = artifact("old-pass");
        submit(digest, PASSED);
        submit(digest, FAILED);

        Cli.Answer again = submit(digest, PASSED);

        assertThat(again.out())
                .contains("already known since", "does not count: PASS of", "replaced by FAIL");
    }

    @Test
    @Requirement("EVID-14")
    void another_date_of_the_database_is_another_claim_and_the_newest_receipt_counts()
            throws IOException {
        String digest = artifact("dates");

        Cli.Answer none = submit(digest, SCAN);
        Cli.Answer stated = submit(digest, SCAN, "--database-as-of", "2026-11-23T00:00:00Z");
        Cli.Answer later = submit(digest, SCAN, "--database-as-of", "2026-11-24T00:00:00Z");
        Cli.Answer back = submit(digest, SCAN, "--database-as-of", "2026-11-23T00:00:00Z");

        for (Cli.Answer each : List.of(none, stated, later)) {
            assertThat(each.out()).contains("vuln.scan", "(new)").doesNotContain("does not count");
        }
        assertThat(back.out()).contains("already known since", "does not count");
    }

    @Test
    @Requirement("EVID-14")
    void of_the_same_report_sent_many_times_at_once_one_is_new() throws Exception {
        String digest = artifact("at-once");
        Path report = Files.writeString(own.resolve("report.xml"), PASSED);
        List<Future<Answers.EvidenceStored>> sent = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 8; i++) {
                sent.add(
                        threads.submit(
                                () ->
                                        Evidence.submit(
                                                stack.client(),
                                                digest,
                                                List.of(report),
                                                "",
                                                null)));
            }
        }

        int fresh = 0;
        for (Future<Answers.EvidenceStored> each : sent) {
            fresh += each.get().receipts().getFirst().isNew() ? 1 : 0;
        }
        assertThat(fresh).isEqualTo(1);
    }

    private String artifact(String name) throws IOException {
        Path file = Files.writeString(own.resolve(name), name);
        String digest = Inputs.sha256(file);
        stack.client().putFile("/artifacts/" + digest, file, Answers.Stored.class);
        return digest;
    }

    private Cli.Answer submit(String digest, String text, String... more) throws IOException {
        Path report = Files.writeString(Files.createTempFile(own, "report", ""), text);
        List<String> all = new ArrayList<>(List.of("evidence", "submit", "--digest", digest));
        all.addAll(List.of(more));
        all.add(report.toString());
        return stack.tried(all.toArray(String[]::new));
    }
}
