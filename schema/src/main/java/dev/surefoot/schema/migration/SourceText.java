package dev.surefoot.schema.migration;

import dev.surefoot.schema.sql.Lines;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A file as it lies there. A byte order mark is left out of the text; the digest is of all bytes.
 *
 * @param path relative to the folder, with {@code /}
 * @param sha256 of the bytes, lower-case hexadecimal
 */
record SourceText(String path, String sha256, String text) {

    /** Reads at most the bound; refuses what isn't UTF-8 and text with a NUL. */
    static SourceText read(String path, Path file, int maxBytes) throws UnreadableMigrations {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(maxBytes + 1);
        } catch (IOException e) {
            throw new UnreadableMigrations(path, 0, "can't be read: " + e);
        }
        if (bytes.length > maxBytes) {
            throw new UnreadableMigrations(
                    path,
                    0,
                    "is larger than "
                            + maxBytes
                            + " bytes; load data by a job of its own and keep the schema here");
        }
        return new SourceText(path, sha256(bytes), decode(path, bytes));
    }

    private static String decode(String path, byte[] bytes) throws UnreadableMigrations {
        var in = ByteBuffer.wrap(bytes);
        var decoder = StandardCharsets.UTF_8.newDecoder();
        decoder.onMalformedInput(CodingErrorAction.REPORT);
        String text;
        try {
            text = decoder.decode(in).toString();
        } catch (CharacterCodingException e) {
            int at = in.position();
            throw new UnreadableMigrations(
                    path,
                    lineOf(bytes, at),
                    "byte "
                            + at
                            + " (0x"
                            + HexFormat.of().toHexDigits(bytes[at])
                            + ") is not UTF-8; save the file as UTF-8");
        }
        int nul = text.indexOf('\0');
        if (nul >= 0) {
            throw new UnreadableMigrations(
                    path,
                    new Lines(text).at(nul),
                    "holds a NUL character, so it is no SQL text; save the file as UTF-8");
        }
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static int lineOf(byte[] bytes, int at) {
        int line = 1;
        for (int i = 0; i < at; i++) {
            line += bytes[i] == '\n' ? 1 : 0;
        }
        return line;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
