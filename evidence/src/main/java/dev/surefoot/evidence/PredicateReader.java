package dev.surefoot.evidence;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads what a statement says, by its predicate type. Stateless. */
final class PredicateReader {
    private static final String UNKNOWN = "unknown";

    private PredicateReader() {}

    /** One entry, or one for each member of a collection; never empty. */
    static List<Said> read(Statement statement, Submission submission) throws RefusedException {
        if (PredicateType.of(statement.predicateType()) != PredicateType.WITNESS) {
            return List.of(one(statement, submission).unlessAhead(submission));
        }
        List<Said> all = new ArrayList<>();
        for (JsonNode member : statement.predicate().path("attestations")) {
            Statement inner =
                    new Statement(
                            statement.type(),
                            statement.subjects(),
                            Fields.required(member, "type", "predicate.attestations[]"),
                            member.path("attestation"));
            boolean nested = PredicateType.of(inner.predicateType()) == PredicateType.WITNESS;
            all.add(
                    (nested ? opaque(inner, submission) : one(inner, submission))
                            .unlessAhead(submission));
        }
        return all.isEmpty() ? List.of(opaque(statement, submission)) : all;
    }

    private static Said one(Statement statement, Submission submission) throws RefusedException {
        return switch (PredicateType.of(statement.predicateType())) {
            case PROVENANCE -> ProvenanceReader.read(statement, submission);
            case SUMMARY -> summary(statement, submission);
            case TEST_RESULT -> tests(statement, submission);
            case SCAN -> ScanPredicate.read(statement, submission);
            case RELEASE -> release(statement, submission);
            case CYCLONEDX -> materials(statement, submission, "cyclonedx", "components");
            case SPDX -> materials(statement, submission, "spdx", "packages");
            case VEX -> vex(statement, submission);
            case WITNESS, OPAQUE -> opaque(statement, submission);
        };
    }

    private static Said summary(Statement statement, Submission submission)
            throws RefusedException {
        JsonNode predicate = statement.predicate();
        String verifier = Fields.required(predicate.path("verifier"), "id", "predicate.verifier");
        boolean svr = predicate.has("properties");
        String stated = svr ? "PASSED" : Fields.text(predicate, "verificationResult");
        ClaimResult result =
                switch (stated) {
                    case "PASSED" -> ClaimResult.PASS;
                    case "FAILED" -> ClaimResult.FAIL;
                    default ->
                            throw Fields.invalid(
                                    "predicate.verificationResult is \"%s\"; it must be PASSED or"
                                                    .formatted(Shown.text(stated))
                                            + " FAILED");
                };
        List<String> levels =
                SummaryChecks.texts(predicate.path(svr ? "properties" : "verifiedLevels"));
        if (svr && levels.isEmpty()) {
            throw Fields.invalid("predicate.properties is empty, so nothing was verified");
        }
        ClaimTime time =
                Fields.time(predicate, submission.receivedAt(), "timeVerified", "timeCreated");
        Said said =
                Said.of(
                        PredicateType.SUMMARY.kind(),
                        new Tool(Shown.text(verifier), UNKNOWN),
                        time,
                        Outcome.of(result, new TreeMap<>()));
        said.labels().put("verifier", verifier);
        said.labels().put("levels", String.join(", ", levels));
        if (!Fields.text(predicate, "resourceUri").isEmpty()) {
            said.labels().put("resource", Fields.text(predicate, "resourceUri"));
        }
        return said;
    }

    /** Counts follow the lists; a stated failure that no list shows is one failure all the same. */
    private static Said tests(Statement statement, Submission submission) throws RefusedException {
        JsonNode predicate = statement.predicate();
        String stated = Fields.required(predicate, "result", "predicate");
        long passed = predicate.path("passedTests").size();
        long warned = predicate.path("warnedTests").size();
        long failed = predicate.path("failedTests").size();
        if (!List.of("PASSED", "WARNED", "FAILED").contains(stated)) {
            throw Fields.invalid(
                    "predicate.result is \"%s\"; it must be PASSED, WARNED or FAILED"
                            .formatted(Shown.text(stated)));
        }
        if (stated.equals("FAILED")) {
            failed = Math.max(1, failed);
        }
        SortedMap<String, Long> counts = new TreeMap<>();
        counts.put("cases", passed + warned + failed);
        counts.put("passed", passed);
        counts.put("warned", warned);
        counts.put("failed", failed);
        counts.put("skipped", 0L);
        counts.put("flaky", 0L);
        Outcome outcome;
        if (failed > 0) {
            outcome = Outcome.of(ClaimResult.FAIL, counts);
        } else if (passed + warned == 0) {
            outcome =
                    Outcome.error(ErrorReason.NO_TEST_CASES, "the statement lists no test", counts);
        } else {
            boolean clean = warned == 0 && stated.equals("PASSED");
            outcome = Outcome.of(clean ? ClaimResult.PASS : ClaimResult.WARN, counts);
        }
        ClaimTime time = Fields.time(predicate, submission.receivedAt());
        return new Said(
                PredicateType.TEST_RESULT.kind(),
                "unit",
                new Tool("test-result", UNKNOWN),
                time,
                outcome);
    }

    private static Said release(Statement statement, Submission submission) {
        Said said =
                Said.info(
                        PredicateType.RELEASE.kind(),
                        new Tool("release", UNKNOWN),
                        Fields.time(statement.predicate(), submission.receivedAt()));
        String purl = Fields.text(statement.predicate(), "purl");
        if (!purl.isEmpty()) {
            said.labels().put("purl", purl);
        }
        return said;
    }

    /** Cosign puts the document itself, or the document under {@code Data}, into the predicate. */
    private static Said materials(
            Statement statement, Submission submission, String tool, String list) {
        JsonNode document =
                statement.predicate().path("Data").isObject()
                        ? statement.predicate().path("Data")
                        : statement.predicate();
        ClaimTime time =
                tool.equals("cyclonedx")
                        ? Fields.time(
                                document.path("metadata"), submission.receivedAt(), "timestamp")
                        : Fields.time(
                                document.path("creationInfo"), submission.receivedAt(), "created");
        long size = document.path(list).size();
        if (document.path("@graph").isArray()) {
            size =
                    document.path("@graph")
                            .valueStream()
                            .filter(e -> Fields.text(e, "type").equals("software_Package"))
                            .count();
        }
        SortedMap<String, Long> counts = new TreeMap<>();
        counts.put("components", size);
        return Said.of(
                PredicateType.CYCLONEDX.kind(),
                new Tool(tool, UNKNOWN),
                time,
                size > 0
                        ? Outcome.of(ClaimResult.INFO, counts)
                        : Outcome.error(
                                ErrorReason.NO_COMPONENTS,
                                "the document lists no component",
                                counts));
    }

    private static Said vex(Statement statement, Submission submission) {
        JsonNode statements = statement.predicate().path("statements");
        SortedMap<String, Long> counts = new TreeMap<>();
        counts.put("statements", (long) statements.size());
        return Said.of(
                PredicateType.VEX.kind(),
                new Tool("openvex", UNKNOWN),
                Fields.time(statement.predicate(), submission.receivedAt(), "timestamp"),
                statements.isEmpty()
                        ? Outcome.error(
                                ErrorReason.NO_COMPONENTS,
                                "the document makes no statement",
                                counts)
                        : Outcome.of(ClaimResult.INFO, counts));
    }

    private static Said opaque(Statement statement, Submission submission) {
        Said said =
                Said.info(
                        PredicateType.OPAQUE.kind(),
                        new Tool(Shown.text(statement.predicateType()), UNKNOWN),
                        Fields.time(statement.predicate(), submission.receivedAt()));
        said.labels().put("predicate_type", statement.predicateType());
        return said;
    }
}
