package dev.surefoot.evidence;

import org.jspecify.annotations.Nullable;

import java.security.PublicKey;
import java.util.Optional;

/**
 * A public key that signatures are verified with. Immutable, safe for use by many threads.
 *
 * <p>Kinds: ECDSA on P-256 and P-384, Ed25519, RSA of 2048 to 8192 bits with PKCS #1 v1.5.
 */
public final class VerificationKey {
    private final String name;
    private final Digest fingerprint;
    private final SignatureScheme scheme;
    private final PublicKey key;

    VerificationKey(String name, Digest fingerprint, SignatureScheme scheme, PublicKey key) {
        this.name = name;
        this.fingerprint = fingerprint;
        this.scheme = scheme;
        this.key = key;
    }

    /** What came of reading a key. */
    public sealed interface Parsed {
        /** It is one. */
        record Good(VerificationKey key) implements Parsed {}

        /**
         * It is none that can be used.
         *
         * @param why what was seen and what to write; never any part of the key
         */
        record Bad(String why) implements Parsed {}
    }

    /**
     * Reads a PEM text with exactly one {@code PUBLIC KEY} (SubjectPublicKeyInfo).
     *
     * @param name what people call it
     */
    public static Parsed parse(String name, String pem) {
        return KeyPem.read(name, pem);
    }

    /** What people call it. */
    public String name() {
        return name;
    }

    /** SHA-256 of the key's SubjectPublicKeyInfo; the identity that claims carry. */
    public Digest fingerprint() {
        return fingerprint;
    }

    /** What kind of key it is, for people. */
    public String kind() {
        return scheme.words();
    }

    /**
     * How {@code signature} verifies over {@code message}, for people; empty if it does not.
     *
     * <p>Never throws, whatever the bytes are.
     */
    Optional<String> verify(byte[] message, byte[] signature) {
        return scheme.verify(key, message, signature);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof VerificationKey that
                && name.equals(that.name)
                && fingerprint.equals(that.fingerprint);
    }

    @Override
    public int hashCode() {
        return fingerprint.hashCode();
    }

    /** Name and fingerprint. */
    @Override
    public String toString() {
        return name + " (" + scheme.words() + ", " + fingerprint + ")";
    }
}
