package dev.surefoot.server.runtime;

import java.util.Optional;

/** One look at an instance's readiness. */
sealed interface Probe {
    /** It answered; {@code digest} is what its header said. */
    record Answer(int status, Optional<String> digest) implements Probe {
        boolean good() {
            return status >= 200 && status < 300;
        }
    }

    /** It did not answer in time, or not in HTTP. */
    record Silence(String why) implements Probe {}
}
