package dev.surefoot.evidence;

import java.util.Arrays;

/**
 * One submitted file. The name serves messages only: what a file is follows from its bytes. The
 * bytes are copied in and out, so the value never changes.
 *
 * @param name what the submitter calls it
 * @param bytes its whole content
 */
@SuppressWarnings("ArrayRecordComponent") // copied in and out, and compared by content
public record EvidenceFile(String name, byte[] bytes) {
    /** Copies the bytes. */
    public EvidenceFile {
        bytes = bytes.clone();
    }

    @Override
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EvidenceFile(String otherName, byte[] otherBytes)
                && name.equals(otherName)
                && Arrays.equals(bytes, otherBytes);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "EvidenceFile[%s, %d bytes]".formatted(name, bytes.length);
    }
}
