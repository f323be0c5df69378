package dev.surefoot.server.promotion;

import java.util.Optional;

/**
 * How the router's answer differs from what was asked for.
 *
 * @param lapsed why it took the new version's traffic away by itself, if it did
 * @param drifted what it reads back instead, if it does
 */
record Divided(Optional<String> lapsed, Optional<String> drifted) {
    static final Divided AS_ASKED = new Divided(Optional.empty(), Optional.empty());

    static Divided lapsed(String why) {
        return new Divided(Optional.of(why), Optional.empty());
    }

    static Divided drifted(String why) {
        return new Divided(Optional.empty(), Optional.of(why));
    }
}
