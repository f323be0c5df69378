package dev.surefoot.evidence;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How keys of one kind sign. ECDSA signatures come as DER or as raw r‖s, told apart by length: an
 * encoding that does not verify is tried as the other one. P-384 is used with SHA-384; some tools
 * write SHA-256 there, which is accepted as well.
 */
enum SignatureScheme {
    ECDSA_P256("ECDSA P-256", 64),
    ECDSA_P384("ECDSA P-384", 96),
    ED25519("Ed25519", 0),
    RSA("RSA", 0);

    private static final int DER_OVERHEAD = 9;

    private final String words;
    private final int rawLength;

    SignatureScheme(String words, int rawLength) {
        this.words = words;
        this.rawLength = rawLength;
    }

    String words() {
        return words;
    }

    Optional<String> verify(PublicKey key, byte[] message, byte[] signature) {
        for (Attempt attempt : attempts(signature)) {
            if (verifies(attempt.algorithm(), key, message, signature)) {
                return Optional.of(attempt.words());
            }
        }
        return Optional.empty();
    }

    private record Attempt(String algorithm, String words) {}

    private List<Attempt> attempts(byte[] signature) {
        return switch (this) {
            case ED25519 -> List.of(new Attempt("Ed25519", words));
            case RSA -> List.of(new Attempt("SHA256withRSA", "RSA PKCS #1 v1.5, SHA-256"));
            case ECDSA_P256 -> ecdsa(signature, List.of("SHA256"));
            case ECDSA_P384 -> ecdsa(signature, List.of("SHA384", "SHA256"));
        };
    }

    private List<Attempt> ecdsa(byte[] signature, List<String> hashes) {
        List<Attempt> attempts = new ArrayList<>();
        for (String hash : hashes) {
            String shown = words + ", " + hash.replace("SHA", "SHA-");
            if (signature.length == rawLength) {
                attempts.add(new Attempt(hash + "withECDSAinP1363Format", shown + ", raw r||s"));
            }
            boolean der = signature.length >= 8 && signature.length <= rawLength + DER_OVERHEAD;
            if (der && signature[0] == 0x30) {
                attempts.add(new Attempt(hash + "withECDSA", shown + ", DER"));
            }
        }
        return attempts;
    }

    private static boolean verifies(
            String algorithm, PublicKey key, byte[] message, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance(algorithm);
            verifier.initVerify(key);
            verifier.update(message);
            return verifier.verify(signature);
        } catch (SignatureException | InvalidKeyException e) {
            return false; // The JDK says so of a wrong length, r or s out of range, and bad DER.
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK has no " + algorithm, e);
        } catch (RuntimeException e) {
            // Hostile bytes must end as a refusal, whatever a provider makes of them.
            return false;
        }
    }
}
