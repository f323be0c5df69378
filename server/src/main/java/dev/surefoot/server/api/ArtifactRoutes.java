package dev.surefoot.server.api;

import dev.surefoot.evidence.Digest;
import dev.surefoot.evidence.EvidenceFile;
import dev.surefoot.server.artifact.Artifact;
import dev.surefoot.server.artifact.ArtifactFiles;
import dev.surefoot.server.artifact.ArtifactStore;
import dev.surefoot.server.claim.ClaimIntake;
import dev.surefoot.server.http.Answer;
import dev.surefoot.server.http.Call;
import dev.surefoot.server.http.Problem;
import dev.surefoot.server.http.Route;
import dev.surefoot.server.identity.Role;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code /artifacts}: bytes by digest, and what was found out about them. */
public final class ArtifactRoutes {
    private final ArtifactFiles files;
    private final ArtifactStore artifacts;
    private final ClaimIntake intake;
    private final InstantSource clock;

    public ArtifactRoutes(
            ArtifactFiles files, ArtifactStore artifacts, ClaimIntake intake, InstantSource clock) {
        this.files = files;
        this.artifacts = artifacts;
        this.intake = intake;
        this.clock = clock;
    }

    /** The routes. */
    public List<Route> routes() {
        return List.of(
                new Route("PUT", "/api/v1/artifacts/{digest}", Role.DEVELOPER, this::put),
                new Route(
                        "POST",
                        "/api/v1/artifacts/{digest}/evidence",
                        Role.DEVELOPER,
                        this::evidence,
                        Route.LARGE_BYTES));
    }

    private Answer put(Call call) throws IOException {
        Optional<Digest> digest = Digest.parse(call.path("digest"));
        if (digest.isEmpty()) {
            return noDigest(call.path("digest"));
        }
        boolean known = artifacts.find(digest.get()).isPresent() && files.intact(digest.get());
        ArtifactFiles.Received received;
        try {
            received = files.receive(digest.get(), call.stream());
        } catch (IOException e) {
            return Answer.problem(
                    Problem.of(
                            507,
                            "NOT_STORED",
                            "The artifact could not be stored",
                            digest.get()
                                    + ": "
                                    + e.getMessage()
                                    + "; nothing was kept. Check the space at "
                                    + files.path(digest.get()).getParent()
                                    + " and send it again"));
        }
        if (received.size() == 0) {
            return Answer.problem(Problem.unreadable("the artifact is empty (0 bytes)"));
        }
        if (!received.actual().equals(digest.get())) {
            return Answer.problem(
                    Problem.of(
                            409,
                            "DIGEST_MISMATCH",
                            "The bytes are not the announced ones",
                            "announced "
                                    + digest.get()
                                    + ", received "
                                    + received.size()
                                    + " bytes with "
                                    + received.actual()
                                    + "; nothing was kept. Was the file changed after it was"
                                    + " hashed?"));
        }
        artifacts.add(
                new Artifact(digest.get(), received.size(), clock.instant(), call.caller().name()));
        return Answer.created(new Answers.Stored(digest.get().toString(), received.size(), !known));
    }

    private Answer evidence(Call call) throws IOException {
        Optional<Digest> digest = Digest.parse(call.path("digest"));
        if (digest.isEmpty()) {
            return noDigest(call.path("digest"));
        }
        Requests.SubmitEvidence body = call.json(Requests.SubmitEvidence.class);
        List<EvidenceFile> reports = new ArrayList<>();
        for (Requests.SubmitEvidence.File file : body.files()) {
            try {
                reports.add(
                        new EvidenceFile(file.name(), Base64.getDecoder().decode(file.content())));
            } catch (IllegalArgumentException e) {
                return Answer.problem(
                        Problem.unreadable("content of " + file.name() + " is not Base64"));
            }
        }
        // As the store keeps it: the first answer and later ones must tell the same moment.
        Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        ClaimIntake.Taken taken =
                intake.take(
                        new ClaimIntake.Wanted(
                                digest.get(),
                                reports,
                                body.suite(),
                                body.databaseAsOf(),
                                call.caller().name(),
                                at));
        return answer(digest.get(), at, taken);
    }

    private static Answer answer(Digest digest, Instant at, ClaimIntake.Taken taken) {
        return switch (taken) {
            case ClaimIntake.Taken.Stored stored ->
                    Answer.created(
                            new Answers.EvidenceStored(
                                    digest.toString(),
                                    Views.claims(stored.selected()).stream()
                                            .filter(view -> ids(stored).contains(view.id()))
                                            .toList(),
                                    stored.receipts().stream()
                                            .map(receipt -> receipt(receipt, at))
                                            .toList(),
                                    stored.files().stream()
                                            .map(
                                                    file ->
                                                            new Answers.FileView(
                                                                    file.file(),
                                                                    file.format().name(),
                                                                    file.problems()))
                                            .toList()));
            case ClaimIntake.Taken.Refused refused ->
                    Answer.problem(
                            Problem.of(
                                    422,
                                    refused.reason().name(),
                                    "The evidence is refused",
                                    (refused.file().isEmpty() ? "" : refused.file() + ": ")
                                            + refused.message()));
            case ClaimIntake.Taken.Unverified not ->
                    Answer.problem(
                            new Problem(
                                    not.reason().unreadable() ? 422 : 409,
                                    not.reason().name(),
                                    "The evidence is not believed",
                                    not.message() + "; nothing was stored",
                                    not.checks().stream().map(each -> "good: " + each).toList()));
            case ClaimIntake.Taken.NotAllowed not ->
                    Answer.problem(
                            Problem.of(
                                    403,
                                    "NOT_ALLOWED",
                                    "The policy does not trust this submitter with it",
                                    not.submitter()
                                            + " may not submit claims of kind "
                                            + not.kind()
                                            + "; policy.yaml, trust.submitters says who may"));
        };
    }

    private static Set<String> ids(ClaimIntake.Taken.Stored stored) {
        return stored.receipts().stream()
                .map(ClaimIntake.Receipt::claim)
                .collect(Collectors.toSet());
    }

    private static Answers.ClaimReceipt receipt(ClaimIntake.Receipt receipt, Instant at) {
        return new Answers.ClaimReceipt(
                receipt.claim(), receipt.knownSince().isEmpty(), receipt.knownSince().orElse(at));
    }

    private static Answer noDigest(String seen) {
        return Answer.problem(
                Problem.unreadable(
                        "'" + seen + "' is no digest: write sha256: and 64 lower-case hex digits"));
    }
}
