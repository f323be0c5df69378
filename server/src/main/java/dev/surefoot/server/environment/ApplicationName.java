package dev.surefoot.server.environment;

import java.nio.charset.StandardCharsets;

/** What a version's database sessions call themselves: {@code <service>@<12 hex of digest>}. */
public final class ApplicationName {
    /** PostgreSQL cuts session names there. */
    private static final int MOST_BYTES = 63;

    private static final int BRIEF_DIGEST = 12;

    private ApplicationName() {}

    /**
     * The name, the service cut where it is too long.
     *
     * @param hex the artifact's SHA-256
     */
    public static String of(String service, String hex) {
        String suffix = "@" + hex.substring(0, BRIEF_DIGEST);
        int room = MOST_BYTES - suffix.getBytes(StandardCharsets.UTF_8).length;
        return service.substring(0, Math.min(room, service.length())) + suffix;
    }
}
