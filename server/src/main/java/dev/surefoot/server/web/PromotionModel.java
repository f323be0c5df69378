package dev.surefoot.server.web;

import dev.surefoot.server.environment.Share;
import dev.surefoot.server.promotion.Promised;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A promotion, ready to be shown.
 *
 * @param state what is so, in plain words
 * @param waitingFor what it waits for right now; may be empty
 * @param comparison old against new; absent before exposure
 * @param promised what was promised before exposure, and what it has cost
 * @param back whether and how it can go back now; absent once another promotion decides that
 * @param data what it changes in its database; absent where it changes nothing
 */
public record PromotionModel(
        Identity identity,
        StateWords state,
        Instant since,
        String waitingFor,
        Exposure exposure,
        Optional<Comparison> comparison,
        Promised promised,
        List<Gate> gates,
        Optional<Return> back,
        Optional<Plan> plan,
        Optional<Data> data,
        List<Happening> story,
        Curve curve) {
    /** What is promoted, where, by whom. */
    public record Identity(
            String id,
            String brief,
            String service,
            String environment,
            String candidate,
            String commit,
            String repository,
            String artifact,
            Instant requestedAt,
            String requestedBy,
            boolean first) {
        /** Where its place is told of. */
        public String place() {
            return PlacePage.path(service, environment);
        }
    }

    /**
     * How many get the new version, in basis points.
     *
     * @param steps where exposure stops on its way
     */
    public record Exposure(int shareBp, List<Integer> steps) {
        /** The share as a number between 0 and 100. */
        public String percent() {
            return new Share(shareBp).toString();
        }
    }

    /**
     * Old against new, and what the judge makes of it.
     *
     * @param judges what is compared; empty where nothing is
     */
    public record Comparison(
            Arm canary,
            Arm baseline,
            Evidence worse,
            Evidence fit,
            String judges,
            String words,
            boolean compared) {}

    /** One version's requests. */
    public record Arm(String requests, String errors, String rate, Optional<Latency> latency) {}

    /** Upper bounds of the time that 50 %, 95 % and 99 % of requests took. */
    public record Latency(String p50, String p95, String p99) {}

    /**
     * How far an evidence has come.
     *
     * @param partBp of the way to the threshold, on a logarithmic scale, 0 to 10,000
     */
    public record Evidence(String value, String threshold, int partBp) {}

    /** What a gate says, and what that proves. */
    public record Gate(
            String name,
            Tone tone,
            String verdict,
            String mode,
            String explanation,
            String proves,
            String doesNotProve,
            List<String> passedOver,
            Instant at,
            Optional<Instant> lapses) {}

    /** How it would go back, step by step. */
    public record Plan(String mode, Optional<String> target, List<String> steps, Instant at) {}

    /**
     * What it changes in its database.
     *
     * @param back present once it went back
     */
    public record Data(SchemaModel.Line line, Optional<WentBack> back) {}

    /** Application and data go back apart. */
    public record WentBack(Word app, Word data) {}

    /**
     * One verdict.
     *
     * @param at when it was so; absent while it is not
     * @param took how long after the decision; may be empty
     */
    public record Word(String words, Optional<Instant> at, String took) {}

    /** One line of the story. */
    public record Happening(Instant at, Tone tone, String label, String share, String why) {}
}
