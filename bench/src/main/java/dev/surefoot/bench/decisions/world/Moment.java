package dev.surefoot.bench.decisions.world;

/**
 * What holds for both arms in one window.
 *
 * @param requests expected number
 * @param errorRate share that fails on a sound version
 * @param seen how the window is read
 */
record Moment(double requests, double errorRate, Scrape.Seen seen) {}
