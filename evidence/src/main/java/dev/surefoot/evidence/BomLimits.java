package dev.surefoot.evidence;

import java.util.Optional;

/** What the readers of both CycloneDX syntaxes share. */
final class BomLimits {
    private BomLimits() {}

    static void check(String what, long seen, Limits limits) throws RefusedException {
        if (seen > limits.findings()) {
            throw new RefusedException(
                    Refusal.LIMIT_EXCEEDED,
                    "%d %s, more than %d; split the document"
                            .formatted(seen, what, limits.findings()));
        }
    }

    static RefusedException unsupported(String version) {
        return new RefusedException(
                Refusal.UNSUPPORTED_VERSION,
                "CycloneDX version \"%s\" is not read; write 1.2 to 1.7"
                        .formatted(Shown.text(version)));
    }

    static Optional<Tool> tool(String name, String version) {
        return name.isBlank()
                ? Optional.empty()
                : Optional.of(
                        new Tool(
                                Shown.text(name),
                                version.isBlank() ? "unknown" : Shown.text(version)));
    }
}
