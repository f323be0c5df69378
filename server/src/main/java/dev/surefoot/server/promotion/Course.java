package dev.surefoot.server.promotion;

import java.time.Instant;
import java.util.Optional;

/**
 * What has happened to a promotion's exposure on the way; saved with it.
 *
 * @param lapses how often the data plane took the new version's traffic away by itself
 * @param goneOnAt when somebody last said that it is to go on, so that its deadline began anew
 */
public record Course(int lapses, Optional<Instant> goneOnAt) {
    /** Nothing yet. */
    public static final Course START = new Course(0, Optional.empty());

    /** After another lapse. */
    Course lapsed() {
        return new Course(lapses + 1, goneOnAt);
    }

    /** After somebody said that it is to go on. */
    Course goneOn(Instant at) {
        return new Course(lapses, Optional.of(at));
    }
}
