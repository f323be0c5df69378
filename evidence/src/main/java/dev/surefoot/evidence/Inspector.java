package dev.surefoot.evidence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Shows what files say, offline and without a subject. Verifies nothing: what it shows is {@link
 * Trust#UNVERIFIED}. Thread-safe.
 */
public final class Inspector {
    private static final Digest NOTHING = Digest.sha256(new byte[0]);

    private final Json json = new Json(Limits.STANDARD);
    private final SignedFile signed = new SignedFile(json);
    private final EvidenceReader reader = new EvidenceReader(Limits.STANDARD, false);

    /**
     * What one file says.
     *
     * @param at our clock
     */
    public Inspection inspect(EvidenceFile file, Instant at) {
        byte[] bytes = file.bytes();
        Submission nobody =
                new Submission(
                        NOTHING,
                        "",
                        "nobody",
                        Trust.UNVERIFIED,
                        Optional.empty(),
                        Optional.empty(),
                        at);
        if (bytes.length <= Limits.STANDARD.fileBytes() && isSigned(bytes)) {
            return signed(bytes, nobody);
        }
        return switch (reader.read(List.of(file), nobody)) {
            case Reading.Refused(Refusal reason, String _, String message) ->
                    new Inspection.Unreadable(reason, message);
            case Reading.Unverified(
                            VerificationReason reason,
                            String _,
                            String message,
                            List<String> _) ->
                    throw new IllegalStateException(reason + ": " + message);
            case Reading.Read read -> report(read);
        };
    }

    private static Inspection report(Reading.Read read) {
        FileReport file = read.files().getFirst();
        List<Inspection.Found> found =
                read.claims().stream().map(claim -> found(claim, List.of(), false)).toList();
        return new Inspection.Read(file.format(), found, file.problems());
    }

    private boolean isSigned(byte[] bytes) {
        if (Sniffed.of(bytes).syntax() != Sniffed.Syntax.JSON) {
            return false;
        }
        try {
            return signed.startsLines(bytes) || SignedFile.isOne(json.read(bytes));
        } catch (RefusedException e) {
            return false;
        }
    }

    private Inspection signed(byte[] bytes, Submission nobody) {
        List<Inspection.Found> found = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        Format format = Format.DSSE;
        for (SignedFile.Entry entry : signed.entries(bytes)) {
            String where = entry.line() == 0 ? "" : "line " + entry.line() + ": ";
            try {
                switch (entry.document()) {
                    case SignedFile.Document.Signed(Envelope envelope) ->
                            found.addAll(envelope(envelope, nobody));
                    case SignedFile.Document.Bare(Statement statement) -> {
                        format = Format.IN_TOTO_STATEMENT;
                        found.addAll(statement(statement, nobody, false));
                    }
                    case SignedFile.Document.Bundle(String type) ->
                            problems.add(
                                    where + "a Sigstore bundle (" + type + "), not looked into");
                    case SignedFile.Document.Other(String what) ->
                            problems.add(where + what + ", passed over");
                    case SignedFile.Document.Bad(Refusal reason, String message) ->
                            throw new RefusedException(reason, message);
                }
            } catch (RefusedException e) {
                return new Inspection.Unreadable(e.reason(), where + e.text());
            }
        }
        return new Inspection.Read(format, found, problems);
    }

    private List<Inspection.Found> envelope(Envelope envelope, Submission nobody)
            throws RefusedException {
        if (!EvidenceVerifier.isStatement(envelope)) {
            throw new RefusedException(
                    Refusal.UNKNOWN_FORMAT,
                    "payload type %s is not read".formatted(Shown.text(envelope.payloadType())));
        }
        Statement statement = Statement.read(json.strict(envelope.payload()));
        return statement(statement, nobody, !envelope.signatures().isEmpty());
    }

    private static List<Inspection.Found> statement(
            Statement statement, Submission nobody, boolean signed) throws RefusedException {
        List<String> subjects =
                statement.subjects().stream().map(Statement.Subject::toString).toList();
        List<Inspection.Found> found = new ArrayList<>();
        for (Said said : PredicateReader.read(statement, nobody)) {
            said.labels().put("predicate_type", statement.predicateType());
            said.time().addTo(said.labels());
            Claims.Origin origin =
                    new Claims.Origin(said.kind(), said.tool(), said.time(), List.of());
            Claim claim = Claims.make(said.outcome(), origin, said.suite(), nobody);
            found.add(found(claim, subjects, signed));
        }
        return found;
    }

    private static Inspection.Found found(Claim claim, List<String> subjects, boolean signed) {
        return new Inspection.Found(
                claim.kind(),
                claim.suite(),
                claim.result(),
                claim.reason(),
                claim.counts(),
                claim.labels(),
                claim.tool(),
                claim.claimedAt(),
                subjects,
                signed);
    }
}
