package dev.surefoot.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Keys and envelopes made for tests. */
final class Signing {
    private final String algorithm;
    private final KeyPair pair;
    final VerificationKey key;

    private Signing(String name, String algorithm, KeyPair pair) {
        this.algorithm = algorithm;
        this.pair = pair;
        this.key = key(name, pem(pair.getPublic()));
    }

    static Signing ed25519(String name) {
        return new Signing(name, "Ed25519", pair("Ed25519", 0));
    }

    static Signing ec(String algorithm, int bits) {
        return new Signing("ec", algorithm, pair("EC", bits));
    }

    static Signing rsa(int bits) {
        return new Signing("rsa", "SHA256withRSA", pair("RSA", bits));
    }

    static KeyPair pair(String algorithm, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            if (bits > 0) {
                generator.initialize(bits);
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String pem(PublicKey key) {
        return "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n"
                .formatted(Base64.getMimeEncoder().encodeToString(key.getEncoded()));
    }

    static VerificationKey key(String name, String pem) {
        VerificationKey.Parsed parsed = VerificationKey.parse(name, pem);
        assertThat(parsed).isInstanceOf(VerificationKey.Parsed.Good.class);
        return ((VerificationKey.Parsed.Good) parsed).key();
    }

    byte[] sign(byte[] message) {
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(pair.getPrivate());
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An envelope over this statement, on one line. */
    String envelope(String statement) {
        return envelope("application/vnd.in-toto+json", statement.getBytes(UTF_8));
    }

    String envelope(String type, byte[] payload) {
        return wrapped(type, payload, sign(Envelope.pae(type, payload)));
    }

    static String wrapped(String type, byte[] payload, byte[] signature) {
        return """
        {"payload":"%s","payloadType":"%s","signatures":[{"keyid":"hint","sig":"%s"}]}"""
                .formatted(
                        Base64.getEncoder().encodeToString(payload),
                        type,
                        Base64.getEncoder().encodeToString(signature));
    }

    /** A statement v1 about {@link Given#SUBJECT}. */
    static String statement(String predicateType, String predicate) {
        return about("\"sha256\":\"" + Given.SUBJECT.hex() + "\"", predicateType, predicate);
    }

    static String about(String digest, String predicateType, String predicate) {
        return """
        {"_type":"https://in-toto.io/Statement/v1","subject":[{"name":"shop.jar","digest":{%s}}],\
        "predicateType":"%s","predicate":%s}"""
                .formatted(digest, predicateType, predicate);
    }

    /** What a reader makes of files when these sign, and may say everything. */
    static Reading read(List<Signing> signers, String... texts) {
        return new EvidenceReader().read(files(texts), Given.SUBMISSION, trusting(signers));
    }

    private static List<EvidenceFile> files(String... texts) {
        return java.util.stream.IntStream.range(0, texts.length)
                .mapToObj(i -> Given.file("file-" + i, texts[i]))
                .toList();
    }

    static Signers trusting(List<Signing> signers) {
        return new Signers() {
            @Override
            public List<VerificationKey> keys() {
                return signers.stream().map(s -> s.key).toList();
            }

            @Override
            public Optional<String> objection(VerificationKey key, Claim claim) {
                return Optional.empty();
            }
        };
    }

    static VerificationResult verify(byte[] file, Demand demand) {
        return EvidenceVerifier.overall(new EvidenceVerifier().verify(file, demand));
    }

    static VerificationResult.Refused refused(VerificationResult result) {
        assertThat(result).isInstanceOf(VerificationResult.Refused.class);
        return (VerificationResult.Refused) result;
    }

    static Reading.Unverified unverified(Reading reading) {
        assertThat(reading).isInstanceOf(Reading.Unverified.class);
        return (Reading.Unverified) reading;
    }
}
