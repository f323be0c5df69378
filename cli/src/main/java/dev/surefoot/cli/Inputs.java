package dev.surefoot.cli;

import dev.surefoot.evidence.Digest;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Reads what people name on the command line; failures name the file and the next step. */
final class Inputs {
    private static final int MOST_BYTES = 64 << 20;

    private Inputs() {}

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new Failed(ExitCode.UNREADABLE, file + " is not UTF-8 text");
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    static byte[] bytes(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new Failed(
                        ExitCode.UNREADABLE,
                        "%s has more than %d bytes, which no evidence has"
                                .formatted(file, MOST_BYTES));
            }
            return bytes;
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** As people call it. */
    static String name(String stream) {
        return stream.equals("-") ? "standard input" : stream;
    }

    /** What a file holds, or with - what comes through standard input. */
    static InputStream stream(String name) {
        if (name.equals("-")) {
            return new BufferedInputStream(System.in, 1 << 16);
        }
        Path path = Path.of(name);
        try {
            return new BufferedInputStream(Files.newInputStream(path), 1 << 16);
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    /** In bytes. */
    static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    static String sha256(Path file) {
        return "sha256:" + hash(file, "SHA-256");
    }

    /** Both digests by which an artifact is known. */
    static List<Digest> digests(Path file) {
        return List.of(
                new Digest("sha256", hash(file, "SHA-256")),
                new Digest("sha512", hash(file, "SHA-512")));
    }

    private static String hash(Path file, String algorithm) {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            byte[] buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw unreadable(file, e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK has no " + algorithm, e);
        }
    }

    /** Deletes a temporary file of ours; one that stays is the system's to clear away. */
    static void discard(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            file.toFile().deleteOnExit();
        }
    }

    static Failed unreadable(Path file, IOException cause) {
        String why =
                cause instanceof NoSuchFileException
                        ? "no such file: " + file
                        : "cannot read " + file + ": " + cause.getMessage();
        return new Failed(ExitCode.UNREADABLE, why);
    }
}
