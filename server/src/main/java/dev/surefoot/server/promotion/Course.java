package dev.surefoot.server.promotion;

import dev.surefoot.server.environment.Share;

import java.time.Instant;
import java.util.Optional;

/**
 * What has happened to a promotion's exposure on the way; saved with it.
 *
 * @param lapses how often the data plane took the new version's traffic away by itself
 * @param goneOnAt when somebody last said that it is to go on, so that its deadline began anew
 * @param first the share to begin with, where that was reckoned when it was prepared
 */
public record Course(int lapses, Optional<Instant> goneOnAt, Optional<Share> first) {
    /** Nothing yet. */
    public static final Course START = new Course(0, Optional.empty(), Optional.empty());

    /** Once it is known with what share to begin. */
    Course beginningWith(Share share) {
        return new Course(lapses, goneOnAt, Optional.of(share));
    }

    /** After another lapse. */
    Course lapsed() {
        return new Course(lapses + 1, goneOnAt, first);
    }

    /** After somebody said that it is to go on. */
    Course goneOn(Instant at) {
        return new Course(lapses, Optional.of(at), first);
    }
}
