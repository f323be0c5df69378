package dev.surefoot.bench.decisions.world;

/**
 * What holds for both arms in one window.
 *
 * @param requests expected number
 * @param errorRate share that fails on a sound version
 * @param canaryRate the same for the canary before its fault; another one only in recordings
 * @param seen how the window is read
 */
record Moment(double requests, double errorRate, double canaryRate, Scrape.Seen seen) {
    static Moment of(double requests, double errorRate, Scrape.Seen seen) {
        return new Moment(requests, errorRate, errorRate, seen);
    }
}
