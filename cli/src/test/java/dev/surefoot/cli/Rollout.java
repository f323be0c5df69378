package dev.surefoot.cli;

/** How a version reaches everyone, with times that are short enough for a test. */
enum Rollout {
    /** Everyone at once. */
    ALL_AT_ONCE("{strategy: all-at-once, bake: 1s}"),

    /** Half of the requests, then everyone on the judge's word. */
    CANARY("{strategy: canary, steps: [50%], step-time: 1s, watch: 0s, bake: 1s}"),

    /** As {@link #CANARY}, with a watch at 95 % in between. */
    WATCHED("{strategy: canary, steps: [50%], step-time: 1s, watch: 2s, bake: 1s}"),

    /** As fast as fifty failed requests allow, and then a watch at 95 %. */
    BUDGET("{strategy: budget, harm: {failed-requests: 50}, watch: 2s, bake: 1s}");

    private final String yaml;

    Rollout(String yaml) {
        this.yaml = yaml;
    }

    String yaml() {
        return yaml;
    }
}
