package dev.surefoot.server.app;

import dev.surefoot.server.identity.Caller;
import dev.surefoot.server.web.Freezes;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Remembers what it was asked; refuses the reason "no". */
final class FakeFreezes implements Freezes {
    final List<Wish> started = new ArrayList<>();
    final List<String> ended = new ArrayList<>();

    @Override
    public List<Held> holding(String service, String environment, Instant at) {
        return List.of();
    }

    @Override
    public Result start(Wish wish) {
        if (wish.reason().equals("no")) {
            return new Result.Refused("'no' is no reason");
        }
        started.add(wish);
        return new Result.Done();
    }

    @Override
    public Result end(String id, Caller caller) {
        ended.add(id + " by " + caller.name());
        return new Result.Done();
    }
}
