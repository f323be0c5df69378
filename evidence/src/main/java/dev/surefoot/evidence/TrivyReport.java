package dev.surefoot.evidence;

import java.util.List;
import java.util.Optional;

/**
 * What counts of one Trivy report. Immutable once read.
 *
 * @param createdAt as written; empty if absent
 * @param version of Trivy, if the report says it
 * @param components at least so many packages were scanned; 0: it names nothing that was scanned
 * @param ofImage whether it says, in whichever way, that an image was scanned
 * @param image the image's configuration, which is no artifact's digest; for a note
 * @param repositoryDigests digests by which registries know the image
 */
record TrivyReport(
        String createdAt,
        Optional<String> version,
        long components,
        ScanTally scan,
        boolean ofImage,
        Optional<Digest> image,
        List<Digest> repositoryDigests) {
    TrivyReport {
        repositoryDigests = List.copyOf(repositoryDigests);
    }

    /** What a person should look at, though the report was read. */
    List<String> problems(Digest subject) {
        boolean unbound = repositoryDigests.isEmpty() && image.filter(subject::equals).isEmpty();
        if (!ofImage || !unbound) {
            return List.of();
        }
        String seen =
                image.map(digest -> "the image with the configuration " + digest)
                        .orElse("an image and names no digest of it");
        return List.of(
                ("scanned %s; that it is %s only you say. To have the report say it, scan the"
                                + " pushed image by its digest (trivy image REPOSITORY@sha256:…)")
                        .formatted(seen, subject));
    }
}
