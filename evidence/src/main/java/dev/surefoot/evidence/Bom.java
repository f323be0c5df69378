package dev.surefoot.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What counts of one CycloneDX document, whichever syntax it has. Immutable.
 *
 * @param version of the specification
 * @param timestamp {@code metadata.timestamp} as written; empty if absent
 * @param tool the first tool that it names
 * @param components top-level components
 * @param nestedComponents components inside components
 * @param rootDigests what it says about the digest of the component it describes
 * @param scan its vulnerabilities; empty if it has no such list at all
 */
record Bom(
        BomVersion version,
        String timestamp,
        Optional<Tool> tool,
        long components,
        long nestedComponents,
        List<Digest> rootDigests,
        Optional<ScanTally> scan) {
    Bom {
        rootDigests = List.copyOf(rootDigests);
    }

    /** What a person should look at, though the document was read. */
    List<String> problems(Digest subject) {
        List<String> problems = new ArrayList<>();
        if (components == 0) {
            problems.add("the document lists no component");
        }
        if (!version.hasOwnSchema()) {
            problems.add("checked against the schema of an older version, without the additions");
        }
        for (Digest digest : rootDigests) {
            if (!digest.algorithm().equals(subject.algorithm())) {
                problems.add(
                        "describes %s, which cannot be held against %s".formatted(digest, subject));
            }
        }
        return problems;
    }
}
