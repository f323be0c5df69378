package dev.surefoot.server.environment;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How exposure grows.
 *
 * @param steps shares of the canary, strictly rising; empty for all-at-once
 * @param stepTime how long a share lasts at least
 * @param watch how long 95 % are judged before everything; zero for not at all
 * @param bake how long everything runs on the new version, on rails, before it counts as complete
 * @param deadline by when the judge must have decided
 * @param maxShare exposure never passes it before the judge's word; empty: the last step is the cap
 * @param harm what a release may cost; only with strategy budget, and always there
 */
public record RolloutSettings(
        Strategy strategy,
        List<Share> steps,
        Duration stepTime,
        Duration watch,
        Duration bake,
        Duration deadline,
        OnInconclusive onInconclusive,
        Optional<Share> maxShare,
        Optional<Harm> harm) {
    public RolloutSettings {
        steps = List.copyOf(steps);
    }
}
