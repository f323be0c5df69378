package dev.surefoot.server.freeze;

import dev.surefoot.evidence.Digest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a freeze covers: what is named; whatever is left out is meant in full. A digest stands
 * alone.
 */
public record FreezeScope(
        Optional<String> service, Optional<String> environment, Optional<Digest> digest) {
    /** Everything everywhere. */
    public static final FreezeScope ALL =
            new FreezeScope(Optional.empty(), Optional.empty(), Optional.empty());

    public FreezeScope {
        if (digest.isPresent() && (service.isPresent() || environment.isPresent())) {
            throw new IllegalArgumentException("a digest is frozen everywhere or not at all");
        }
    }

    /** Whether it stands before {@code artifact} of {@code itsService} going to {@code where}. */
    public boolean covers(String itsService, String where, Digest artifact) {
        return service.map(itsService::equals).orElse(true)
                && environment.map(where::equals).orElse(true)
                && digest.map(artifact::equals).orElse(true);
    }

    /** For people, for example {@code shop in production}. */
    public String words() {
        if (digest.isPresent()) {
            return digest.get().toString();
        }
        List<String> words = new ArrayList<>();
        words.add(service.orElse("everything"));
        environment.ifPresent(it -> words.add("in " + it));
        return String.join(" ", words);
    }
}
