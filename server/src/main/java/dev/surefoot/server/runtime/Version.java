package dev.surefoot.server.runtime;

import java.util.regex.Pattern;

/**
 * What runs in a slot: the artifact and the configuration, which always go together.
 *
 * @param digest of the artifact, {@code sha256:} and 64 lower-case hex digits
 * @param configDigest of the configuration's raw bytes, before secrets are filled in; same form
 */
public record Version(String digest, String configDigest) {
    private static final Pattern SHA256 = Pattern.compile("sha256:[0-9a-f]{64}");

    public Version {
        requireDigest(digest);
        requireDigest(configDigest);
    }

    private static void requireDigest(String digest) {
        if (!SHA256.matcher(digest).matches()) {
            throw new IllegalArgumentException(
                    "digest \"" + digest + "\" is not sha256: and 64 lower-case hex digits");
        }
    }
}
