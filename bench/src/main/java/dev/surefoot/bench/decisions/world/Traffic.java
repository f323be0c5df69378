package dev.surefoot.bench.decisions.world;

/**
 * The traffic of both arms together.
 *
 * @param rps requests a second on average
 * @param errorRate share of them that fail on a sound version
 * @param model how they come
 */
public record Traffic(double rps, double errorRate, Model model) {
    /** Independent requests. */
    public static Traffic of(double rps, double errorRate) {
        return new Traffic(rps, errorRate, new Model.Independent());
    }
}
