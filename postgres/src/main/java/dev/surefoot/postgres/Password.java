package dev.surefoot.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/** The one password of a cluster: 256 random bits in a file that only its owner may read. */
final class Password {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;

    private Password() {}

    /** Writes a new one; call only where no cluster knows the old one. */
    static void create(Path file) throws IOException {
        byte[] secret = new byte[BYTES];
        RANDOM.nextBytes(secret);
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        Files.deleteIfExists(file);
        Files.createFile(file, Layout.PRIVATE_FILE);
        Files.writeString(
                file,
                text + "\n",
                StandardCharsets.US_ASCII,
                StandardOpenOption.WRITE,
                StandardOpenOption.SYNC);
    }

    /** The password; empty if the file is not there or has nothing in it. */
    static Optional<String> read(Path file) throws IOException {
        try {
            return Optional.of(Files.readString(file, StandardCharsets.US_ASCII).strip())
                    .filter(text -> !text.isEmpty());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }
}
