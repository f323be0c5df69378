package dev.surefoot.server.promotion;

import dev.surefoot.server.candidate.Candidate;
import dev.surefoot.server.candidate.CandidateStore;
import dev.surefoot.server.rollback.RecoveryPlan;
import dev.surefoot.server.runtime.Place;
import dev.surefoot.server.runtime.Running;
import dev.surefoot.server.runtime.Version;
import dev.surefoot.server.time.Ids;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Takes wishes: promote this candidate there; take that version back. */
public final class PromotionDesk {
    private final Promotions store;
    private final CandidateStore candidates;
    private final Definitions definitions;
    private final PromotionWorker worker;
    private final InstantSource clock;

    public PromotionDesk(
            Promotions store,
            CandidateStore candidates,
            Definitions definitions,
            PromotionWorker worker,
            InstantSource clock) {
        this.store = store;
        this.candidates = candidates;
        this.definitions = definitions;
        this.worker = worker;
        this.clock = clock;
    }

    /** Where the newest definition of a service in an environment comes from. */
    @FunctionalInterface
    public interface Definitions {
        /** What a promotion of {@code candidate} there would be pinned to, or why it can't be. */
        Definition pin(Candidate candidate, String environment);
    }

    /** A definition, or why there is none. */
    public sealed interface Definition {
        /** This is it. */
        record Found(Pinned pinned) implements Definition {}

        /** There is none; {@code nextStep} says what to do. */
        record Missing(String what, String name, String nextStep) implements Definition {}
    }

    /** A wish to promote; without a candidate the service's newest is meant. */
    public record Wish(
            String service,
            String environment,
            Optional<String> candidate,
            boolean first,
            String actor) {}

    /** What became of a wish. */
    public sealed interface Result {
        /** It is under way. */
        record Accepted(Promotion promotion) implements Result {}

        /** This very version runs there already. */
        record AlreadyRuns(Promotion promotion) implements Result {}

        /** Something named does not exist. */
        record Missing(String what, String name, String nextStep) implements Result {}

        /** It can't be done as things are; {@code code} is a stable name. */
        record Refused(String code, String why) implements Result {}
    }

    /** Begins a promotion. */
    public Result promote(Wish wish) {
        List<Candidate> found =
                wish.candidate().isPresent()
                        ? candidates.endingIn(wish.candidate().get())
                        : candidates.newest(wish.service(), 1);
        if (found.size() != 1) {
            return unclear(wish, found.size());
        }
        Candidate candidate = found.getFirst();
        if (!candidate.service().equals(wish.service())) {
            return new Result.Refused(
                    "OTHER_SERVICE",
                    "candidate "
                            + Ids.brief(candidate.id())
                            + " is of service "
                            + candidate.service()
                            + ", not of "
                            + wish.service());
        }
        return switch (definitions.pin(candidate, wish.environment())) {
            case Definition.Missing missing ->
                    new Result.Missing(missing.what(), missing.name(), missing.nextStep());
            case Definition.Found definition -> begin(wish, candidate, definition.pinned());
        };
    }

    /** Lets a promotion go on that asked somebody; see {@link PromotionWorker#goOn}. */
    public PromotionWorker.Answered goOn(UUID id, Optional<Long> seen, String actor) {
        return worker.goOn(id, seen, actor);
    }

    /** Takes this very promotion back, or cancels it. */
    public Result takeBack(UUID id, Observation.Ask ask) {
        return taken(id, ask);
    }

    /** Takes back what is under way there, or what completed last while the old one is warm. */
    public Result takeBack(String service, String environment, Observation.Ask ask) {
        Optional<Promotion> active =
                store.lane(service, environment).or(() -> store.waiting(service, environment));
        if (active.isPresent()) {
            return taken(active.get().id(), ask);
        }
        Optional<Promotion> newest = store.running(service, environment);
        if (newest.isEmpty()) {
            return new Result.Missing(
                    "promotion",
                    "of " + service + " in " + environment,
                    "nothing was promoted there yet, so there is nothing to take back");
        }
        if (!warm(newest.get())) {
            return new Result.Refused("NOT_WARM", cold(newest.get()));
        }
        return taken(newest.get().id(), ask);
    }

    /** Its time alone does not tell: another promotion may have taken the slot meanwhile. */
    private boolean warm(Promotion newest) {
        Optional<RecoveryPlan.Target> target = newest.recovery().flatMap(RecoveryPlan::target);
        if (!(newest.state() instanceof PromotionState.Completed completed)
                || !clock.instant().isBefore(completed.warmUntil())
                || target.isEmpty()) {
            return false;
        }
        Place place =
                new Place(
                        newest.subject().service(),
                        newest.subject().environment(),
                        newest.arms().orElseThrow().baselineSlot());
        Version version = Site.version(target.get().artifact(), target.get().config());
        return store.running().stream()
                .anyMatch(
                        kept ->
                                kept.purpose() == Running.Purpose.WARM
                                        && kept.place().equals(place)
                                        && kept.version().equals(version));
    }

    private Result begin(Wish wish, Candidate candidate, Pinned pinned) {
        Optional<Promotion> running = store.running(wish.service(), wish.environment());
        boolean same =
                running.isPresent()
                        && running.get().subject().artifact().equals(candidate.artifact())
                        && running.get().subject().config().equals(pinned.config());
        if (same) {
            return new Result.AlreadyRuns(running.get());
        }
        if (wish.first() && running.isPresent()) {
            return new Result.Refused(
                    "NOT_FIRST",
                    "a version runs in " + wish.environment() + " already: leave out --first");
        }
        if (!wish.first()
                && running.isEmpty()
                && store.lane(wish.service(), wish.environment()).isEmpty()) {
            return new Result.Refused(
                    "NOTHING_TO_GO_BACK_TO",
                    "nothing runs in "
                            + wish.environment()
                            + " yet, so there is no way back: if this is the first release, say so"
                            + " with --first");
        }
        Optional<String> before = pinned.previousEnvironment();
        if (before.isPresent() && !underWay(candidate, before.get())) {
            return new Result.Refused(
                    "NOT_IN_PREVIOUS",
                    "candidate "
                            + Ids.brief(candidate.id())
                            + " is neither complete nor under way in "
                            + before.get()
                            + ": surefoot promote "
                            + wish.service()
                            + " "
                            + before.get()
                            + " --candidate "
                            + Ids.brief(candidate.id()));
        }
        return new Result.Accepted(create(wish, candidate, pinned));
    }

    private Promotion create(Wish wish, Candidate candidate, Pinned pinned) {
        Instant at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Promotion created =
                store.create(
                        new Promotion(
                                Ids.newId(at),
                                new Promotion.Subject(
                                        wish.service(),
                                        wish.environment(),
                                        candidate.id(),
                                        candidate.artifact(),
                                        pinned.config(),
                                        pinned.version(),
                                        wish.first(),
                                        at,
                                        wish.actor()),
                                pinned.plan(),
                                pinned.limits(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Course.START,
                                new PromotionState.Requested(at),
                                0,
                                0),
                        "requested by " + wish.actor());
        worker.advanceSoon(created.id());
        return created;
    }

    private boolean underWay(Candidate candidate, String environment) {
        return store.of(candidate.id()).stream()
                .filter(promotion -> promotion.subject().environment().equals(environment))
                .map(Promotion::state)
                .anyMatch(state -> state instanceof PromotionState.Completed || !state.ended());
    }

    private Result taken(UUID id, Observation.Ask ask) {
        return worker.takeBack(id, ask)
                .<Result>map(Result.Accepted::new)
                .orElseGet(
                        () ->
                                new Result.Missing(
                                        "promotion", Ids.brief(id), "it was there just now"));
    }

    private String cold(Promotion running) {
        Promotion.Subject subject = running.subject();
        Optional<Promotion> earlier =
                store.newest(subject.service(), subject.environment(), 100).stream()
                        .filter(p -> p.state() instanceof PromotionState.Completed)
                        .filter(p -> !p.id().equals(running.id()))
                        .findFirst();
        return "nothing is under way and the version before is no longer warm: "
                + earlier.map(
                                before ->
                                        "promote it again: surefoot promote "
                                                + subject.service()
                                                + " "
                                                + subject.environment()
                                                + " --candidate "
                                                + Ids.brief(before.subject().candidate()))
                        .orElse("there is no version before it");
    }

    private static Result unclear(Wish wish, int found) {
        if (found > 1) {
            return new Result.Refused(
                    "AMBIGUOUS",
                    "several candidates' ids end in "
                            + wish.candidate().orElse("")
                            + ": give more of it");
        }
        return new Result.Missing(
                "candidate",
                wish.candidate().orElse("of " + wish.service()),
                "'surefoot candidate create' makes one");
    }
}
