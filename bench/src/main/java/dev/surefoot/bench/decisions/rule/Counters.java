package dev.surefoot.bench.decisions.rule;

import dev.surefoot.bench.decisions.world.Scrape;
import dev.surefoot.bench.decisions.world.Tally;

import java.util.Arrays;

/**
 * One arm's running totals as a metrics server keeps them, so that rules can ask for the last
 * minutes. A missing scrape shows in the next one; what a reset loses stays lost. Not thread-safe.
 */
public final class Counters {
    private final boolean canary;
    private long[] requests = new long[256];
    private long[] errors = new long[256];
    private int scrapes;
    private int seconds = 1;
    private Tally unread = Tally.NONE;

    private Counters(boolean canary) {
        this.canary = canary;
    }

    /** Of the canary. */
    public static Counters ofCanary() {
        return new Counters(true);
    }

    /** Of the baseline. */
    public static Counters ofBaseline() {
        return new Counters(false);
    }

    /** Reads one more scrape. */
    public void read(Scrape scrape) {
        seconds = scrape.seconds();
        Tally now = canary ? scrape.canaryTotal() : scrape.baselineTotal();
        Scrape.Seen missing = canary ? Scrape.Seen.NO_CANARY : Scrape.Seen.NO_BASELINE;
        if (scrape.seen() == missing) {
            unread = unread.plus(now);
            add(Tally.NONE);
        } else if (scrape.seen() == Scrape.Seen.RESET) {
            unread = Tally.NONE;
            add(Tally.NONE);
        } else {
            add(unread.plus(now));
            unread = Tally.NONE;
        }
    }

    /** What was read in the last {@code window} seconds, or since the beginning if that is less. */
    public Tally last(long window) {
        long back = Math.max(1, window / seconds);
        int from = (int) Math.max(0, scrapes - back);
        return new Tally(requests[scrapes] - requests[from], errors[scrapes] - errors[from]);
    }

    /** Everything since the beginning. */
    public Tally all() {
        return new Tally(requests[scrapes], errors[scrapes]);
    }

    private void add(Tally tally) {
        if (scrapes + 2 > requests.length) {
            requests = Arrays.copyOf(requests, requests.length * 2);
            errors = Arrays.copyOf(errors, errors.length * 2);
        }
        requests[scrapes + 1] = requests[scrapes] + tally.requests();
        errors[scrapes + 1] = errors[scrapes] + tally.errors();
        scrapes++;
    }
}
