package dev.surefoot.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Signs in-toto statements with an Ed25519 key of its own. Knows nothing of the product's code, so
 * that both sides of a signature are not one's own mistake.
 */
public final class TestSigner {
    private static final String TYPE = "application/vnd.in-toto+json";

    private final KeyPair pair;

    public TestSigner() {
        try {
            this.pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The public key. */
    public String pem() {
        return "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n"
                .formatted(Base64.getEncoder().encodeToString(pair.getPublic().getEncoded()));
    }

    /** SHA-256 of the public key, as {@code sha256:…}. */
    public String fingerprint() {
        try {
            byte[] key = pair.getPublic().getEncoded();
            return "sha256:"
                    + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A DSSE envelope over a statement about one subject. */
    public String envelope(String subject, String predicateType, String predicate) {
        String[] digest = subject.split(":", 2);
        return envelope(
                """
                {"_type":"https://in-toto.io/Statement/v1","predicateType":"%s",
                 "subject":[{"digest":{"%s":"%s"}}],"predicate":%s}"""
                        .formatted(predicateType, digest[0], digest[1], predicate));
    }

    /** A DSSE envelope over a statement about one commit of a repository. */
    public String aboutCommit(String repository, String commit, String type, String predicate) {
        return envelope(
                """
                {"_type":"https://in-toto.io/Statement/v1","predicateType":"%s",
                 "subject":[{"name":"git+%s","digest":{"gitCommit":"%s"}}],"predicate":%s}"""
                        .formatted(type, repository, commit, predicate));
    }

    /** A DSSE envelope over any statement. */
    public String envelope(String statement) {
        byte[] payload = statement.getBytes(UTF_8);
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(pair.getPrivate());
            signature.update(
                    "DSSEv1 %d %s %d "
                            .formatted(TYPE.length(), TYPE, payload.length)
                            .getBytes(UTF_8));
            signature.update(payload);
            return """
            {"payloadType": "%s", "payload": "%s", "signatures": [{"sig": "%s"}]}"""
                    .formatted(
                            TYPE,
                            Base64.getEncoder().encodeToString(payload),
                            Base64.getEncoder().encodeToString(signature.sign()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** SLSA provenance v1 of a subject, built from one commit. */
    public String provenance(String subject, String builder, String repository, String commit) {
        return envelope(
                subject,
                "https://slsa.dev/provenance/v1",
                """
                {"buildDefinition":{"buildType":"https://ci.example/build/v1",
                  "externalParameters":{"source":"git+%s@refs/heads/main"},
                  "resolvedDependencies":[{"uri":"git+%s","digest":{"gitCommit":"%s"}}]},
                 "runDetails":{"builder":{"id":"%s"}}}"""
                        .formatted(repository, repository, commit, builder));
    }
}
