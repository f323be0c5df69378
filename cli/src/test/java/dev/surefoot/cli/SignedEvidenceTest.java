package dev.surefoot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.demo.BuiltVersion;
import dev.surefoot.server.api.CandidateView;
import dev.surefoot.server.api.PromotionView;
import dev.surefoot.testkit.Requirement;
import dev.surefoot.testkit.TestSigner;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Signed evidence on its way in, and the gate that asks for it. */
class SignedEvidenceTest {
    private static final String BUILDER = "https://ci.example/builder";
    private static final String REPOSITORY = "https://git.example/shop";
    private static final String COMMIT = "4".repeat(40);
    private static final String TESTS = "https://in-toto.io/attestation/test-result/v0.1";
    private static final String TRUST =
            """
            trust:
              keys:
                - {name: ci, file: ci.pem, services: [shop], kinds: [build.provenance, test, opaque]}
              builders:
                - {id: "%s", keys: [ci], repositories: ["%s"], refs: [refs/heads/main]}
            """
                    .formatted(BUILDER, REPOSITORY);

    @TempDir static Path folder;
    @TempDir Path own;
    private static final TestSigner CI = new TestSigner();
    private static Stack stack;
    private static Path policy;
    private static String open = "";

    @BeforeAll
    static void a_server_whose_policy_names_a_key_and_a_builder() throws IOException {
        stack = Stack.start(folder);
        policy = stack.files().policy();
        open = Files.readString(policy);
        Files.writeString(policy.resolveSibling("ci.pem"), CI.pem());
        Files.writeString(
                policy, open.replace("[tests, config]", "[tests, config, provenance]") + TRUST);
        stack.surefoot("apply", policy.toString());
        stack.surefoot("apply", stack.files().service(Rollout.ALL_AT_ONCE, "x").toString());
    }

    @AfterAll
    static void no_process_is_left() {
        if (stack != null) {
            stack.close();
        }
    }

    @Test
    @Requirement("EVID-13")
    void a_forged_signature_is_refused_by_name_and_nothing_is_stored() throws IOException {
        String digest = artifact("forged");
        Path forged = file(provenance(new TestSigner(), digest, BUILDER));

        Cli.Answer answer = submit(digest, forged);
        Cli.Answer candidate =
                stack.tried(
                        "candidate",
                        "create",
                        "shop",
                        "--artifact",
                        own.resolve("forged").toString(),
                        "--source",
                        REPOSITORY + "@" + COMMIT,
                        "--evidence",
                        forged.toString());

        for (Cli.Answer each : List.of(answer, candidate)) {
            assertThat(each.exit()).isEqualTo(ExitCode.NO);
            assertThat(each.err())
                    .contains("SIGNATURE_INVALID", "[ci]", "nothing was stored")
                    .contains("good: the envelope is well-formed");
        }
        assertThat(claims(digest)).isEmpty();
    }

    @Test
    @Requirement("EVID-9")
    void a_signature_over_another_artifact_is_refused_by_name() throws IOException {
        String digest = artifact("mine");
        Path other = file(provenance(CI, "sha256:" + "0".repeat(64), BUILDER));

        Cli.Answer answer = submit(digest, other);

        assertThat(answer.exit()).isEqualTo(ExitCode.NO);
        assertThat(answer.err()).contains("SUBJECT_MISMATCH", digest, "0".repeat(64));
    }

    @Test
    void a_kind_that_the_key_may_not_sign_is_refused_and_a_broken_envelope_is_unreadable()
            throws IOException {
        String digest = artifact("kinds");
        Path release =
                file(CI.envelope(digest, "https://in-toto.io/attestation/release/v0.1", "{}"));
        Path unsigned = file("{\"payloadType\": \"a\", \"payload\": \"AA==\"}");

        assertThat(submit(digest, release).exit()).isEqualTo(ExitCode.NO);
        assertThat(submit(digest, release).err())
                .contains("IDENTITY_MISMATCH", "key ci may not sign claims of kind release");
        assertThat(submit(digest, unsigned).exit()).isEqualTo(ExitCode.UNREADABLE);
        assertThat(submit(digest, unsigned).err()).contains("MALFORMED");
    }

    @Test
    @Requirement("EVID-13")
    void an_old_result_sent_again_in_another_file_is_neither_newer_nor_another_one()
            throws IOException {
        String digest = artifact("again");
        String passed = CI.envelope(digest, TESTS, "{\"result\": \"PASSED\"}");
        String failed = CI.envelope(digest, TESTS, "{\"result\": \"FAILED\"}");
        submit(digest, file(passed));
        submit(digest, file(failed));

        submit(digest, file(passed + "\n"));
        stack.tried(
                "evidence",
                "submit",
                "--digest",
                digest,
                "--suite",
                "integration",
                file(passed + "\n\n").toString());

        assertThat(claims(digest)).hasSize(2);
        assertThat(claims(digest))
                .filteredOn(CandidateView.ClaimView::counts)
                .singleElement()
                .satisfies(claim -> assertThat(claim.result()).isEqualTo("FAIL"));
    }

    @Test
    void what_nobody_understands_is_kept_and_said_so() throws IOException {
        String digest = artifact("opaque");

        Cli.Answer answer = submit(digest, file(CI.envelope(digest, "https://x.example/v1", "{}")));

        assertThat(answer.exit()).isEqualTo(ExitCode.UNDECIDED);
        assertThat(answer.out()).contains("opaque/default INFO signed");
    }

    @Test
    @Requirement("EVID-12")
    void tests_of_a_commit_reach_what_was_built_from_it_once_provenance_is_there()
            throws IOException {
        String digest = artifact("derived");
        String passed = "{\"result\": \"PASSED\", \"passedTests\": [\"a\"]}";
        submit(digest, file(CI.envelope("gitCommit:" + COMMIT, TESTS, passed)));
        assertThat(claims(digest))
                .singleElement()
                .satisfies(claim -> assertThat(claim.why()).contains("and no repository"));
        submit(digest, file(CI.aboutCommit(REPOSITORY, COMMIT, TESTS, passed)));

        assertThat(claims(digest))
                .hasSize(2)
                .noneMatch(CandidateView.ClaimView::counts)
                .anyMatch(claim -> claim.why().contains("of " + REPOSITORY + ", which no"));
        submit(digest, file(provenance(CI, digest, BUILDER)));
        assertThat(claims(digest)).filteredOn(CandidateView.ClaimView::counts).hasSize(2);
    }

    @Test
    @Requirement("GATE-6")
    void a_promotion_waits_for_provenance_and_goes_on_when_it_comes() throws IOException {
        BuiltVersion version = Shop.version("v1");
        PromotionView begun = promote(version, "waits for provenance");

        PromotionView waiting =
                stack.await(
                        begun.id(),
                        view ->
                                view.verdicts().stream()
                                        .anyMatch(v -> v.gate().equals("provenance")));
        PromotionView.VerdictView verdict = verdict(waiting);
        String digest = "sha256:" + version.sha256Hex();

        assertThat(verdict.verdict()).isEqualTo("INCONCLUSIVE");
        assertThat(verdict.explanation()).contains("no claim of kind build.provenance");
        assertThat(submit(digest, file(provenance(CI, digest, BUILDER))).exit()).isZero();
        PromotionView ended = stack.awaitEnd(begun.id());
        assertThat(ended.outcome()).isEqualTo("COMPLETED");
        Files.createFile(folder.resolve("something-ran"));
        assertThat(verdict(ended).verdict()).isEqualTo("PASS");
    }

    @Test
    @Requirement("GATE-6")
    void provenance_of_a_builder_that_is_not_allowed_fails_the_gate_by_name() throws IOException {
        BuiltVersion version = Shop.version("v2");
        stack.candidate(version);
        String digest = "sha256:" + version.sha256Hex();
        submit(digest, file(provenance(CI, digest, "https://elsewhere.example")));

        PromotionView begun = promote(version, "another builder");
        PromotionView ended = stack.awaitEnd(begun.id());

        assertThat(ended.outcome()).isEqualTo("FAILED");
        assertThat(verdict(ended).explanation())
                .contains("provenance.builder_allowed is false")
                .contains("builder \"https://elsewhere.example\" is not allowed for shop");
    }

    @Test
    @Requirement("INPUT-3")
    void a_private_key_never_leaves_this_machine() throws IOException {
        Path named = own.resolve("policy.yaml");
        Files.writeString(named, open + TRUST);
        Files.writeString(
                own.resolve("ci.pem"),
                "-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----");

        Cli.Answer answer = stack.tried("apply", named.toString());

        assertThat(answer.exit()).isEqualTo(ExitCode.UNREADABLE);
        assertThat(answer.err()).contains("is a private key and was not sent");
    }

    /** Begins to promote; only whoever comes first says so. */
    private static PromotionView promote(BuiltVersion version, String greeting) throws IOException {
        Path running = folder.resolve("something-ran");
        String[] first = Files.exists(running) ? new String[0] : new String[] {"--first"};
        return stack.promote(version, Rollout.ALL_AT_ONCE, greeting, first);
    }

    private static PromotionView.VerdictView verdict(PromotionView view) {
        return view.verdicts().stream()
                .filter(each -> each.gate().equals("provenance"))
                .findFirst()
                .orElseThrow();
    }

    /** Sends bytes of this name; their digest. */
    private String artifact(String name) throws IOException {
        Path file = Files.writeString(own.resolve(name), name);
        String digest = Inputs.sha256(file);
        stack.client()
                .putFile(
                        "/artifacts/" + digest, file, dev.surefoot.server.api.Answers.Stored.class);
        return digest;
    }

    private List<CandidateView.ClaimView> claims(String digest) {
        return stack.client()
                .post(
                        "/candidates",
                        new dev.surefoot.server.api.Requests.CreateCandidate(
                                "shop",
                                digest,
                                REPOSITORY,
                                COMMIT,
                                Optional.empty(),
                                Optional.empty()),
                        CandidateView.class)
                .claims();
    }

    private Cli.Answer submit(String digest, Path file) {
        return stack.tried("evidence", "submit", "--digest", digest, file.toString());
    }

    private Path file(String text) throws IOException {
        return Files.writeString(Files.createTempFile(own, "evidence", ".json"), text);
    }

    private static String provenance(TestSigner signer, String digest, String builder) {
        return signer.provenance(digest, builder, REPOSITORY, COMMIT);
    }
}
