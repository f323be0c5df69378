package dev.surefoot.evidence;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;

/** How bad a vulnerability is said to be, from least to most. {@code info} counts as NONE. */
enum Severity {
    NONE,
    UNKNOWN,
    LOW,
    MEDIUM,
    HIGH,
    CRITICAL;

    /** The name of its count. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * One rating's severity: as stated, else from a CVSS score by the qualitative scale of CVSS
     * v3.1 section 5 (version 2 has no CRITICAL there either way: its scale is NVD's). A score by
     * another method, for example EPSS, says nothing about severity and is passed over.
     */
    static Optional<Severity> ofRating(String stated, String method, Optional<BigDecimal> score) {
        return switch (stated.strip().toLowerCase(Locale.ROOT)) {
            case "critical" -> Optional.of(CRITICAL);
            case "high" -> Optional.of(HIGH);
            case "medium" -> Optional.of(MEDIUM);
            case "low" -> Optional.of(LOW);
            case "info", "none" -> Optional.of(NONE);
            case "" -> score.flatMap(s -> ofScore(method, s));
            default -> Optional.of(UNKNOWN);
        };
    }

    Severity max(Severity other) {
        return compareTo(other) >= 0 ? this : other;
    }

    private static Optional<Severity> ofScore(String method, BigDecimal score) {
        if (!method.strip().toUpperCase(Locale.ROOT).startsWith("CVSS")) {
            return Optional.empty();
        }
        double s = score.doubleValue();
        boolean second = method.strip().equalsIgnoreCase("CVSSv2");
        if (s >= 9 && !second) {
            return Optional.of(CRITICAL);
        }
        if (s >= 7) {
            return Optional.of(HIGH);
        }
        if (s >= 4) {
            return Optional.of(MEDIUM);
        }
        return Optional.of(s > 0 || second ? LOW : NONE);
    }
}
