package dev.surefoot.bench.decisions.rule;

import dev.surefoot.bench.decisions.world.Scrape;

/**
 * One release under one rule: fed every scrape in order, it says where exposure goes and when it is
 * over. Deterministic; has state; used by one thread. No rule reads {@link Scrape#harm()}.
 */
public interface Rule {
    /** The share from the first request on. */
    double firstShare();

    /** The answer after one more scrape; not asked again after an ending. */
    Move next(Scrape scrape);
}
