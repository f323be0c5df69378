package dev.surefoot.cli.stream;

import java.util.Optional;

/**
 * Which arms a stream has had so far. Without a window that has both, nothing is compared.
 *
 * @param canary when the canary's first line is, as it stands in the file
 * @param baseline likewise
 * @param together whether a window has had both
 */
public record Arms(Optional<String> canary, Optional<String> baseline, boolean together) {
    static final Arms NONE = new Arms(Optional.empty(), Optional.empty(), false);

    Arms plus(Slice slice) {
        boolean hasCanary = !slice.canary().isEmpty();
        boolean hasBaseline = !slice.baseline().isEmpty();
        if (together || (canary.isPresent() && baseline.isPresent() && hasCanary != hasBaseline)) {
            return this;
        }
        return new Arms(
                canary.or(() -> hasCanary ? Optional.of(slice.text()) : Optional.empty()),
                baseline.or(() -> hasBaseline ? Optional.of(slice.text()) : Optional.empty()),
                hasCanary && hasBaseline);
    }
}
