package dev.surefoot.evidence;

import dev.surefoot.evidence.VerificationResult.Refused;
import dev.surefoot.evidence.VerificationResult.Unsupported;
import dev.surefoot.evidence.VerificationResult.Verified;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds out whether signed documents can be believed. No network, no clock, no disk; hostile bytes
 * end as a named refusal, never as an exception. Thread-safe.
 *
 * <p>The order of checks: well-formed, signature over the exact bytes, kind of payload, statement
 * read from these same bytes, what a summary says, and the subject last.
 */
public final class EvidenceVerifier {
    private static final Pattern IN_TOTO =
            Pattern.compile("application/vnd\\.in-toto(\\.[A-Za-z0-9_.-]+)?\\+json");

    private final Json json;
    private final SignedFile files;

    /** A verifier within the library's limits. */
    public EvidenceVerifier() {
        this(new Json(Limits.STANDARD));
    }

    EvidenceVerifier(Json json) {
        this.json = json;
        this.files = new SignedFile(json);
    }

    /**
     * What came of one document.
     *
     * @param line from 1; 0 if the file is one document
     */
    public record Line(int line, VerificationResult result) {}

    /** Verifies each document of a file alone; never empty. */
    public List<Line> verify(byte[] file, Demand demand) {
        if (file.length > Limits.STANDARD.fileBytes()) {
            String message = "%d bytes, more than is read".formatted(file.length);
            return List.of(
                    new Line(
                            0, new Refused(VerificationReason.LIMIT_EXCEEDED, message, List.of())));
        }
        return files.entries(file).stream()
                .map(entry -> new Line(entry.line(), verify(entry.document(), demand)))
                .toList();
    }

    /** Verified if one document is; else the first refusal; else the first that can't be told. */
    public static VerificationResult overall(List<Line> lines) {
        List<VerificationResult> all = lines.stream().map(Line::result).toList();
        return all.stream()
                .filter(Verified.class::isInstance)
                .findFirst()
                .or(() -> all.stream().filter(Refused.class::isInstance).findFirst())
                .orElseGet(all::getFirst);
    }

    VerificationResult verify(SignedFile.Document document, Demand demand) {
        return switch (document) {
            case SignedFile.Document.Bad(Refusal reason, String message) ->
                    new Refused(VerificationReason.of(reason), message, List.of());
            case SignedFile.Document.Other(String what) ->
                    new Refused(
                            VerificationReason.MALFORMED,
                            what + " is no signed document; give a DSSE envelope",
                            List.of());
            case SignedFile.Document.Bundle(String mediaType) ->
                    new Unsupported("a Sigstore bundle (" + mediaType + ")", List.of());
            case SignedFile.Document.Bare _ ->
                    new Refused(
                            VerificationReason.NO_SIGNATURE,
                            "an in-toto statement that nobody signed; sign it as a DSSE envelope",
                            List.of());
            case SignedFile.Document.Signed(Envelope envelope) -> verify(envelope, demand);
        };
    }

    private VerificationResult verify(Envelope envelope, Demand demand) {
        List<String> checks = new ArrayList<>(List.of("the envelope is well-formed"));
        if (envelope.signatures().isEmpty()) {
            return new Refused(
                    VerificationReason.NO_SIGNATURE, "the list of signatures is empty", checks);
        }
        if (demand.keys().isEmpty()) {
            return new Refused(
                    VerificationReason.KEY_MISSING,
                    "no key is given or allowed to check its %d signatures with"
                            .formatted(envelope.signatures().size()),
                    checks);
        }
        Optional<Envelope.Signed> signed = envelope.signedBy(demand.keys(), demand.keyId());
        if (signed.isEmpty()) {
            return unsigned(envelope, demand, checks);
        }
        checks.add("signed by %s: %s".formatted(signed.get().key(), signed.get().how()));
        if (!isStatement(envelope)) {
            return new Unsupported(
                    "the payload type " + Shown.text(envelope.payloadType()), checks);
        }
        try {
            Statement statement = Statement.read(json.strict(envelope.payload()));
            checks.add("the statement is well-formed: " + Shown.text(statement.predicateType()));
            Verified verified = new Verified(signed.get().key(), statement, checks);
            return demand.summary()
                    .flatMap(wanted -> SummaryChecks.refusal(verified, wanted))
                    .<VerificationResult>map(refused -> refused)
                    .orElseGet(() -> subject(verified, demand));
        } catch (RefusedException e) {
            return new Refused(VerificationReason.of(e.reason()), e.text(), checks);
        }
    }

    static boolean isStatement(Envelope envelope) {
        return IN_TOTO.matcher(envelope.payloadType()).matches();
    }

    private static VerificationResult unsigned(
            Envelope envelope, Demand demand, List<String> checks) {
        boolean byId =
                demand.keyId().isPresent()
                        && envelope.signedBy(demand.keys(), Optional.empty()).isPresent();
        if (byId) {
            String seen =
                    envelope.signatures().stream()
                            .map(s -> "\"" + Shown.text(s.keyId()) + "\"")
                            .toList()
                            .toString();
            return new Refused(
                    VerificationReason.IDENTITY_MISMATCH,
                    "the key id \"%s\" is demanded; the signatures bear %s"
                            .formatted(demand.keyId().get(), seen),
                    checks);
        }
        return new Refused(
                VerificationReason.SIGNATURE_INVALID,
                "none of its %d signatures was made over these bytes by %s"
                        .formatted(
                                envelope.signatures().size(),
                                demand.keys().stream()
                                        .map(VerificationKey::name)
                                        .distinct()
                                        .toList()),
                checks);
    }

    private static VerificationResult subject(Verified verified, Demand demand) {
        List<String> checks = new ArrayList<>(verified.checks());
        demand.summary().ifPresent(wanted -> checks.add("the summary says what is demanded"));
        if (demand.artifact().isPresent()) {
            Digest artifact = demand.artifact().get();
            if (verified.statement().about(artifact).isEmpty()) {
                return new Refused(
                        VerificationReason.SUBJECT_MISMATCH,
                        "it is about %s, not about %s"
                                .formatted(verified.statement().shownSubjects(), artifact),
                        checks);
            }
            checks.add("the subject is " + artifact);
        }
        return new Verified(verified.signer(), verified.statement(), checks);
    }
}
