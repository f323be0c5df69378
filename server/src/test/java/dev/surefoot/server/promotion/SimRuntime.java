package dev.surefoot.server.promotion;

import dev.surefoot.server.environment.Slot;
import dev.surefoot.server.runtime.Health;
import dev.surefoot.server.runtime.InstanceHealth;
import dev.surefoot.server.runtime.Launch;
import dev.surefoot.server.runtime.Place;
import dev.surefoot.server.runtime.Refusal;
import dev.surefoot.server.runtime.Runtime;
import dev.surefoot.server.runtime.SlotHealth;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Instances as one life of a server reaches them: fenced by slot, as the real runtime is. */
final class SimRuntime implements Runtime {
    private static final Duration STARTUP = Duration.ofSeconds(2);

    private final SimWorld world;
    private final Life life;
    private final Weather weather;

    SimRuntime(SimWorld world, Life life, Weather weather) {
        this.world = world;
        this.life = life;
        this.weather = weather;
    }

    @Override
    public Preparation prepare(Launch launch) {
        life.before("runtime.prepare");
        SimWorld.Place place = world.place(launch.place().slot());
        return occupied(place, launch)
                ? new Preparation.Refused(
                        new Refusal.SlotOccupied(launch.place(), place.version.orElseThrow()))
                : new Preparation.Prepared();
    }

    @Override
    public Start start(Launch launch) {
        life.before("runtime.start");
        weather.breakSomething("runtime.start");
        SimWorld.Place place = world.place(launch.place().slot());
        if (launch.token() < place.fence) {
            return new Start.Refused(new Refusal.StaleToken(launch.token(), place.fence));
        }
        place.fence = launch.token();
        if (occupied(place, launch)) {
            return new Start.Refused(
                    new Refusal.SlotOccupied(launch.place(), place.version.orElseThrow()));
        }
        boolean again = place.version.equals(Optional.of(launch.version()));
        place.version = Optional.of(launch.version());
        int started = 0;
        for (SimWorld.Instance instance : place.instances) {
            if (!instance.alive) {
                instance.alive = true;
                instance.restarts = again ? instance.restarts + 1 : 0;
                instance.startedAt = world.serverTime();
                instance.readyAt = readyAt(place);
                started++;
            }
        }
        life.after("runtime.start");
        return new Start.Started(started);
    }

    private Instant readyAt(SimWorld.Place place) {
        return world.behaviour(place).fault() == SimWorld.Fault.NEVER_READY
                ? Instant.MAX
                : world.time.plus(STARTUP);
    }

    private static boolean occupied(SimWorld.Place place, Launch launch) {
        return place.anyAlive() && !place.version.equals(Optional.of(launch.version()));
    }

    @Override
    public SlotHealth observe(Launch launch) {
        life.before("runtime.observe");
        SimWorld.Place place = world.place(launch.place().slot());
        List<InstanceHealth> all = new ArrayList<>();
        for (int i = 0; i < launch.ports().size(); i++) {
            SimWorld.Instance instance = place.instances.get(i);
            all.add(
                    new InstanceHealth(
                            launch.place().instance(i),
                            launch.ports().get(i),
                            health(place, instance, launch),
                            instance.restarts,
                            Optional.of(instance.startedAt)));
        }
        return new SlotHealth(all);
    }

    private Health health(SimWorld.Place place, SimWorld.Instance instance, Launch launch) {
        if (!place.version.equals(Optional.of(launch.version()))) {
            return new Health.Missing();
        }
        if (!instance.alive) {
            return new Health.Dead(Path.of("output"));
        }
        if (world.behaviour(place).fault() == SimWorld.Fault.WRONG_DIGEST) {
            return new Health.WrongDigest("another");
        }
        return instance.readyAt.isAfter(world.time)
                ? new Health.Starting("not ready")
                : new Health.Ready();
    }

    @Override
    public List<Occupied> occupied() {
        return Arrays.stream(Slot.values())
                .filter(slot -> world.place(slot).anyAlive())
                .map(
                        slot ->
                                new Occupied(
                                        new Place("shop", SimService.ENVIRONMENT, slot),
                                        world.place(slot).version.orElseThrow()))
                .toList();
    }

    @Override
    public Stop drain(Place place, long token) {
        return new Stop.Done(0);
    }

    @Override
    public Stop stop(Place at, long token, Duration deadline) {
        life.before("runtime.stop");
        SimWorld.Place place = world.place(at.slot());
        if (token < place.fence) {
            return new Stop.StaleToken(place.fence);
        }
        place.fence = token;
        if (weather.answer() == Weather.Answer.LOST_BEFORE) {
            return new Stop.StillRunning(at + " does not end");
        }
        int ended = (int) place.instances.stream().filter(instance -> instance.alive).count();
        place.version = Optional.empty();
        place.instances.forEach(instance -> instance.alive = false);
        life.after("runtime.stop");
        return new Stop.Done(ended);
    }
}
