package dev.surefoot.proxy.route;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * Sticky users: the bucket is CRC-32 of {@code key:uid} modulo 10,000, unsigned, over UTF-8, where
 * uid is the value of {@code cookie} byte for byte. HAProxy's {@code crc32} converter and the flags
 * library agree with it.
 */
public record Cohort(String cookie, String key) {
    /** Buckets are numbered 0 to 9,999: one is a basis point. */
    public static final int BUCKETS = 10_000;

    /** The bucket of a user, given the cookie's raw bytes. */
    public int bucketOf(byte[] uid) {
        CRC32 crc = new CRC32();
        crc.update(key.getBytes(StandardCharsets.UTF_8));
        crc.update(':');
        crc.update(uid);
        return (int) (crc.getValue() % BUCKETS);
    }
}
