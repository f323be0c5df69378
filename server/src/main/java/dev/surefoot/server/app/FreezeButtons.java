package dev.surefoot.server.app;

import dev.surefoot.server.freeze.Freeze;
import dev.surefoot.server.freeze.FreezeDesk;
import dev.surefoot.server.freeze.FreezeScope;
import dev.surefoot.server.identity.Caller;
import dev.surefoot.server.identity.Role;
import dev.surefoot.server.web.Freezes;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Freezes, as the pages start and end them. */
final class FreezeButtons implements Freezes {
    private final FreezeDesk desk;
    private final InstantSource clock;

    FreezeButtons(FreezeDesk desk, InstantSource clock) {
        this.desk = desk;
        this.clock = clock;
    }

    @Override
    public List<Freezes.Held> holding(String service, String environment, Instant at) {
        return desk.holding().stream()
                .filter(freeze -> holds(freeze.scope(), service, environment))
                .map(
                        freeze ->
                                new Freezes.Held(
                                        freeze.id().toString(),
                                        freeze.scope().words(),
                                        freeze.reason(),
                                        freeze.startedBy(),
                                        freeze.until()))
                .toList();
    }

    /** One artifact's freeze holds a candidate, not a place. */
    private static boolean holds(FreezeScope scope, String service, String environment) {
        return scope.digest().isEmpty()
                && scope.service().map(service::equals).orElse(true)
                && scope.environment().map(environment::equals).orElse(true);
    }

    @Override
    public Result start(Wish wish) {
        return result(
                desk.start(
                        new FreezeScope(
                                Optional.of(wish.service()),
                                Optional.of(wish.environment()),
                                Optional.empty()),
                        wish.reason(),
                        clock.instant().truncatedTo(ChronoUnit.MILLIS).plus(wish.lasts()),
                        wish.actor()));
    }

    @Override
    public Result end(String id, Caller caller) {
        return desk.find(id) instanceof FreezeDesk.Result.Done(Freeze freeze)
                ? end(freeze, caller)
                : new Result.Refused("There is no such freeze any more.");
    }

    /** Whoever ends more than one environment's freeze answers for all of them. */
    private Result end(Freeze freeze, Caller caller) {
        boolean may =
                freeze.scope()
                        .environment()
                        .map(environment -> caller.mayIn(environment, Role.OPERATOR))
                        .orElseGet(() -> caller.mayEverywhere(Role.OPERATOR));
        return may
                ? result(desk.end(freeze, caller.name()))
                : new Result.Refused(
                        "It holds "
                                + freeze.scope().words()
                                + ": only an operator of all that can end it.");
    }

    private static Result result(FreezeDesk.Result result) {
        return switch (result) {
            case FreezeDesk.Result.Done done -> new Result.Done();
            case FreezeDesk.Result.Refused(String why) -> new Result.Refused(why);
            case FreezeDesk.Result.NoSuch(String what, String name, String next) ->
                    new Result.Refused("no " + what + " " + name + ": " + next);
            case FreezeDesk.Result.Unknown unknown ->
                    new Result.Refused("There is no such freeze any more.");
        };
    }
}
