package dev.surefoot.judge;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Settings as one text that is the same everywhere, and its SHA-256. Doubles enter by their 64
 * bits; texts by their length, too, so that no two lists of settings read alike.
 */
final class Canon {
    private final StringBuilder text = new StringBuilder("surefoot judge plan 2");

    Canon add(String setting) {
        text.append('|').append(setting.length()).append(':').append(setting);
        return this;
    }

    Canon add(double setting) {
        return add(Long.toHexString(Double.doubleToLongBits(setting)));
    }

    Canon add(long setting) {
        return add(Long.toString(setting));
    }

    Canon add(Duration setting) {
        return add(setting.toString());
    }

    Canon add(Optional<Double> setting) {
        return setting.isPresent() ? add(setting.get()) : add("none");
    }

    String sha256() {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
