package dev.surefoot.bench.stage;

import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a stage is to be.
 *
 * @param versions what shall be released later, such as {@code v2}
 * @param definition changes the demo's {@code surefoot.yaml}
 * @param haproxy production's traffic goes through an HAProxy, not through the embedded proxy
 * @param lease how long exposure lasts without a renewal
 */
public record Setup(
        List<String> versions, UnaryOperator<String> definition, boolean haproxy, Duration lease) {
    private static final Pattern STEPS = Pattern.compile("steps: *\\[[^]]*]");
    private static final Duration USUAL_LEASE = Duration.ofSeconds(15);

    public Setup {
        versions = List.copyOf(versions);
    }

    /** With the embedded proxy, and the lease that everybody has. */
    public static Setup embedded(List<String> versions, UnaryOperator<String> definition) {
        return new Setup(versions, definition, false, USUAL_LEASE);
    }

    /** Changes the demo's steps, and does not go on with a file it does not know. */
    public static String halfAtOnce(String definition) {
        Matcher steps = STEPS.matcher(definition);
        if (!steps.find()) {
            throw new IllegalStateException(
                    "the demo's surefoot.yaml has no 'steps: […]' to change; adapt " + STEPS);
        }
        return steps.replaceAll("steps: [50%]");
    }
}
