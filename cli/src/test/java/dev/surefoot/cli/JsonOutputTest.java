package dev.surefoot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.demo.BuiltVersion;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Path;

/** With {@code --json} every command prints one JSON document and nothing else. */
class JsonOutputTest {
    @TempDir static Path folder;
    static Stack stack;

    @BeforeAll
    static void a_shop_that_runs() throws IOException {
        stack = Stack.start(folder);
        assertThat(stack.promoteFirst(Shop.version("v1")).outcome()).isEqualTo("COMPLETED");
    }

    @AfterAll
    static void no_process_is_left() {
        if (stack != null) {
            stack.close();
        }
    }

    @Test
    void apply_prints_what_was_applied() throws IOException {
        Path service = stack.files().service(Rollout.ALL_AT_ONCE, "the first");

        JsonNode answer =
                stack.surefoot(
                                "apply",
                                stack.files().policy().toString(),
                                service.toString(),
                                "--json")
                        .json();

        assertThat(answer.isArray()).isTrue();
        assertThat(answer.size()).isEqualTo(2);
    }

    @Test
    void candidate_create_and_show_print_the_candidate() {
        BuiltVersion version = Shop.version("v1");

        String id = stack.candidate(version);
        JsonNode shown = stack.surefoot("candidate", "show", id, "--json").json();

        assertThat(shown.path("id").asString()).isEqualTo(id);
        assertThat(shown.path("artifact").asString()).isEqualTo("sha256:" + version.sha256Hex());
        assertThat(shown.path("claims").size()).isPositive();
    }

    @Test
    void evidence_submit_prints_what_was_read() {
        BuiltVersion version = Shop.version("v1");

        JsonNode answer =
                stack.surefoot(
                                "evidence",
                                "submit",
                                "--digest",
                                "sha256:" + version.sha256Hex(),
                                version.testReports().getFirst().toString(),
                                "--json")
                        .json();

        assertThat(answer.path("claims").size()).isPositive();
        assertThat(answer.at("/files/0/format").asString()).isEqualTo("JUNIT_XML");
    }

    @Test
    void watch_prints_how_it_ended() {
        JsonNode answer = stack.surefoot("watch", "shop", "production", "--json").json();

        assertThat(answer.path("outcome").asString()).isEqualTo("COMPLETED");
        assertThat(answer.path("events").size()).isEqualTo(answer.path("version").asInt());
    }

    @Test
    void promoting_what_runs_already_changes_nothing_and_says_so() {
        String id = stack.candidate(Shop.version("v1"));

        JsonNode answer =
                stack.surefoot("promote", "shop", "production", "--candidate", id, "--json").json();

        assertThat(answer.path("outcome").asString()).isEqualTo("COMPLETED");
    }

    @Test
    void a_refusal_is_not_on_standard_output() {
        Cli.Answer answer = stack.tried("rollback", "shop", "production", "--json");

        assertThat(answer.exit()).isEqualTo(ExitCode.NO);
        assertThat(answer.err()).contains("no longer warm");
        assertThat(answer.out()).isEmpty();
    }

    @Test
    void judge_aa_prints_what_was_measured_and_takes_nothing_for_a_pass() {
        Cli.Answer one = stack.tried("judge", "aa", "shop", "production", "--json");
        Cli.Answer all = stack.tried("judge", "aa");

        assertThat(one.exit()).isEqualTo(ExitCode.UNDECIDED);
        JsonNode place = one.json().at("/places/0");
        assertThat(place.path("environment").asString()).isEqualTo("production");
        assertThat(place.path("runs").asLong(-1)).isZero();
        assertThat(place.path("label").asString()).isEqualTo("TOO_FEW");
        assertThat(all.exit()).isEqualTo(ExitCode.UNDECIDED);
        assertThat(all.out())
                .contains("shop production  false alarms: none of the last hours could be judged");
        assertThat(stack.tried("judge", "aa", "shp").exit()).isEqualTo(ExitCode.UNREADABLE);
        assertThat(stack.tried("judge", "aa", "shop", "prod").exit())
                .isEqualTo(ExitCode.UNREADABLE);
    }

    @Test
    void status_prints_what_runs() {
        JsonNode answer = stack.surefoot("status", "--json").json();

        JsonNode place = answer.at("/services/0/environments/0");
        assertThat(place.path("environment").asString()).isEqualTo("production");
        assertThat(place.at("/running/instancesReady").asInt()).isEqualTo(ShopFiles.INSTANCES);
    }
}
