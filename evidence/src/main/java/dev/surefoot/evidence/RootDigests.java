package dev.surefoot.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Collects what a bill of materials says about the digest of the component that it describes: its
 * hashes, the version in an OCI or Docker package URL, and a version that is a digest.
 */
final class RootDigests {
    private final Set<Digest> found = new LinkedHashSet<>();

    List<Digest> found() {
        return List.copyOf(found);
    }

    void hash(String algorithm, String content) {
        String name =
                switch (algorithm.strip()) {
                    case "SHA-256" -> "sha256";
                    case "SHA-512" -> "sha512";
                    default -> "";
                };
        Digest.parse(name + ":" + content.strip().toLowerCase(Locale.ROOT)).ifPresent(found::add);
    }

    void version(String version) {
        Digest.parse(version.strip()).ifPresent(found::add);
    }

    void purl(String purl) {
        String text = purl.strip().split("[?#]", 2)[0];
        int at = text.lastIndexOf('@');
        if (at < 0 || !(text.startsWith("pkg:oci/") || text.startsWith("pkg:docker/"))) {
            return;
        }
        decoded(text.substring(at + 1)).ifPresent(this::version);
    }

    private static Optional<String> decoded(String text) {
        try {
            return Optional.of(URLDecoder.decode(text, UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
