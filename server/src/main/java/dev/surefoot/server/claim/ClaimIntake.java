package dev.surefoot.server.claim;

import dev.surefoot.evidence.Claim;
import dev.surefoot.evidence.ClaimSelection;
import dev.surefoot.evidence.Digest;
import dev.surefoot.evidence.EvidenceFile;
import dev.surefoot.evidence.EvidenceReader;
import dev.surefoot.evidence.FileReport;
import dev.surefoot.evidence.Reading;
import dev.surefoot.evidence.Refusal;
import dev.surefoot.evidence.Signers;
import dev.surefoot.evidence.Submission;
import dev.surefoot.evidence.Trust;
import dev.surefoot.evidence.VerificationReason;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Supplier;

/**
 * Takes submitted reports in: all files of a submission are read and stored, or none. Signatures
 * are verified here, once; whether they still count is asked again at each gate, see {@link
 * BelievedClaims}.
 */
public final class ClaimIntake {
    private final EvidenceReader reader = new EvidenceReader();
    private final ClaimStore store;
    private final BiPredicate<String, String> maySubmit;
    private final Supplier<? extends Signers> signers;

    /**
     * An intake.
     *
     * @param maySubmit whether a submitter (by name) may submit a kind of claim, by the policy
     * @param signers whose signatures count, by the policy of the moment
     */
    public ClaimIntake(
            ClaimStore store,
            BiPredicate<String, String> maySubmit,
            Supplier<? extends Signers> signers) {
        this.store = store;
        this.maySubmit = maySubmit;
        this.signers = signers;
    }

    /** What is submitted, for which artifact, by whom. */
    public record Wanted(
            Digest subject,
            List<EvidenceFile> files,
            Optional<String> suite,
            Optional<Instant> databaseAsOf,
            String submitter,
            Instant at) {}

    /**
     * A claim that was read.
     *
     * @param knownSince when it first came, if the same claim was there already and so was not
     *     stored again; empty: it is new
     */
    public record Receipt(String claim, Optional<Instant> knownSince) {}

    /** What became of a submission. */
    public sealed interface Taken {
        /**
         * Read; what is new is stored.
         *
         * @param receipts each claim that was read
         * @param selected what counts of all that is known about the artifact now
         */
        record Stored(
                List<Receipt> receipts, ClaimSelection.Selected selected, List<FileReport> files)
                implements Taken {}

        /** Nothing was stored. */
        record Refused(Refusal reason, String file, String message) implements Taken {}

        /** A signed document is not believed; nothing was stored. */
        record Unverified(VerificationReason reason, String message, List<String> checks)
                implements Taken {}

        /** The policy does not let this submitter say such a thing; nothing was stored. */
        record NotAllowed(String submitter, String kind) implements Taken {}
    }

    /** Reads and stores, or refuses. */
    public Taken take(Wanted wanted) {
        Submission submission =
                new Submission(
                        wanted.subject(),
                        wanted.subject().toString(),
                        wanted.submitter(),
                        Trust.SUBMITTER_AUTHENTICATED,
                        wanted.suite(),
                        wanted.databaseAsOf(),
                        wanted.at());
        return switch (reader.read(wanted.files(), submission, signers.get())) {
            case Reading.Refused refused ->
                    new Taken.Refused(refused.reason(), refused.file(), refused.message());
            case Reading.Unverified unverified ->
                    new Taken.Unverified(
                            unverified.reason(), unverified.message(), unverified.checks());
            case Reading.Read read -> store(wanted, read);
        };
    }

    private Taken store(Wanted wanted, Reading.Read read) {
        for (Claim claim : read.claims()) {
            if (!maySubmit.test(wanted.submitter(), claim.kind())) {
                return new Taken.NotAllowed(wanted.submitter(), claim.kind());
            }
        }
        Map<String, Optional<Instant>> known =
                store.add(wanted.files(), read.claims(), wanted.at(), wanted.submitter());
        return new Taken.Stored(
                read.claims().stream()
                        .map(Claim::id)
                        .distinct()
                        .map(id -> new Receipt(id, known.getOrDefault(id, Optional.empty())))
                        .toList(),
                ClaimSelection.current(store.about(wanted.subject())),
                read.files());
    }
}
