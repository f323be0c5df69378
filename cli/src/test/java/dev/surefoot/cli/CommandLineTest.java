package dev.surefoot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.demo.BuiltVersion;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** What the commands answer to bad input: exit code, the thing's name, and the next step. */
class CommandLineTest {
    private static final String SOURCE = "https://git.example/shop@4f2a91c";

    @TempDir static Path folder;
    @TempDir Path own;
    static Stack stack;

    @BeforeAll
    static void a_server() throws IOException {
        stack = Stack.start(folder);
        stack.surefoot(
                "apply", stack.files().service(Rollout.ALL_AT_ONCE, "command line").toString());
    }

    @AfterAll
    static void no_process_is_left() {
        if (stack != null) {
            stack.close();
        }
    }

    @Test
    void without_a_server_it_says_how_to_start_one() {
        Cli.Answer answer = Cli.run("watch", "shop", "production", "--data", own.toString());

        assertThat(answer.exit()).isEqualTo(ExitCode.COULD_NOT);
        assertThat(answer.err()).contains(own.toString()).contains("surefoot serve");
        assertThat(answer.out()).isEmpty();
    }

    @Test
    void a_name_that_is_no_name_stays_a_name_and_is_not_known() {
        for (String odd : List.of("a b", "../shop", "shop/x", "%2e%2e", "ä?#")) {
            Cli.Answer answer = stack.tried("rollback", odd, "production");

            assertThat(answer.exit()).as(odd).isEqualTo(ExitCode.UNREADABLE);
            assertThat(answer.err()).as(odd).contains(odd).doesNotContain("a fault in Surefoot");
        }
    }

    @Test
    void a_server_that_does_not_answer_is_named() throws IOException {
        String url;
        try (ServerSocket nobody = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            url = "http://127.0.0.1:" + nobody.getLocalPort();
        }

        Cli.Answer answer = stack.tried("watch", "shop", "production", "--server", url);

        assertThat(answer.exit()).isEqualTo(ExitCode.COULD_NOT);
        assertThat(answer.err()).contains(url).contains("surefoot serve");
    }

    @Test
    void a_wrong_token_is_not_authorized_and_says_where_the_right_one_lies() throws IOException {
        Files.writeString(own.resolve("token"), "not-the-token\n");

        Cli.Answer answer = elsewhere("watch", "shop", "production");

        assertThat(answer.exit()).isEqualTo(ExitCode.UNREADABLE);
        assertThat(answer.err()).contains("No valid token").contains("'token'");
    }

    @Test
    void no_token_at_all_is_not_authorized_and_says_how_to_give_one() {
        Cli.Answer answer = elsewhere("watch", "shop", "production");

        assertThat(answer.exit()).isEqualTo(ExitCode.UNREADABLE);
        assertThat(answer.err()).contains("SUREFOOT_TOKEN").contains("--data");
    }

    @Test
    void misspelt_options_and_commands_are_usage_errors() {
        Cli.Answer option = stack.tried("promote", "shop", "production", "--frist");
        Cli.Answer command = Cli.run("promot");

        assertThat(option.exit()).isEqualTo(ExitCode.UNREADABLE);
        assertThat(option.err()).contains("--frist").contains("promote --help");
        assertThat(command.exit()).isEqualTo(ExitCode.UNREADABLE);
        assertThat(command.err()).contains("promot").contains("promote");
    }

    @Test
    void an_unknown_candidate_is_named() {
        for (List<String> command :
                List.of(
                        List.of("candidate", "show", "feedbeef"),
                        List.of("promote", "shop", "production", "--candidate", "feedbeef"))) {
            Cli.Answer answer = stack.tried(command.toArray(String[]::new));

            assertThat(answer.exit()).as("%s", command).isEqualTo(ExitCode.UNREADABLE);
            assertThat(answer.err()).contains("feedbeef").contains("candidate create");
        }
    }

    @Test
    void where_nothing_was_promoted_there_is_nothing_to_follow_or_take_back() {
        for (String command : List.of("watch", "rollback")) {
            Cli.Answer answer = stack.tried(command, "cellar", "production");

            assertThat(answer.exit()).as(command).isEqualTo(ExitCode.UNREADABLE);
            assertThat(answer.err()).contains("cellar").contains("production");
        }
    }

    @Test
    void an_artifact_that_is_not_there_is_named_and_so_is_a_source_that_is_none() {
        Path missing = own.resolve("missing.jar");

        Cli.Answer artifact = create(missing, SOURCE);
        Cli.Answer source = create(missing, "4f2a91c");

        assertThat(artifact.exit()).isEqualTo(ExitCode.UNREADABLE);
        assertThat(artifact.err()).contains(missing.toString());
        assertThat(source.exit()).isEqualTo(ExitCode.UNREADABLE);
        assertThat(source.err()).contains("4f2a91c").contains("REPO@SHA");
    }

    @Test
    void an_empty_artifact_is_refused_and_nothing_is_kept() throws Exception {
        Path empty = Files.createFile(own.resolve("empty.jar"));
        String before = stack.store().contents();

        Cli.Answer answer = create(empty, SOURCE);

        assertThat(answer.exit()).isEqualTo(ExitCode.UNREADABLE);
        assertThat(answer.err()).contains("empty");
        assertThat(stack.store().contents()).isEqualTo(before);
        assertThat(artifact(Inputs.sha256(empty))).doesNotExist();
    }

    @Test
    @Requirement("RUN-3")
    void bytes_that_do_not_give_the_announced_digest_are_refused_and_nothing_is_kept()
            throws Exception {
        Path jar = Files.writeString(own.resolve("shop.jar"), "as it was hashed");
        String digest = Inputs.sha256(jar);
        Files.writeString(jar, "and changed since");
        String before = stack.store().contents();

        HttpResponse<String> answer = put("/api/v1/artifacts/" + digest, jar);

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.headers().firstValue("content-type"))
                .contains("application/problem+json");
        assertThat(answer.body())
                .contains(digest)
                .contains(Inputs.sha256(jar))
                .contains("nothing was kept");
        assertThat(stack.store().contents()).isEqualTo(before);
        assertThat(artifact(digest)).doesNotExist();
        assertThat(artifact(Inputs.sha256(jar))).doesNotExist();
    }

    @Test
    void reports_too_large_for_one_call_are_named_before_they_are_read() throws IOException {
        Path huge = own.resolve("huge.json");
        try (RandomAccessFile file = new RandomAccessFile(huge.toFile(), "rw")) {
            file.setLength(4L << 30);
        }

        Cli.Answer answer =
                stack.tried(
                        "evidence",
                        "submit",
                        "--digest",
                        "sha256:" + "0".repeat(64),
                        huge.toString());

        assertThat(answer.exit()).isEqualTo(ExitCode.UNREADABLE);
        assertThat(answer.err()).contains(huge.toString(), "4294967296 bytes", "one call takes");
    }

    @Test
    void a_digest_that_is_none_is_refused() throws Exception {
        Path jar = Files.writeString(own.resolve("shop.jar"), "bytes");

        HttpResponse<String> answer = put("/api/v1/artifacts/sha256:123", jar);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("sha256:123").contains("64");
    }

    @Test
    @Requirement("EVID-7")
    void a_truncated_report_is_named_and_makes_no_candidate() throws Exception {
        BuiltVersion version = Shop.version("v1");
        String whole = Files.readString(version.testReports().getFirst());
        Path cut =
                Files.writeString(
                        own.resolve("TEST-cut.xml"), whole.substring(0, whole.length() / 2));

        refusedWithoutTrace(cut);
    }

    @Test
    void a_report_of_an_unknown_format_is_named_and_makes_no_candidate() throws Exception {
        refusedWithoutTrace(Files.writeString(own.resolve("notes.txt"), "all tests were green"));
    }

    @Test
    @Requirement("EVID-1")
    void a_report_without_a_test_is_no_pass() throws Exception {
        Path none =
                Files.writeString(
                        own.resolve("TEST-none.xml"), "<testsuite name=\"none\" tests=\"0\"/>");
        Path jar = Files.writeString(own.resolve("untested.jar"), "never tested");
        create(jar, SOURCE);

        Cli.Answer answer =
                stack.tried("evidence", "submit", "--digest", Inputs.sha256(jar), none.toString());

        assertThat(answer.exit()).as("%s", answer).isIn(ExitCode.UNREADABLE, ExitCode.UNDECIDED);
        assertThat(answer.out() + answer.err()).containsIgnoringCase("no test");
    }

    @Test
    void a_definition_that_names_a_missing_configuration_is_refused() throws IOException {
        Path service =
                Files.writeString(
                        own.resolve("surefoot.yaml"),
                        """
                        apiVersion: surefoot/v1
                        kind: Service
                        service: shop
                        environments:
                          - name: production
                            config: config/nowhere.yaml
                        """);

        Cli.Answer answer = stack.tried("apply", service.toString());

        assertThat(answer.exit()).isEqualTo(ExitCode.UNREADABLE);
        assertThat(answer.err()).contains("config/nowhere.yaml").contains(service.toString());
    }

    @Test
    void a_file_that_is_not_there_or_no_text_is_named() throws IOException {
        Path missing = own.resolve("missing.yaml");
        Path binary = Files.write(own.resolve("binary.yaml"), new byte[] {(byte) 0xff, 0});

        Cli.Answer noFile = stack.tried("apply", missing.toString());
        Cli.Answer noText = stack.tried("apply", binary.toString());

        assertThat(noFile.exit()).isEqualTo(ExitCode.UNREADABLE);
        assertThat(noFile.err()).contains("no such file").contains(missing.toString());
        assertThat(noText.exit()).isEqualTo(ExitCode.UNREADABLE);
        assertThat(noText.err()).contains("UTF-8").contains(binary.toString());
    }

    private void refusedWithoutTrace(Path report) throws Exception {
        Path jar = Files.writeString(own.resolve("reported.jar"), "bytes of " + report);
        // The bytes come first and stay: they are what they are, whatever the report says.
        put("/api/v1/artifacts/" + Inputs.sha256(jar), jar);
        String before = stack.store().contents();

        Cli.Answer answer =
                stack.tried(
                        "candidate",
                        "create",
                        "shop",
                        "--artifact",
                        jar.toString(),
                        "--source",
                        SOURCE,
                        "--evidence",
                        report.toString());

        assertThat(answer.exit()).as("%s", answer).isEqualTo(ExitCode.UNREADABLE);
        assertThat(answer.err()).contains(String.valueOf(report.getFileName()));
        assertThat(answer.out()).doesNotContain("candidate ");
        assertThat(stack.store().contents()).isEqualTo(before);
    }

    private static Cli.Answer create(Path jar, String source) {
        return stack.tried(
                "candidate", "create", "shop", "--artifact", jar.toString(), "--source", source);
    }

    /** The running server, with another data directory's token. */
    private Cli.Answer elsewhere(String... arguments) {
        String[] all = Arrays.copyOf(arguments, arguments.length + 4);
        all[arguments.length] = "--server";
        all[arguments.length + 1] = stack.data().serverUrl().orElseThrow();
        all[arguments.length + 2] = "--data";
        all[arguments.length + 3] = own.toString();
        return Cli.run(all);
    }

    private static HttpResponse<String> put(String path, Path file) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(stack.data().serverUrl().orElseThrow() + path))
                        .header("Authorization", "Bearer " + stack.data().token().orElseThrow())
                        .PUT(BodyPublishers.ofFile(file))
                        .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, BodyHandlers.ofString());
        }
    }

    private static Path artifact(String digest) {
        return stack.data().artifacts().resolve(digest.replace(':', '/'));
    }
}
