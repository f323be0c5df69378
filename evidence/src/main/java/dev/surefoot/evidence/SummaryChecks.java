package dev.surefoot.evidence;

import dev.surefoot.evidence.VerificationResult.Refused;
import dev.surefoot.evidence.VerificationResult.Verified;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is demanded of a verification summary. SLSA levels are names here: a level counts where it
 * is listed, and no higher one stands in for it.
 */
final class SummaryChecks {
    private SummaryChecks() {}

    static Optional<Refused> refusal(Verified verified, Demand.Summary wanted) {
        Statement statement = verified.statement();
        if (PredicateType.of(statement.predicateType()) != PredicateType.SUMMARY) {
            return refused(
                    verified,
                    VerificationReason.IDENTITY_MISMATCH,
                    "a verification summary is demanded; this is "
                            + Shown.text(statement.predicateType()));
        }
        JsonNode predicate = statement.predicate();
        String verifier = predicate.path("verifier").path("id").asString("");
        if (wanted.verifier().filter(id -> !id.equals(verifier)).isPresent()) {
            return refused(
                    verified,
                    VerificationReason.IDENTITY_MISMATCH,
                    "its verifier is \"%s\", not \"%s\""
                            .formatted(Shown.text(verifier), wanted.verifier().get()));
        }
        String resource = predicate.path("resourceUri").asString("");
        if (wanted.resource().filter(uri -> !uri.equals(resource)).isPresent()) {
            return refused(
                    verified,
                    VerificationReason.RESOURCE_MISMATCH,
                    "its resourceUri is \"%s\", not \"%s\""
                            .formatted(Shown.text(resource), wanted.resource().get()));
        }
        String result = predicate.path("verificationResult").asString("");
        boolean svr = predicate.has("properties");
        if (!svr && !result.equals("PASSED")) {
            return refused(
                    verified,
                    VerificationReason.NOT_PASSED,
                    "its verificationResult is \"%s\", not PASSED".formatted(Shown.text(result)));
        }
        List<String> levels = texts(predicate.path(svr ? "properties" : "verifiedLevels"));
        for (String level : wanted.levels()) {
            if (!levels.contains(level)) {
                return refused(
                        verified,
                        VerificationReason.LEVEL_MISSING,
                        "it lists %s, not %s"
                                .formatted(levels.stream().map(Shown::text).toList(), level));
            }
        }
        return Optional.empty();
    }

    static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(each -> texts.add(each.asString("")));
        return texts;
    }

    private static Optional<Refused> refused(
            Verified verified, VerificationReason reason, String message) {
        return Optional.of(new Refused(reason, message, verified.checks()));
    }
}
