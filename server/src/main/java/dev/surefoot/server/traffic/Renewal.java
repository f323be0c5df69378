package dev.surefoot.server.traffic;

/** Answer to {@link Router#renew}. */
public sealed interface Renewal {
    /** It holds for its whole time from now. */
    record Renewed() implements Renewal {}

    /** It holds nothing (any more), and renewing it has exposed nobody. */
    record Lapsed(String why) implements Renewal {}

    /** Unknown. */
    record Unreachable(String why) implements Renewal {}
}
