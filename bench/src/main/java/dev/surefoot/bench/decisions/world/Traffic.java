package dev.surefoot.bench.decisions.world;

/**
 * The traffic of both arms together.
 *
 * @param rps requests a second on average
 * @param errorRate share of them that fail on a sound version
 * @param model how they come
 * @param timed whether it is counted how long they take; only where an arm is one instance
 */
public record Traffic(double rps, double errorRate, Model model, boolean timed) {
    /** Not timed. */
    public Traffic(double rps, double errorRate, Model model) {
        this(rps, errorRate, model, false);
    }

    /** The same with times. */
    public Traffic withTimes() {
        return new Traffic(rps, errorRate, model, true);
    }

    /** Independent requests. */
    public static Traffic of(double rps, double errorRate) {
        return new Traffic(rps, errorRate, new Model.Independent());
    }
}
