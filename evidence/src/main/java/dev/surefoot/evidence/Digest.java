package dev.surefoot.evidence;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The identity of an artifact or of a raw document: {@code sha256} or {@code sha512}, in lowercase
 * hex of the right length. Immutable. Ordered by its text.
 *
 * @param algorithm {@code sha256} or {@code sha512}
 * @param hex 64 or 128 lowercase hexadecimal digits
 */
public record Digest(String algorithm, String hex) implements Comparable<Digest> {
    private static final Pattern LOWERCASE_HEX = Pattern.compile("[0-9a-f]*");

    /**
     * Checks the algorithm and the length of its hash.
     *
     * @throws IllegalArgumentException naming what was seen, if it is no such digest
     */
    public Digest {
        int length = hexLength(algorithm);
        if (hex.length() != length || !LOWERCASE_HEX.matcher(hex).matches()) {
            throw new IllegalArgumentException(
                    "no digest: \"%s:%s\"; use sha256: with 64 or sha512: with 128 lowercase hex digits"
                            .formatted(algorithm, hex));
        }
    }

    /** Reads {@code sha256:…} or {@code sha512:…}; anything else is empty. */
    public static Optional<Digest> parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            return Optional.empty();
        }
        String algorithm = text.substring(0, colon);
        String hex = text.substring(colon + 1);
        return hexLength(algorithm) == hex.length() && LOWERCASE_HEX.matcher(hex).matches()
                ? Optional.of(new Digest(algorithm, hex))
                : Optional.empty();
    }

    /** The SHA-256 of these bytes. */
    public static Digest sha256(byte[] bytes) {
        return of("sha256", "SHA-256", bytes);
    }

    /** The SHA-512 of these bytes. */
    public static Digest sha512(byte[] bytes) {
        return of("sha512", "SHA-512", bytes);
    }

    @Override
    public int compareTo(Digest other) {
        return toString().compareTo(other.toString());
    }

    /** As it is written everywhere: {@code sha256:…}. */
    @Override
    public String toString() {
        return algorithm + ":" + hex;
    }

    private static Digest of(String algorithm, String jdkName, byte[] bytes) {
        try {
            byte[] hash = MessageDigest.getInstance(jdkName).digest(bytes);
            return new Digest(algorithm, HexFormat.of().formatHex(hash));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK has no " + jdkName, e);
        }
    }

    private static int hexLength(String algorithm) {
        return switch (algorithm) {
            case "sha256" -> 64;
            case "sha512" -> 128;
            default -> -1;
        };
    }
}
