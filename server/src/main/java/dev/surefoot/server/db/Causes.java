package dev.surefoot.server.db;

import java.util.function.Predicate;
import java.util.stream.Stream;

/** What lies under an exception. */
final class Causes {
    private Causes() {}

    /** Whether {@code thrown}, or something that led to it, is such a one. */
    static boolean any(Throwable thrown, Predicate<Throwable> such) {
        return Stream.<Throwable>iterate(thrown, it -> it != null, Throwable::getCause)
                .anyMatch(such);
    }
}
