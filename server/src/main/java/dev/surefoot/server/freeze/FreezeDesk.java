package dev.surefoot.server.freeze;

import dev.surefoot.evidence.Digest;
import dev.surefoot.server.time.Ids;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Begins and ends freezes, and says what one covers. Safe for use by many threads. */
public final class FreezeDesk implements Freezes {
    private final FreezeStore store;
    private final Names names;
    private final InstantSource clock;

    public FreezeDesk(FreezeStore store, Names names, InstantSource clock) {
        this.store = store;
        this.names = names;
        this.clock = clock;
    }

    /**
     * What there is to freeze.
     *
     * @param service whether there is a service of this name
     * @param environment whether the policy has an environment of this name
     */
    public record Names(Predicate<String> service, Predicate<String> environment) {}

    /** What became of a wish. */
    public sealed interface Result {
        /** So it is now. */
        record Done(Freeze freeze) implements Result {}

        /** It can't be; nothing was changed. */
        record Refused(String why) implements Result {}

        /** It names what nothing is called; nothing was changed. */
        record NoSuch(String what, String name, String next) implements Result {}

        /** There is no such freeze, or more than one. */
        record Unknown(int found) implements Result {}
    }

    /** Begins a freeze now. */
    public Result start(FreezeScope scope, String reason, Instant until, String actor) {
        Optional<Result> unknown = unknown(scope);
        if (unknown.isPresent()) {
            return unknown.get();
        }
        Instant at = now();
        Freeze wanted =
                new Freeze(
                        Ids.newId(at), scope, reason.strip(), actor, at, until, Optional.empty());
        Optional<String> problem = wanted.problem();
        if (problem.isPresent()) {
            return new Result.Refused(problem.get());
        }
        store.add(wanted);
        return new Result.Done(wanted);
    }

    /** A freeze of a name that nothing has would hold nothing, and nobody would notice. */
    private Optional<Result> unknown(FreezeScope scope) {
        if (scope.service().filter(names.service().negate()).isPresent()) {
            return Optional.of(
                    new Result.NoSuch(
                            "service",
                            scope.service().get(),
                            "'surefoot status' lists them; nothing was frozen"));
        }
        if (scope.environment().filter(names.environment().negate()).isPresent()) {
            return Optional.of(
                    new Result.NoSuch(
                            "environment",
                            scope.environment().get(),
                            "policy.yaml names them; nothing was frozen"));
        }
        return Optional.empty();
    }

    /** The one freeze whose id ends in {@code suffix}. */
    public Result find(String suffix) {
        List<Freeze> found = store.endingIn(suffix);
        return found.size() == 1
                ? new Result.Done(found.getFirst())
                : new Result.Unknown(found.size());
    }

    /** Ends a freeze before its time. */
    public Result end(Freeze freeze, String actor) {
        if (!freeze.holds(now())) {
            return new Result.Refused(
                    freeze.ended()
                            .map(it -> "it was ended by " + it.by() + " at " + it.at())
                            .orElse("it was over at " + freeze.until()));
        }
        return new Result.Done(store.end(freeze, actor, now()));
    }

    /** Every freeze that holds now, the first to end first. */
    public List<Freeze> holding() {
        return store.holding(now());
    }

    @Override
    public Optional<Freeze> covering(String service, String environment, Digest artifact) {
        return holding().stream()
                .filter(it -> it.scope().covers(service, environment, artifact))
                .findFirst();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
