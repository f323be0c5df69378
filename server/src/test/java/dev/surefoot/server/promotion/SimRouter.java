package dev.surefoot.server.promotion;

import dev.surefoot.server.rollout.Split;
import dev.surefoot.server.traffic.Capability;
import dev.surefoot.server.traffic.CounterSnapshot;
import dev.surefoot.server.traffic.Lease;
import dev.surefoot.server.traffic.ObservedLease;
import dev.surefoot.server.traffic.ObservedRoute;
import dev.surefoot.server.traffic.Renewal;
import dev.surefoot.server.traffic.Route;
import dev.surefoot.server.traffic.Router;
import dev.surefoot.server.traffic.Token;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * The data plane as one life of a server reaches it: fenced, forgetful of answers, away at times.
 */
final class SimRouter implements Router {
    private final SimWorld world;
    private final Life life;
    private final Route route;
    private final Weather weather;
    private final BiConsumer<Life, Runnable> watch;

    /**
     * @param watch is given each change of the split, to look at the world before and after it
     */
    SimRouter(
            SimWorld world,
            Life life,
            Route route,
            Weather weather,
            BiConsumer<Life, Runnable> watch) {
        this.world = world;
        this.life = life;
        this.route = route;
        this.weather = weather;
        this.watch = watch;
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.of(
                Capability.VERIFY,
                Capability.VERSION_COUNTERS,
                Capability.GRANULARITY_BP,
                Capability.LATENCY_HISTOGRAM,
                Capability.LEASE);
    }

    @Override
    public Read read() {
        life.before("router.read");
        if (!world.routerReachable()) {
            return new Read.Unreachable("a spell");
        }
        return world.routed ? new Read.Observed(observed()) : new Read.Absent();
    }

    @Override
    public Apply apply(Split split, Token token, Optional<Lease> lease) {
        life.before("router.apply");
        if (!world.routerReachable()) {
            return new Apply.Unreachable("a spell");
        }
        if (token.value() < world.routerToken) {
            return new Apply.StaleToken(new Token(world.routerToken));
        }
        Optional<Lease> held = lease.filter(wanted -> split.divided());
        if (held.isPresent()
                && world.lease.filter(l -> l.dead(held.get().id(), world.time)).isPresent()) {
            return new Apply.Lapsed(held.get() + " has lapsed");
        }
        Weather.Answer answer = weather.answer();
        if (answer != Weather.Answer.LOST_BEFORE) {
            watch.accept(life, () -> change(split, token, held));
        }
        life.after("router.apply");
        return answer == Weather.Answer.GIVEN
                ? new Apply.Applied(observed())
                : new Apply.Unreachable("the answer was lost");
    }

    @Override
    public Renewal renew(Lease lease) {
        life.before("router.renew");
        if (!world.routerReachable()) {
            return new Renewal.Unreachable("a spell");
        }
        Weather.Answer answer = weather.answer();
        if (answer == Weather.Answer.LOST_BEFORE) {
            return new Renewal.Unreachable("the question was lost");
        }
        boolean renewed = world.lease.filter(held -> held.renew(lease, world.time)).isPresent();
        life.after("router.renew");
        if (answer != Weather.Answer.GIVEN) {
            return new Renewal.Unreachable("the answer was lost");
        }
        return renewed ? new Renewal.Renewed() : new Renewal.Lapsed(lease + " holds nothing");
    }

    @Override
    public Counters counters() {
        life.before("router.counters");
        if (!world.routerReachable()) {
            return new Counters.Unreachable("a spell");
        }
        if (!world.routed) {
            return new Counters.Absent();
        }
        Optional<CounterSnapshot> before = world.readBefore;
        if (before.isPresent() && weather.stale()) {
            return new Counters.Counted(before.get());
        }
        CounterSnapshot now = world.counters();
        world.readBefore = Optional.of(now);
        return new Counters.Counted(now);
    }

    private void change(Split split, Token token, Optional<Lease> lease) {
        boolean same =
                world.routed
                        && world.split.equals(split)
                        && world.endpoints.equals(route.slots().keySet());
        world.routed = true;
        world.split = split;
        world.endpoints = Set.copyOf(route.slots().keySet());
        world.routerToken = token.value();
        world.lease = lease.map(wanted -> new SimLease(wanted, world.time));
        if (!same) {
            world.appliedAt = world.routerTime();
        }
    }

    private ObservedRoute observed() {
        return new ObservedRoute(
                world.split,
                new Token(world.routerToken),
                world.lease.map(held -> new ObservedLease(held.id(), held.alive(world.time))),
                true,
                route.slots(),
                world.appliedAt,
                "epoch-" + world.epoch);
    }
}
