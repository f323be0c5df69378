package dev.surefoot.evidence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Makes the claims of a submission's CycloneDX documents: for each tool one of kind {@code sbom},
 * and one of kind {@code vuln.scan} if a document has a list of vulnerabilities. Documents of one
 * tool are counted together, since a claim apart would supersede its sibling; the oldest time
 * stands for all, so that age is never understated.
 */
final class BomClaims {
    static final String SBOM = "sbom";
    static final String SCAN = "vuln.scan";
    private static final String SUITE = "default";

    private final Submission submission;
    private final List<Claim> claims = new ArrayList<>();

    private BomClaims(Submission submission) {
        this.submission = submission;
    }

    /** Documents come without repetition, ordered by digest. */
    static List<Claim> claims(Map<Digest, RawFile.Content.Materials> files, Submission submission) {
        SortedMap<String, SortedMap<Digest, RawFile.Content.Materials>> byTool = new TreeMap<>();
        files.forEach(
                (digest, document) ->
                        byTool.computeIfAbsent(toolName(document.bom()), t -> new TreeMap<>())
                                .put(digest, document));
        BomClaims made = new BomClaims(submission);
        int ordinal = 0;
        for (var documents : byTool.values()) {
            made.addSbom(documents, ordinal);
            SortedMap<Digest, RawFile.Content.Materials> scans = new TreeMap<>(documents);
            scans.values().removeIf(d -> d.bom().scan().isEmpty());
            if (!scans.isEmpty()) {
                made.addScan(scans, ordinal);
            }
            ordinal++;
        }
        return made.claims;
    }

    private void addSbom(SortedMap<Digest, RawFile.Content.Materials> documents, int ordinal) {
        SortedMap<String, Long> counts = componentCounts(documents);
        counts.put("files", (long) documents.size());
        boolean empty = documents.values().stream().anyMatch(d -> d.bom().components() == 0);
        ClaimTime time = time(documents);
        Outcome outcome;
        if (empty) {
            outcome =
                    Outcome.error(
                            ErrorReason.NO_COMPONENTS, "a document lists no component", counts);
        } else if (time.isAhead(submission.receivedAt())) {
            outcome = ahead("the document", time, counts);
        } else {
            outcome = Outcome.of(ClaimResult.INFO, counts);
        }
        add(
                outcome,
                new Claims.Origin(SBOM, tool(documents), time, raw(documents), ordinal),
                documents);
    }

    private void addScan(SortedMap<Digest, RawFile.Content.Materials> documents, int ordinal) {
        SortedMap<String, Long> counts = componentCounts(documents);
        counts.put("files", (long) documents.size());
        ScanTally sum = new ScanTally();
        documents.values().forEach(d -> d.bom().scan().ifPresent(sum::add));
        sum.addTo(counts);
        boolean empty = documents.values().stream().anyMatch(d -> d.bom().components() == 0);
        ClaimTime time = time(documents);
        Optional<Instant> database = submission.databaseAsOf();
        Outcome outcome;
        if (empty) {
            outcome =
                    Outcome.error(
                            ErrorReason.NOTHING_SCANNED,
                            "a document names no component that was scanned",
                            counts);
        } else if (time.isAhead(submission.receivedAt())) {
            outcome = ahead("the document", time, counts);
        } else if (database.isPresent()
                && StatedTime.isAhead(database.get(), submission.receivedAt())) {
            ClaimTime stated = new ClaimTime(submission.receivedAt(), database, "submitter");
            outcome = ahead("the submitter, for the database,", stated, counts);
        } else {
            outcome = Outcome.of(ClaimResult.INFO, counts);
        }
        Tool tool = tool(documents);
        Tool scanner =
                new Tool(
                        tool.name(),
                        tool.version(),
                        database,
                        database.map(stated -> submission.submitter()));
        add(outcome, new Claims.Origin(SCAN, scanner, time, raw(documents), ordinal), documents);
    }

    private Outcome ahead(String what, ClaimTime time, SortedMap<String, Long> counts) {
        String detail = Claims.aheadDetail(what, time, submission);
        return Outcome.error(ErrorReason.TIME_IN_FUTURE, detail, counts);
    }

    private void add(
            Outcome outcome,
            Claims.Origin origin,
            SortedMap<Digest, RawFile.Content.Materials> documents) {
        outcome.labels().put("format", joined(documents, d -> d.format().name()));
        outcome.labels().put("spec_version", joined(documents, d -> d.bom().version().text()));
        origin.time().addTo(outcome.labels());
        claims.add(Claims.make(outcome, origin, submission.suite().orElse(SUITE), submission));
    }

    private static SortedMap<String, Long> componentCounts(
            SortedMap<Digest, RawFile.Content.Materials> documents) {
        SortedMap<String, Long> counts = new TreeMap<>();
        for (RawFile.Content.Materials document : documents.values()) {
            counts.merge("components", document.bom().components(), Long::sum);
            counts.merge("nested_components", document.bom().nestedComponents(), Long::sum);
        }
        return counts;
    }

    private ClaimTime time(SortedMap<Digest, RawFile.Content.Materials> documents) {
        Optional<Instant> oldest = Optional.empty();
        boolean zoneless = false;
        for (RawFile.Content.Materials document : documents.values()) {
            String written = document.bom().timestamp();
            Optional<Instant> stated = StatedTime.parse(written);
            zoneless |= stated.isEmpty() && !written.isEmpty();
            boolean ahead =
                    stated.isPresent() && StatedTime.isAhead(stated.get(), submission.receivedAt());
            if (ahead) {
                // One time ahead spoils the claim, however old the others are.
                return ClaimTime.of(stated, zoneless, submission.receivedAt());
            }
            if (oldest.isEmpty() || stated.filter(oldest.get()::isAfter).isPresent()) {
                oldest = stated;
            }
        }
        return ClaimTime.of(oldest, zoneless, submission.receivedAt());
    }

    private static Tool tool(SortedMap<Digest, RawFile.Content.Materials> documents) {
        String name = joined(documents, d -> toolName(d.bom()));
        return new Tool(
                name, joined(documents, d -> d.bom().tool().map(Tool::version).orElse("unknown")));
    }

    private static String toolName(Bom bom) {
        return bom.tool().map(Tool::name).orElse("cyclonedx");
    }

    private static List<Digest> raw(SortedMap<Digest, RawFile.Content.Materials> documents) {
        return List.copyOf(documents.keySet());
    }

    private static String joined(
            SortedMap<Digest, RawFile.Content.Materials> documents,
            java.util.function.Function<RawFile.Content.Materials, String> text) {
        return String.join(
                ", ", documents.values().stream().map(text).distinct().sorted().toList());
    }
}
