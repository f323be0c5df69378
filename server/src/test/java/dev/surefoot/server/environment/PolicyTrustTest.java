package dev.surefoot.server.environment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.testkit.ProjectRoot;
import dev.surefoot.testkit.Requirement;
import dev.surefoot.testkit.TestSigner;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Keys and builders in a policy: read, checked when applied, and there again after a restart. */
class PolicyTrustTest {
    private static final TestSigner CI = new TestSigner();
    private static final String TRUST =
            """
            trust:
              keys:
                - name: ci
                  file: keys/ci.pem
                  services: [shop]
                  kinds: [build.provenance, test]
                - name: scanner
                  pem: |
            PEM
                  kinds: [vuln.scan]
              builders:
                - id: https://ci.example/builder
                  keys: [ci]
                  repositories: ["git+https://git.example/shop.git"]
                  refs: [refs/heads/main]
            """
                    .replace("PEM\n", new TestSigner().pem().indent(10));
    private static final Map<String, String> FILES = Map.of("keys/ci.pem", CI.pem());
    private static final String BASE =
            """
            apiVersion: surefoot/v1
            kind: Policy
            environments:
              - {name: staging, production: false}
            """;

    @Test
    void keys_and_builders_are_read_as_they_are_written() {
        PolicyTrust trust = Texts.readPolicy(BASE + TRUST, FILES).orThrow().trust();

        assertThat(trust.trustedKeys())
                .satisfiesExactly(
                        ci -> {
                            assertThat(ci.key().name()).isEqualTo("ci");
                            assertThat(ci.key().fingerprint()).hasToString(CI.fingerprint());
                            assertThat(ci.kinds()).containsOnly("build.provenance", "test");
                            assertThat(ci.maySay("test", "shop")).isTrue();
                            assertThat(ci.maySay("test", "cart")).isFalse();
                            assertThat(ci.maySay("vuln.scan", "shop")).isFalse();
                        },
                        scanner -> assertThat(scanner.maySay("vuln.scan", "any")).isTrue());
        assertThat(trust.builders())
                .singleElement()
                .satisfies(
                        builder -> {
                            assertThat(builder.repositories())
                                    .isEqualTo(Set.of("https://git.example/shop"));
                            assertThat(builder.keys().toString()).contains(CI.fingerprint());
                        });
    }

    @ParameterizedTest
    @Requirement("INPUT-1")
    @Requirement("INPUT-2")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    file: keys/ci.pem|file: keys/no.pem|trust.keys[0].file: file "keys/no.pem" did not come with this one
                    file: keys/ci.pem|file: ../ci.pem|it must be a path relative to this file
                    file: keys/ci.pem|fil: keys/ci.pem|unknown key "fil"; did you mean "file"?
                    file: keys/ci.pem|pem: hello|the key holds not exactly one public key
                    file: keys/ci.pem|verifiers: [a]|needs one of pem (the key itself) and file
                    - name: scanner|- name: ci|key "ci" is here a second time, first at trust.keys[0].name
                    [vuln.scan]|[vuln.scann]|no key signs claims of kind "vuln.scann"; did you mean "vuln.scan"?
                    [vuln.scan]|[verification.summary]|may sign verification.summary but names no verifiers
                    [vuln.scan]|[schema.proof]|no key signs claims of kind "schema.proof"
                    keys: [ci]|keys: [cj]|key "cj" is not under trust.keys; did you mean "ci"?
                    keys: [ci]|keys: [scanner]|key "scanner" may not sign build.provenance
                    keys: [ci]|keys: []|trust.builders[0].keys
                    - id: https|- ids: https|unknown key "ids"
                    """)
    void a_fault_is_named_when_the_policy_is_applied(String from, String to, String expected) {
        assertThat(TRUST).contains(from);
        String text = BASE + TRUST.replace(from, to);

        List<String> problems = Texts.problems(Texts.readPolicy(text, FILES));

        assertThat(problems).anyMatch(each -> each.contains(expected));
    }

    @Test
    @Requirement("INPUT-3")
    void a_private_key_is_refused_and_never_shown() {
        String secret = "-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----\n";

        List<String> problems =
                Texts.problems(Texts.readPolicy(BASE + TRUST, Map.of("keys/ci.pem", secret)));

        assertThat(problems)
                .singleElement()
                .asString()
                .contains("keys/ci.pem is a private key")
                .doesNotContain("c2VjcmV0");
    }

    @Test
    void one_key_under_two_names_is_refused() {
        String twice = TRUST.replaceFirst("(?s)pem: \\|.*?kinds", "file: keys/ci.pem\n      kinds");

        assertThat(Texts.problems(Texts.readPolicy(BASE + twice, FILES)))
                .singleElement()
                .asString()
                .contains("is the same key as at trust.keys[0].file");
    }

    @Test
    void key_files_are_kept_with_their_version_and_a_new_key_is_a_new_version() {
        try (Desk desk = new Desk()) {
            desk.policy(BASE + TRUST, FILES);
            desk.policy(BASE + TRUST, FILES);
            long first = desk.policies.newest().orElseThrow().version();
            desk.policy(BASE + TRUST, Map.of("keys/ci.pem", new TestSigner().pem(), "x", "y"));

            assertThat(first).isEqualTo(1);
            assertThat(desk.reopenedPolicies().newest().orElseThrow())
                    .satisfies(
                            newest -> {
                                assertThat(newest.version()).isEqualTo(2);
                                assertThat(newest.policy().trust().trustedKeys()).hasSize(2);
                                assertThat(newest.files()).containsOnlyKeys("keys/ci.pem");
                            });
            assertThat(desk.entries().getFirst()).contains("\"keys/ci.pem\":\"sha256:");
        }
    }

    @Test
    void the_guides_policies_are_accepted() throws IOException {
        String guide = Files.readString(ProjectRoot.find().resolve("docs/evidence.md"));
        List<String> blocks =
                Pattern.compile("(?s)```yaml\n(.*?)```")
                        .matcher(guide)
                        .results()
                        .map(found -> found.group(1))
                        .toList();

        assertThat(blocks).hasSize(2);
        String head = "apiVersion: surefoot/v1\nkind: Policy\n";
        assertThat(
                        Texts.problems(
                                Texts.readPolicy(
                                        head + blocks.getFirst(), Map.of("ci.pem", CI.pem()))))
                .isEmpty();
        assertThat(Texts.problems(Texts.readPolicy(BASE + blocks.getLast()))).isEmpty();
    }
}
