package dev.surefoot.proxy.route;

import java.util.regex.Pattern;

/**
 * What the control plane asks of a lease: the share of the slot that is not primary holds for
 * {@code ttlMs} from each renewal of {@code id}, and no longer.
 *
 * @param id never used again once it has lapsed
 * @param ttlMs milliseconds, at least 1
 */
public record LeaseSpec(String id, long ttlMs) {
    /** What an id looks like; HAProxy's stick tables take no longer ones. */
    public static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9:._-]{0,62}");

    /** The longest time to live: a day. */
    public static final long MAX_TTL_MS = 86_400_000;
}
