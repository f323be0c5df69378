package dev.surefoot.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Set;

/**
 * The key that the shop's build signs with: Ed25519, made on first use, in a file that only its
 * owner can read. Immutable, safe for all threads.
 */
public final class BuildKey {
    private static final String PRIVATE = "build-key.pem";
    private static final String PUBLIC = "build-key.pub.pem";
    private static final String ALGORITHM = "Ed25519";

    private final PrivateKey key;
    private final String publicPem;

    private BuildKey(PrivateKey key, String publicPem) {
        this.key = key;
        this.publicPem = publicPem;
    }

    /**
     * The key of the build whose repository is here; it lies beside the repository.
     *
     * @throws UncheckedIOException if it can be neither read nor written
     */
    public static BuildKey beside(Path repository) {
        return in(repository.resolveSibling("keys"));
    }

    /** A key that nobody trusts and nobody keeps. */
    static BuildKey nobodys() {
        KeyPair pair = pair();
        return new BuildKey(pair.getPrivate(), publicPem(pair));
    }

    /** One at a time, so that all builds of a machine's first run find one key. */
    private static synchronized BuildKey in(Path directory) {
        Path file = directory.resolve(PRIVATE);
        try {
            Files.createDirectories(directory);
            if (!Files.exists(file)) {
                KeyPair pair = pair();
                writePrivate(file, pem("PRIVATE", pair.getPrivate().getEncoded()));
                Files.writeString(directory.resolve(PUBLIC), publicPem(pair));
            }
            return new BuildKey(
                    read(Files.readString(file)), Files.readString(directory.resolve(PUBLIC)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the build's key in " + directory, e);
        }
    }

    /** What a policy names. */
    public String publicPem() {
        return publicPem;
    }

    byte[] sign(byte[] message) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK signs with " + ALGORITHM, e);
        }
    }

    private static void writePrivate(Path file, String pem) throws IOException {
        // Created with its permissions, so that nobody can open it in between.
        var permissions = PosixFilePermissions.fromString("rw-------");
        try (var out =
                Files.newByteChannel(
                        file,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(permissions))) {
            out.write(java.nio.ByteBuffer.wrap(pem.getBytes(StandardCharsets.UTF_8)));
        }
    }

    private static PrivateKey read(String pem) {
        String base64 = pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
        try {
            return KeyFactory.getInstance(ALGORITHM)
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    PRIVATE + " holds no Ed25519 key; delete it, and a new one is made", e);
        }
    }

    private static KeyPair pair() {
        try {
            return KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK makes keys of " + ALGORITHM, e);
        }
    }

    private static String publicPem(KeyPair pair) {
        return pem("PUBLIC", pair.getPublic().getEncoded());
    }

    private static String pem(String kind, byte[] der) {
        return "-----BEGIN %s KEY-----\n%s\n-----END %s KEY-----\n"
                .formatted(kind, Base64.getEncoder().encodeToString(der), kind);
    }
}
