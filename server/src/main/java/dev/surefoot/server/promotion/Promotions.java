package dev.surefoot.server.promotion;

import dev.surefoot.server.promotion.PromotionStore.Saved;
import dev.surefoot.server.runtime.Place;
import dev.surefoot.server.runtime.Running;
import dev.surefoot.server.runtime.Version;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * All promotions, and what should run as it follows from them. {@link PromotionStore} keeps them in
 * the database; who steers needs no more of it than this. Safe for use by many threads.
 */
public interface Promotions {
    /** Whether this server is still the one that steers: whoever is not must not act either. */
    boolean steers();

    /** Writes a new promotion; one that still waited for the same lane is superseded by it. */
    Promotion create(Promotion wanted, String why);

    /** Writes {@code next} where {@code next.version()} is still the newest. */
    Saved save(Promotion next, String why, String actor);

    /** The promotion with this id. */
    Optional<Promotion> find(UUID id);

    /** All that have not ended, oldest first. */
    List<Promotion> active();

    /** Who holds the lane. */
    Optional<Promotion> lane(String service, String environment);

    /** Who waits for the lane. */
    Optional<Promotion> waiting(String service, String environment);

    /** The completed promotion whose version runs there. */
    Optional<Promotion> running(String service, String environment);

    /** The promotions of one place, newest first. */
    List<Promotion> newest(String service, String environment, int limit);

    /** All promotions of a candidate, oldest first. */
    List<Promotion> of(UUID candidate);

    /** A promotion's story, oldest first. */
    List<PromotionEvent> events(UUID promotion);

    /** What should run anywhere. */
    List<Running> running();

    /** Nothing should run in these warm slots any more, since their time is over. */
    List<Running> coolDown(Instant at);

    /** The newest promotion that brought this version there; it knows the pinned definition. */
    Optional<Promotion> bringing(Place place, Version version);

    /** Whether a candidate is, or was last, complete in an environment. */
    boolean completed(UUID candidate, String environment);
}
