package dev.surefoot.server.environment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class InlineSecretTest {
    private static final String VALUE = "hunter2-correct-horse";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password: VALUE",
                "db-password: VALUE",
                "API_KEY: VALUE",
                "api-key: [VALUE]",
                "token: {value: VALUE}",
                "client_secret: \"VALUE\"",
                "owner2: \"https://user:VALUE@example.org/x\"",
                "owner2: \"jdbc:postgresql://user:VALUE@db/x\"",
                "owner2: [x, --db-password=VALUE]",
                "owner2: [x, -Ddb.password=VALUE]",
                "owner2: [--token, VALUE]",
            })
    @Requirement("INPUT-3")
    void a_secret_in_the_open_is_refused_and_never_shown(String line) {
        String text = Texts.service() + line.replace("VALUE", VALUE) + "\n";

        List<String> problems = Texts.problems(Texts.read(text));

        assertThat(problems)
                .anyMatch(
                        each ->
                                each.startsWith("29:")
                                        && each.contains(
                                                "a secret stands here in the open; write"
                                                        + " ${env:NAME}"));
        assertThat(problems).noneMatch(each -> each.contains(VALUE));
    }

    @Test
    void a_secret_where_something_else_belongs_is_not_shown_either() {
        String url = "https://user:" + VALUE + "@example.org";
        String text =
                Texts.service()
                        .replace("service: shop", "service: \"" + url + "\"")
                        .replace("config: config/staging.yaml", "config: \"" + url + "\"")
                        .replace("strategy: canary", "strategy: \"" + url + "\"")
                        .replace("\"-Xmx48m\"", "\"--token\", \"${" + VALUE + "}\"");

        List<String> problems = Texts.problems(Texts.read(text));

        assertThat(problems).hasSizeGreaterThanOrEqualTo(4);
        assertThat(problems).noneMatch(each -> each.contains(VALUE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--token-file, /run/token", "\"-Dserver.port=80\""})
    void an_argument_that_only_looks_like_a_secret_is_none(String arguments) {
        String text = Texts.service().replace("\"-Xmx48m\"", arguments);

        assertThat(Texts.problems(Texts.read(text))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"--db-password=${env:DB}\"",
                "--token, \"${env:TOKEN}\"",
                "\"--db=https://user:${env:PW}@example.org\"",
            })
    void a_secret_in_a_command_line_would_show_in_the_list_of_processes(String arguments) {
        String text = Texts.service().replace("\"-Xmx48m\"", arguments);

        assertThat(Texts.problems(Texts.read(text)))
                .singleElement()
                .asString()
                .contains("would show in the list of processes")
                .contains("put it into the configuration file");
    }
}
