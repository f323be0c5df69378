package dev.surefoot.server.api;

import dev.surefoot.evidence.ClaimSelection;
import dev.surefoot.evidence.Digest;
import dev.surefoot.server.artifact.ArtifactStore;
import dev.surefoot.server.candidate.Candidate;
import dev.surefoot.server.candidate.CandidateStore;
import dev.surefoot.server.candidate.SourceHistory;
import dev.surefoot.server.candidate.SourceStore;
import dev.surefoot.server.claim.ClaimStore;
import dev.surefoot.server.http.Answer;
import dev.surefoot.server.http.Call;
import dev.surefoot.server.http.Problem;
import dev.surefoot.server.http.Route;
import dev.surefoot.server.identity.Role;
import dev.surefoot.server.promotion.Promotion;
import dev.surefoot.server.promotion.PromotionStore;
import dev.surefoot.server.time.Ids;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** {@code /candidates}: what may be promoted. */
public final class CandidateRoutes {
    private static final int MOST_LISTED = 200;

    private final CandidateStore candidates;
    private final ArtifactStore artifacts;
    private final SourceStore sources;
    private final ClaimStore claims;
    private final PromotionStore promotions;
    private final BundleCheck bundles;
    private final Predicate<String> serviceExists;
    private final InstantSource clock;

    /** What the routes read and write. */
    public record Parts(
            CandidateStore candidates,
            ArtifactStore artifacts,
            SourceStore sources,
            ClaimStore claims,
            PromotionStore promotions,
            BundleCheck bundles) {}

    /** Looks whether what arrived under a digest is a bundle of migrations. */
    @FunctionalInterface
    public interface BundleCheck {
        /** What is wrong with it for this service, if something is. */
        Optional<String> problem(String service, Digest bundle);
    }

    public CandidateRoutes(Parts parts, Predicate<String> serviceExists, InstantSource clock) {
        this.candidates = parts.candidates();
        this.artifacts = parts.artifacts();
        this.sources = parts.sources();
        this.claims = parts.claims();
        this.promotions = parts.promotions();
        this.bundles = parts.bundles();
        this.serviceExists = serviceExists;
        this.clock = clock;
    }

    /** The routes. */
    public List<Route> routes() {
        return List.of(
                new Route("GET", "/api/v1/candidates", Role.VIEWER, this::list),
                new Route("POST", "/api/v1/candidates", Role.DEVELOPER, this::create),
                new Route("GET", "/api/v1/candidates/{id}", Role.VIEWER, this::show));
    }

    private Answer create(Call call) throws IOException {
        Requests.CreateCandidate body = call.json(Requests.CreateCandidate.class);
        Optional<Digest> digest = Digest.parse(body.artifact());
        if (digest.isEmpty()) {
            return Answer.problem(Problem.unreadable("'" + body.artifact() + "' is no digest"));
        }
        if (!serviceExists.test(body.service())) {
            return Answer.problem(
                    Problem.missing(
                            "service",
                            body.service(),
                            "apply its surefoot.yaml first: surefoot apply surefoot.yaml"));
        }
        if (artifacts.find(digest.get()).isEmpty()) {
            return Answer.problem(
                    Problem.missing(
                            "artifact",
                            body.artifact(),
                            "send its bytes first: PUT /api/v1/artifacts/" + body.artifact()));
        }
        if (body.repository().isBlank() || body.commit().isBlank()) {
            return Answer.problem(
                    Problem.unreadable("a candidate needs its source: repository and commit"));
        }
        if (body.schema().isPresent()) {
            Optional<Problem> wrong = bundle(body.service(), body.schema().get());
            if (wrong.isPresent()) {
                return Answer.problem(wrong.get());
            }
        }
        Optional<String> problem = body.history().flatMap(SourceHistory::problem);
        if (problem.isPresent()) {
            return Answer.problem(Problem.unreadable(problem.get()));
        }
        Instant at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Candidate candidate =
                candidates.add(
                        new Candidate(
                                Ids.newId(at),
                                body.service(),
                                digest.get(),
                                body.repository(),
                                body.commit(),
                                body.schema().flatMap(Digest::parse),
                                at,
                                call.caller().name()));
        body.history().ifPresent(history -> sources.add(candidate.id(), history));
        return Answer.created(view(candidate));
    }

    /** What stands against a bundle, if something does. */
    private Optional<Problem> bundle(String service, String announced) {
        Optional<Digest> digest = Digest.parse(announced);
        if (digest.isEmpty()) {
            return Optional.of(Problem.unreadable("schema: '" + announced + "' is no digest"));
        }
        if (artifacts.find(digest.get()).isEmpty()) {
            return Optional.of(
                    Problem.missing(
                            "bundle of migrations",
                            announced,
                            "send its bytes first: PUT /api/v1/artifacts/" + announced));
        }
        return bundles.problem(service, digest.get()).map(Problem::unreadable);
    }

    private Answer show(Call call) {
        String id = call.path("id");
        List<Candidate> found = candidates.endingIn(id);
        if (found.size() == 1) {
            return Answer.ok(view(found.getFirst()));
        }
        return Answer.problem(
                found.isEmpty()
                        ? Problem.missing(
                                "candidate", id, "'surefoot candidate create' prints its id")
                        : Problem.of(
                                422,
                                "AMBIGUOUS",
                                "More than one candidate",
                                "several ids end in " + id + ": give more of it"));
    }

    private Answer list(Call call) {
        Optional<String> service = call.query("service");
        if (service.isEmpty() || !serviceExists.test(service.get())) {
            return Answer.problem(
                    Problem.missing(
                            "service",
                            service.orElse("(none named)"),
                            "name one: ?service=SERVICE; 'surefoot status' lists them"));
        }
        return Answer.ok(
                new Answers.Candidates(
                        candidates.newest(service.get(), MOST_LISTED).stream()
                                .map(CandidateRoutes::listed)
                                .toList()));
    }

    private static Answers.CandidateBrief listed(Candidate candidate) {
        return new Answers.CandidateBrief(
                candidate.id().toString(),
                candidate.artifact().toString(),
                candidate.repository(),
                candidate.commit(),
                candidate.createdAt(),
                candidate.createdBy());
    }

    private CandidateView view(Candidate candidate) {
        List<CandidateView.PromotionBrief> went =
                promotions.of(candidate.id()).stream().map(CandidateRoutes::brief).toList();
        return new CandidateView(
                candidate.id().toString(),
                candidate.service(),
                candidate.artifact().toString(),
                candidate.repository(),
                candidate.commit(),
                candidate.schema().map(Digest::toString),
                candidate.createdAt(),
                candidate.createdBy(),
                Views.claims(ClaimSelection.current(claims.about(candidate.artifact()))),
                went);
    }

    private static CandidateView.PromotionBrief brief(Promotion promotion) {
        return new CandidateView.PromotionBrief(
                promotion.id().toString(),
                promotion.subject().environment(),
                promotion.state().label(),
                promotion.state().since());
    }
}
