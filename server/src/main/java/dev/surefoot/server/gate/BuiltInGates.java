package dev.surefoot.server.gate;

import dev.surefoot.server.gate.GateDefinition.Mode;
import dev.surefoot.server.gate.Need.Trusted;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The gates that come with Surefoot. A policy says where they are required. Immutable. */
public final class BuiltInGates {
    /** A gate that always applies, whatever a policy says. */
    public static final String ARTIFACT_IDENTITY = "artifact-identity";

    /** Another one: what a version brings for its database. */
    public static final String SCHEMA = "schema";

    private static final String OWNER = "surefoot";
    private static final Duration WEEK = Duration.ofDays(7);

    private static final List<GateDefinition> ALL =
            List.of(
                    new GateDefinition(
                            ARTIFACT_IDENTITY,
                            "The digest is the candidate's, and the bytes here give that digest.",
                            "Anything about what the artifact contains.",
                            List.of("identity"),
                            List.of(),
                            List.of(),
                            "artifact.of_candidate && artifact.present",
                            Mode.ENFORCE,
                            OWNER),
                    new GateDefinition(
                            SCHEMA,
                            "What it changes in the database was tried on a shadow: the version that"
                                    + " runs and this one both work with it, nobody waits longer than"
                                    + " agreed, and the way back was rehearsed or declared. And it"
                                    + " finds what it needs.",
                            "What nobody recorded: statements that neither version's tests send.",
                            List.of("database"),
                            List.of(),
                            List.of(),
                            "schema.refusal == \"\"",
                            Mode.ENFORCE,
                            OWNER),
                    new GateDefinition(
                            "tests",
                            "Every listed suite ran on this digest, and nothing failed.",
                            "That the tests cover this change.",
                            List.of("functional"),
                            List.of(),
                            List.of(need("test", Optional.empty())),
                            "tests.total > 0 && tests.failed == 0",
                            Mode.ENFORCE,
                            OWNER),
                    new GateDefinition(
                            "vulnerabilities",
                            "A scan of this digest, at most 7 days old and with a database at most"
                                    + " 7 days old, found no open critical vulnerability.",
                            "That there are no unknown flaws.",
                            List.of("security"),
                            List.of(),
                            List.of(need("vuln.scan", Optional.of(WEEK))),
                            "vuln.scanned > 0 && vuln.critical_open == 0"
                                    + " && vuln.database_age <= duration(\"168h\")",
                            Mode.ENFORCE,
                            OWNER),
                    new GateDefinition(
                            "provenance",
                            "An allowed builder signed that it built these bytes from an allowed"
                                    + " repository and ref.",
                            "That the source is honest, or that the ref is protected.",
                            List.of("supply-chain"),
                            List.of(),
                            List.of(
                                    new Need(
                                            "build.provenance",
                                            List.of(),
                                            Optional.empty(),
                                            Trusted.SIGNED)),
                            "provenance.verified && provenance.builder_allowed"
                                    + " && provenance.repository_allowed && provenance.ref_allowed",
                            Mode.ENFORCE,
                            OWNER),
                    new GateDefinition(
                            "config",
                            "The configuration parses, every ${env:…} in it can be resolved, and the"
                                    + " digest of its raw bytes is recorded.",
                            "That the values are right.",
                            List.of("configuration"),
                            List.of(),
                            List.of(),
                            "config.rendered && config.missing_keys == 0"
                                    + " && config.digest != \"\"",
                            Mode.ENFORCE,
                            OWNER),
                    new GateDefinition(
                            "verified-before",
                            "The same bytes were exposed for at least an hour in the environment"
                                    + " before this one, and met its slo there.",
                            "That the traffic here is like the traffic there.",
                            List.of("functional", "performance"),
                            List.of(),
                            List.of(),
                            "previous.same_digest && previous.verified"
                                    + " && previous.exposed_for >= duration(\"1h\")",
                            Mode.ENFORCE,
                            OWNER));

    private BuiltInGates() {}

    /** All of them, in the order in which they are shown. */
    public static List<GateDefinition> all() {
        return ALL;
    }

    /** The one with this name. */
    public static Optional<GateDefinition> named(String name) {
        return ALL.stream().filter(gate -> gate.name().equals(name)).findFirst();
    }

    /** Those that always apply. */
    static List<GateDefinition> always() {
        return ALL.subList(0, 2);
    }

    private static Need need(String kind, Optional<Duration> maxAge) {
        return new Need(kind, List.of(), maxAge, Trusted.AUTHENTICATED);
    }
}
