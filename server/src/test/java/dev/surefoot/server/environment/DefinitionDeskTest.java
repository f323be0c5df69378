package dev.surefoot.server.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.surefoot.evidence.Digest;
import dev.surefoot.server.environment.ApplyResult.Applied;
import dev.surefoot.server.environment.ApplyResult.Refused;
import dev.surefoot.server.environment.ApplyResult.Unreadable;
import dev.surefoot.server.gate.Change;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;
import java.util.Optional;

class DefinitionDeskTest {
    private final Desk desk = new Desk();

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void what_was_applied_comes_out_again_also_after_a_restart() {
        desk.policy(Texts.policy());
        desk.service(Texts.service(), Texts.configs());

        ServiceVersion shop = desk.reopened().newest("shop").orElseThrow();

        assertThat(shop.version()).isEqualTo(1);
        assertThat(shop.definition()).isEqualTo(Texts.read(Texts.service()).orThrow().definition());
        assertThat(shop.digest()).isEqualTo(Digest.sha256(Texts.bytes(Texts.service())));
        assertThat(shop.config(shop.definition().environment("production").orElseThrow()))
                .isEqualTo(Digest.sha256(Texts.bytes("a: 2\n")));
        assertThat(shop.appliedAt()).isEqualTo(Desk.AT);
        assertThat(desk.services.config(Digest.sha256(Texts.bytes("a: 2\n"))))
                .hasValueSatisfying(bytes -> assertThat(bytes).asString().isEqualTo("a: 2\n"));
        assertThat(desk.policies.newest().orElseThrow().policy())
                .isEqualTo(Texts.readPolicy(Texts.policy()).orThrow());
    }

    @Test
    void the_same_again_changes_nothing_and_asks_nobody() {
        desk.policy(Texts.policy());
        desk.service(Texts.service(), Texts.configs());
        int asked = desk.asked.size();

        assertThat(desk.policy(Texts.policy()))
                .isEqualTo(new Applied("Policy", "policy", 1, false));
        assertThat(desk.service(Texts.service(), Texts.configs()))
                .isEqualTo(new Applied("Service", "shop", 1, false));

        assertThat(desk.entries()).hasSize(2);
        assertThat(desk.asked).hasSize(asked);
    }

    @Test
    void another_configuration_with_the_same_text_is_another_version() {
        desk.policy(Texts.policy());
        desk.service(Texts.service(), Texts.configs());

        ApplyResult result =
                desk.service(
                        Texts.service(),
                        Map.of(
                                Texts.STAGING, Texts.bytes("a: 1\n"),
                                Texts.PRODUCTION, Texts.bytes("a: 3\n")));

        assertThat(result).isEqualTo(new Applied("Service", "shop", 2, true));
        assertThat(desk.services.find("shop", 1).orElseThrow().configs().get(Texts.PRODUCTION))
                .isEqualTo(Digest.sha256(Texts.bytes("a: 2\n")));
        assertThat(desk.services.find("shop", 3)).isEmpty();
        assertThat(desk.services.newest())
                .singleElement()
                .satisfies(newest -> assertThat(newest.version()).isEqualTo(2));
    }

    @Test
    void each_applied_version_has_one_ledger_entry_with_digests_and_no_content() {
        desk.policy(Texts.policy());
        byte[] staging = Texts.bytes("key: hunter2\n");
        Map<String, byte[]> configs =
                Map.of(
                        Texts.STAGING,
                        staging,
                        Texts.PRODUCTION,
                        Texts.bytes("a: 2\n"),
                        "other.yaml",
                        Texts.bytes("never: named\n"));
        desk.service(Texts.service(), configs);

        assertThat(desk.entries())
                .satisfiesExactly(
                        first ->
                                assertThat(first)
                                        .contains("\"type\":\"policy.applied\"")
                                        .contains("\"actor\":\"ada\""),
                        second ->
                                assertThat(second)
                                        .contains("\"type\":\"service.applied\"")
                                        .contains(
                                                "\"config/staging.yaml\":\""
                                                        + Digest.sha256(staging))
                                        .doesNotContain("hunter2", "other.yaml"));
    }

    @Test
    void admission_is_asked_before_anything_is_stored_and_its_word_counts() {
        desk.policy(Texts.policy());
        desk.refusal = Optional.of("gate x is in CEL and does not compile");

        ApplyResult service = desk.service(Texts.service(), Texts.configs());
        ApplyResult policy = desk.policy(Texts.policy() + "# more\n");

        assertThat(List.of(service, policy))
                .containsOnly(new Refused("NOT_ADMITTED", "gate x is in CEL and does not compile"));
        assertThat(desk.services.newest("shop")).isEmpty();
        assertThat(desk.policies.newest().orElseThrow().version()).isEqualTo(1);
        assertThat(desk.entries()).hasSize(1);
        assertThat(desk.asked)
                .satisfiesExactly(
                        first ->
                                assertThat(((Change.ApplyPolicy) first).requires())
                                        .containsExactly(
                                                "config", "provenance", "tests", "vulnerabilities"),
                        second ->
                                assertThat((Change.ApplyService) second)
                                        .isEqualTo(
                                                new Change.ApplyService(
                                                        "shop",
                                                        Digest.sha256(Texts.bytes(Texts.service())),
                                                        "ada",
                                                        List.of("tests"))),
                        third ->
                                assertThat(((Change.ApplyPolicy) third).gates())
                                        .hasSameSizeAs(Texts.BUILT_IN));
    }

    @Test
    void a_service_before_any_policy_is_told_to_wait() {
        assertThat(desk.service(Texts.service(), Texts.configs()))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> {
                            assertThat(refused.code()).isEqualTo("NO_POLICY");
                            assertThat(refused.message()).endsWith("apply policy.yaml first");
                        });
    }

    @Test
    void a_broken_file_stores_nothing() {
        desk.policy(Texts.policy());

        ApplyResult result =
                desk.service(
                        Texts.service().replace("name: production", "name: productoin"),
                        Texts.configs());

        assertThat(result).isInstanceOf(Unreadable.class);
        assertThat(desk.services.newest()).isEmpty();
        assertThat(desk.entries()).hasSize(1);
    }

    @Test
    void a_policy_that_leaves_out_what_a_service_uses_is_refused_by_name() {
        desk.policy(Texts.policy());
        desk.service(Texts.service(), Texts.configs());

        ApplyResult result =
                desk.policy(Texts.policy().replace("name: staging", "name: acceptance"));

        assertThat(result)
                .isEqualTo(
                        new Refused(
                                "IN_USE",
                                "the policy leaves out what is in use: service shop goes to"
                                        + " environment staging. Keep it in the policy, or apply"
                                        + " the services without it first"));
    }

    @Test
    void a_configuration_of_more_than_a_mebibyte_is_refused() {
        desk.policy(Texts.policy());

        ApplyResult result =
                desk.service(
                        Texts.service(),
                        Map.of(
                                Texts.STAGING,
                                Texts.bytes("a: 1\n"),
                                Texts.PRODUCTION,
                                new byte[1_048_577]));

        assertThat(result)
                .isEqualTo(
                        new Refused(
                                "CONFIG_TOO_LARGE",
                                "config/production.yaml has 1,048,577 bytes, at most 1,048,576 are"
                                        + " taken; make it smaller"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE policy SET text = ''",
                "DELETE FROM service_config",
                "UPDATE service_definition SET version = 9",
                "UPDATE config_file SET bytes = ''"
            })
    void an_applied_version_can_not_be_changed(String sql) {
        desk.policy(Texts.policy());
        desk.service(Texts.service(), Texts.configs());

        assertThatThrownBy(
                        () ->
                                desk.database
                                        .database()
                                        .jdbi()
                                        .useHandle(handle -> handle.execute(sql)))
                .hasMessageContaining("applied versions are insert-only");
    }

    @Test
    @Requirement("INPUT-3")
    void a_secret_reaches_no_result_no_table_and_no_ledger_entry() {
        desk.policy(Texts.policy());
        String text =
                Texts.service()
                        .replace(
                                "https://git.example/shop",
                                "https://me:correct-horse@git.example/shop");

        ApplyResult result = desk.service(text, Texts.configs());

        assertThat(result).isInstanceOf(Unreadable.class);
        assertThat(result.toString()).contains("a secret stands here").doesNotContain("horse");
        assertThat(desk.entries()).noneMatch(each -> each.contains("horse"));
        assertThat(desk.services.newest()).isEmpty();
    }
}
