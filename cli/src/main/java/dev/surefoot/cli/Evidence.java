package dev.surefoot.cli;

import dev.surefoot.server.api.Answers.EvidenceStored;
import dev.surefoot.server.api.CandidateView.ClaimView;
import dev.surefoot.server.api.Requests.SubmitEvidence;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Submits reports and prints what they were read as. */
public final class Evidence {
    /** What the server takes, in Base64 and with the names. */
    private static final long MOST_BYTES = 23L << 20;

    private Evidence() {}

    public static EvidenceStored submit(
            ApiClient client,
            String digest,
            List<Path> files,
            String suite,
            @Nullable Instant databaseAsOf) {
        List<SubmitEvidence.File> contents = new ArrayList<>();
        long total = 0;
        for (Path file : files) {
            total += Inputs.size(file);
            if (total > MOST_BYTES) {
                throw new Failed(
                        ExitCode.UNREADABLE,
                        ("up to %s the files have %d bytes, and one call takes %d: submit"
                                        + " some of them by a 'surefoot evidence submit' of their own")
                                .formatted(file, total, MOST_BYTES));
            }
            contents.add(
                    new SubmitEvidence.File(
                            String.valueOf(file.getFileName()),
                            Base64.getEncoder().encodeToString(Inputs.bytes(file))));
        }
        return client.post(
                "/artifacts/" + ApiClient.segment(digest) + "/evidence",
                new SubmitEvidence(
                        contents,
                        suite.isEmpty() ? Optional.empty() : Optional.of(suite),
                        Optional.ofNullable(databaseAsOf)),
                EvidenceStored.class);
    }

    static void print(Output output, EvidenceStored stored) {
        for (ClaimView claim : stored.claims()) {
            output.line("evidence  " + line(claim) + became(stored, claim));
            if (!claim.counts()) {
                output.line("  note    does not count: " + claim.why());
            }
        }
        stored.files().stream()
                .flatMap(file -> file.problems().stream().map(p -> file.file() + ": " + p))
                .forEach(problem -> output.line("  note    " + problem));
    }

    private static String became(EvidenceStored stored, ClaimView claim) {
        return stored.receipt(claim.id())
                .map(
                        receipt ->
                                receipt.isNew()
                                        ? " (new)"
                                        : " (already known since " + receipt.since() + ")")
                .orElse("");
    }

    /** One claim in a line. */
    static String line(ClaimView claim) {
        String measures =
                claim.measures().entrySet().stream()
                        .map(e -> e.getKey() + " " + e.getValue())
                        .collect(Collectors.joining(", "));
        return claim.kind()
                + "/"
                + claim.suite()
                + " "
                + claim.result()
                + (claim.trust().equals("SIGNED_VERIFIED") ? " signed" : "")
                + (claim.reason().isEmpty() ? "" : " " + claim.reason())
                + (measures.isEmpty() ? "" : ": " + measures);
    }

    /** Whether some claim proves nothing, or says what nobody here understands. */
    static boolean inconclusive(EvidenceStored stored) {
        return stored.claims().stream()
                .anyMatch(claim -> claim.result().equals("ERROR") || claim.kind().equals("opaque"));
    }
}
