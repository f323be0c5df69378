package dev.surefoot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.testkit.Requirement;
import dev.surefoot.testkit.TestSigner;
import dev.surefoot.testkit.Vectors;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;

/** {@code surefoot evidence inspect} and {@code verify}: no server is needed or asked. */
class EvidenceOfflineTest {
    private static final String NOBODY = "sha256:" + "0".repeat(64);

    @TempDir Path directory;
    private Path artifact;
    private Path key;
    private Path envelope;

    @BeforeEach
    void sign() throws IOException, GeneralSecurityException {
        artifact = Files.writeString(directory.resolve("shop.jar"), "the artifact");
        TestSigner signer = new TestSigner();
        key = Files.writeString(directory.resolve("ci.pem"), signer.pem());
        byte[] hash = MessageDigest.getInstance("SHA-512").digest(Files.readAllBytes(artifact));
        envelope =
                Files.writeString(
                        directory.resolve("provenance.json"),
                        signer.provenance(
                                "sha512:" + HexFormat.of().formatHex(hash),
                                "https://ci.example/builder",
                                "https://git.example/shop",
                                "4".repeat(40)));
    }

    @Test
    void a_good_signature_about_the_artifact_is_verified_and_says_what_was_checked() {
        Cli.Answer answer = verify("--artifact", artifact.toString());

        assertThat(answer.exit()).as(answer.err()).isZero();
        assertThat(answer.out())
                .startsWith("VERIFIED")
                .contains("ok   signed by")
                .contains("Ed25519")
                .contains("ok   the subject is sha512:");
    }

    @Test
    @Requirement("EVID-9")
    void another_artifact_is_refused_by_name() throws IOException {
        Files.writeString(artifact, "another artifact");

        Cli.Answer answer = verify("--artifact", artifact.toString(), "--json");

        assertThat(answer.exit()).isEqualTo(ExitCode.NO);
        assertThat(answer.json().path("result").stringValue()).isEqualTo("REFUSED");
        assertThat(answer.json().path("documents").path(0).path("reason").stringValue())
                .isEqualTo("SUBJECT_MISMATCH");
    }

    @Test
    void a_bundle_is_neither_verified_nor_refused() throws IOException {
        Files.writeString(
                envelope, "{\"mediaType\": \"application/vnd.dev.sigstore.bundle.v0.3+json\"}");

        Cli.Answer answer = verify("--digest", NOBODY);

        assertThat(answer.exit()).isEqualTo(ExitCode.UNDECIDED);
        assertThat(answer.out()).contains("UNSUPPORTED", "Sigstore bundle");
    }

    @Test
    void what_is_misused_or_unreadable_says_so() throws IOException {
        Files.writeString(envelope, "{\"payloadType\": \"a\"}");

        assertThat(verify("--digest", NOBODY).exit()).isEqualTo(ExitCode.UNREADABLE);
        assertThat(verify("--digest", "abc").err()).contains("--digest abc is no digest");
        assertThat(verify().exit()).isEqualTo(ExitCode.UNREADABLE);
        assertThat(Cli.run("evidence", "verify", envelope.toString(), "--digest", NOBODY).err())
                .contains("--key");
        Files.writeString(key, "-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----");
        assertThat(verify("--digest", NOBODY).err())
                .contains("is a private key")
                .doesNotContain("c2VjcmV0");
    }

    @Test
    void a_summary_is_held_against_what_is_demanded_of_it() throws IOException {
        Files.write(envelope, Vectors.read("vsa", "gke-gce-pre.bcid-vsa.jsonl"));
        Files.write(key, Vectors.read("vsa", "vsa_signing_public_key.pem"));

        Cli.Answer level = verify("--digest", NOBODY, "--level", "SLSA_BUILD_LEVEL_3");
        Cli.Answer foreign = verify("--digest", NOBODY, "--level", "SLSA_BUILD_LEVEL_2");

        assertThat(level.exit()).isEqualTo(ExitCode.NO);
        assertThat(level.out()).contains("LEVEL_MISSING");
        assertThat(foreign.out()).contains("SUBJECT_MISMATCH", "gce_image_id");
    }

    @Test
    void looking_at_files_shows_what_they_say_and_that_nobody_checked() throws IOException {
        Path report = directory.resolve("report.xml");
        Files.writeString(report, "<testsuite><testcase name='a'/></testsuite>");

        Cli.Answer answer = Cli.run("evidence", "inspect", envelope.toString(), report.toString());
        Cli.Answer json = Cli.run("evidence", "inspect", "--json", report.toString());

        assertThat(answer.exit()).as(answer.err()).isZero();
        assertThat(answer.out())
                .contains("build.provenance/default INFO")
                .contains("builder   https://ci.example/builder")
                .contains("signature there is one, nobody checked it")
                .contains("test/unit PASS");
        assertThat(json.json().path(0).path("claims").path(0).path("kind").stringValue())
                .isEqualTo("test");
    }

    @Test
    void looking_at_files_tells_what_proves_nothing_and_what_is_unreadable() throws IOException {
        Path empty = Files.writeString(directory.resolve("empty.xml"), "<testsuite/>");
        Path broken = Files.writeString(directory.resolve("broken.xml"), "<testsuite>");

        assertThat(Cli.run("evidence", "inspect", empty.toString()).exit())
                .isEqualTo(ExitCode.UNDECIDED);
        assertThat(Cli.run("evidence", "inspect", broken.toString(), empty.toString()).exit())
                .isEqualTo(ExitCode.UNREADABLE);
    }

    private Cli.Answer verify(String... more) {
        String[] all = new String[5 + more.length];
        String[] first = {"evidence", "verify", envelope.toString(), "--key", key.toString()};
        System.arraycopy(first, 0, all, 0, 5);
        System.arraycopy(more, 0, all, 5, more.length);
        return Cli.run(all);
    }
}
