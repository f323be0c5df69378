package dev.surefoot.evidence;

import java.util.Optional;

/**
 * The versions of CycloneDX that are read. The schemas are the specification's own, as the library
 * cyclonedx-core-java carries them; no served release of it has those of 1.7 yet. A 1.7 document is
 * held against 1.6, which 1.7 only adds to: as JSON with additions let through ({@link
 * BomSchemas}), as XML without.
 */
enum BomVersion {
    V1_2("1.2", "1.2"),
    V1_3("1.3", "1.3"),
    V1_4("1.4", "1.4"),
    V1_5("1.5", "1.5"),
    V1_6("1.6", "1.6"),
    V1_7("1.7", "1.6");

    private static final String NAMESPACE = "http://cyclonedx.org/schema/bom/";

    private final String text;
    private final String checkedAgainst;

    BomVersion(String text, String checkedAgainst) {
        this.text = text;
        this.checkedAgainst = checkedAgainst;
    }

    static Optional<BomVersion> of(String text) {
        for (BomVersion version : values()) {
            if (version.text.equals(text)) {
                return Optional.of(version);
            }
        }
        return Optional.empty();
    }

    static Optional<BomVersion> ofNamespace(String namespace) {
        return namespace.startsWith(NAMESPACE)
                ? of(namespace.substring(NAMESPACE.length()))
                : Optional.empty();
    }

    String text() {
        return text;
    }

    String namespace() {
        return NAMESPACE + text;
    }

    /** The version whose schema stands in, if not its own. */
    boolean hasOwnSchema() {
        return text.equals(checkedAgainst);
    }

    String schemaNamespace() {
        return NAMESPACE + checkedAgainst;
    }

    String jsonSchema() {
        return "/bom-" + checkedAgainst + ".schema.json";
    }

    String xmlSchema() {
        return "/bom-" + checkedAgainst + ".xsd";
    }
}
