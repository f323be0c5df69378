package dev.surefoot.schema.run.target;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * Flyway's checksum of a script: the CRC-32 of its lines' bytes without line ends, and without a
 * byte order mark ({@code org.flywaydb.core.internal.resolver.ChecksumCalculator}).
 */
public final class FlywayChecksum {
    private FlywayChecksum() {}

    /** Of a file's bytes, which are UTF-8. */
    public static int of(byte[] file) {
        String text = new String(file, StandardCharsets.UTF_8);
        if (text.startsWith("\uFEFF")) {
            text = text.substring(1);
        }
        CRC32 crc = new CRC32();
        text.lines().forEach(line -> crc.update(line.getBytes(StandardCharsets.UTF_8)));
        return (int) crc.getValue();
    }
}
