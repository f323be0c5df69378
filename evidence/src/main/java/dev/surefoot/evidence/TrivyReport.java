package dev.surefoot.evidence;

import java.util.List;
import java.util.Optional;

/**
 * What counts of one Trivy report. Immutable once read.
 *
 * <p>A report of an image is about the digests by which registries know it (the manifest's or the
 * index's), and about the digest of its configuration; an image that was never pushed has the latter
 * alone. A report of files or packages names no digest: there the submitter binds it.
 *
 * @param createdAt as written; empty if absent
 * @param version of Trivy, if the report says it
 * @param components at least so many packages were scanned; 0: it names nothing that was scanned
 * @param image what it names of an image; empty: it scanned none
 */
record TrivyReport(
        String createdAt,
        Optional<String> version,
        long components,
        ScanTally scan,
        Optional<Image> image) {
    /**
     * An image, as the report names it.
     *
     * @param configuration digest of its configuration
     * @param repositoryDigests digests by which registries know it
     */
    record Image(Optional<Digest> configuration, List<Digest> repositoryDigests) {
        /** Copies the list. */
        Image {
            repositoryDigests = List.copyOf(repositoryDigests);
        }

        boolean is(Digest artifact) {
            return repositoryDigests.contains(artifact)
                    || configuration.filter(artifact::equals).isPresent();
        }
    }

    /** Why it is not about {@code artifact}, and what to do; empty if it may be. */
    Optional<String> objection(Digest artifact) {
        return image.filter(seen -> !seen.is(artifact)).map(seen -> objection(seen, artifact));
    }

    private static String objection(Image seen, Digest artifact) {
        if (!seen.repositoryDigests().isEmpty()) {
            return "Trivy scanned %s and this was submitted for %s; submit it for the image that it scanned"
                    .formatted(seen.repositoryDigests(), artifact);
        }
        String configuration =
                seen.configuration()
                        .map(digest -> "the configuration " + digest)
                        .orElse("no digest at all");
        return ("Trivy scanned a local image with %s and no registry's digest, so nothing ties it to"
                        + " %s; push the image and scan it by digest (trivy image"
                        + " repository@sha256:…), or scan the files that you release (trivy rootfs)")
                .formatted(configuration, artifact);
    }
}
