package dev.surefoot.server.promotion;

import dev.surefoot.server.environment.Slot;
import dev.surefoot.server.rollout.Arms;
import dev.surefoot.server.runtime.Launch;
import dev.surefoot.server.runtime.Place;
import dev.surefoot.server.runtime.Refusal;
import dev.surefoot.server.runtime.Runtime;
import dev.surefoot.server.runtime.SlotHealth;
import dev.surefoot.server.schema.Schemas;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Starts the new version's instances without traffic once its database is ready, and stops what
 * must not run.
 */
final class Expander {
    /** An instance that dies that often while starting is not going to be ready. */
    private static final int DEATHS = 3;

    private final World world;

    Expander(World world) {
        this.world = world;
    }

    /** Starts what is missing of the new version, and looks. */
    Seen expand(Promotion promotion) {
        // INVARIANT: no instance of a version starts before the database has what it needs.
        switch (world.schemas().ready(promotion.wish())) {
            case Schemas.Ready.Waits(String why) -> {
                return new Seen.SchemaWaits(why);
            }
            case Schemas.Ready.No(String why) -> {
                return new Seen.Refusal(why);
            }
            case Schemas.Ready.Yes(Optional<Instant> since) -> {
                if (since.filter(promotion.state().since()::isBefore).isPresent()) {
                    return new Seen.SchemaReady();
                }
            }
        }
        Site site = world.sites().apply(promotion.subject());
        Launch launch = launch(promotion, site);
        return switch (start(launch, site.stop())) {
            case Runtime.Start.Refused refused -> new Seen.Refusal(refused.refusal().message());
            case Runtime.Start.Started started -> look(promotion, launch);
        };
    }

    /** Stops the new version's instances. */
    Seen stop(Promotion promotion) {
        Site site = world.sites().apply(promotion.subject());
        Place place = site.place(slot(promotion));
        return switch (world.runtime().stop(place, promotion.token(), site.stop())) {
            case Runtime.Stop.Done done -> new Seen.Gone();
            case Runtime.Stop.StaleToken stale ->
                    new Seen.Unknown("a newer server steers (token " + stale.current() + ")");
            case Runtime.Stop.StillRunning still -> new Seen.Unknown(still.why());
        };
    }

    /** What the new version's instances need. */
    static Launch launch(Promotion promotion, Site site) {
        return site.launch(
                slot(promotion),
                Site.version(promotion.subject().artifact(), promotion.subject().config()),
                promotion.token());
    }

    /** A slot that still holds an older version gives way: its warm time ends here. */
    private Runtime.Start start(Launch launch, Duration deadline) {
        Runtime.Start first = world.runtime().start(launch);
        if (first instanceof Runtime.Start.Refused refused
                && refused.refusal() instanceof Refusal.SlotOccupied) {
            world.runtime().stop(launch.place(), launch.token(), deadline);
            return world.runtime().start(launch);
        }
        return first;
    }

    private Seen ready(Promotion promotion) {
        Promotion.Subject subject = promotion.subject();
        return world.freezes()
                .covering(subject.service(), subject.environment(), subject.artifact())
                .<Seen>map(freeze -> new Seen.FrozenStart("the end of " + freeze.words()))
                .orElseGet(Seen.Healthy::new);
    }

    private Seen look(Promotion promotion, Launch launch) {
        SlotHealth health = world.runtime().observe(launch);
        if (health.wrongDigest().isPresent()) {
            String seen = health.wrongDigest().get();
            return new Seen.WrongDigest(
                    launch.place()
                            + " answers for "
                            + (seen.isEmpty() ? "no digest" : seen)
                            + ", promoted is "
                            + launch.version().digest()
                            + ": is another process on its port, or does the artifact not name"
                            + " its own digest?");
        }
        if (health.restarts() >= DEATHS) {
            return new Seen.Dead(
                    launch.place()
                            + " died "
                            + health.restarts()
                            + " times while starting; its output says why: "
                            + Instances.outputs(health));
        }
        return health.allReady()
                ? ready(promotion)
                : new Seen.Starting(health.ready(), launch.ports().size());
    }

    private static Slot slot(Promotion promotion) {
        return promotion.arms().map(Arms::canarySlot).orElseThrow();
    }
}
