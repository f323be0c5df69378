package dev.surefoot.evidence;

import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;

/**
 * The vulnerabilities of documents. A finding is one vulnerability in one affected component, so
 * that all formats of one scan give the same number; severities count findings. Mutable while
 * documents are read, one thread only.
 */
final class ScanTally {
    private final Map<Severity, Long> findings = new EnumMap<>(Severity.class);
    private long vulnerabilities;
    private long statedClosed;

    /** Adds one vulnerability; one that names no affected component is one finding. */
    void add(Severity severity, long affected, boolean closed) {
        long count = Math.max(1, affected);
        vulnerabilities++;
        findings.merge(severity, count, Long::sum);
        statedClosed += closed ? count : 0;
    }

    void add(ScanTally other) {
        vulnerabilities += other.vulnerabilities;
        statedClosed += other.statedClosed;
        other.findings.forEach((severity, count) -> findings.merge(severity, count, Long::sum));
    }

    long vulnerabilities() {
        return vulnerabilities;
    }

    void addTo(SortedMap<String, Long> counts) {
        long sum = 0;
        for (Severity severity : Severity.values()) {
            long count = findings.getOrDefault(severity, 0L);
            sum += count;
            counts.put(severity.key(), count);
            // INVARIANT: open equals all. What a document says about itself closes nothing; only a
            // signed statement of an allowed signer does, and that is no matter of this document.
            counts.put(severity.key() + "_open", count);
        }
        counts.put("vulnerabilities", vulnerabilities);
        counts.put("findings", sum);
        counts.put("findings_open", sum);
        counts.put("stated_closed", statedClosed);
    }

    /** Whether an analysis state says that the finding is of no concern. */
    static boolean isClosed(String state) {
        return switch (state.strip()) {
            case "resolved", "resolved_with_pedigree", "false_positive", "not_affected" -> true;
            default -> false;
        };
    }
}
