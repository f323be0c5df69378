package dev.surefoot.server.environment;

import dev.surefoot.evidence.Claim;
import dev.surefoot.evidence.Digest;
import dev.surefoot.evidence.Signers;
import dev.surefoot.evidence.VerificationKey;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whose signatures the policy believes, and which builders may build what. Immutable.
 *
 * <p>Asked when evidence comes in, and again each time that a gate looks at it: a key that the
 * policy no longer names makes nothing trusted, whatever it once signed.
 */
public record PolicyTrust(List<TrustedKey> trustedKeys, List<TrustedBuilder> builders)
        implements Signers {
    private static final String WHERE = "; policy.yaml says who may, under trust.";

    /** Nobody. */
    public static final PolicyTrust NOBODY = new PolicyTrust(List.of(), List.of());

    public PolicyTrust {
        trustedKeys = List.copyOf(trustedKeys);
        builders = List.copyOf(builders);
    }

    /** The files that its keys stand in. */
    Set<String> files() {
        return trustedKeys.stream()
                .flatMap(each -> each.file().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public List<VerificationKey> keys() {
        return trustedKeys.stream().map(TrustedKey::key).toList();
    }

    @Override
    public Optional<String> objection(VerificationKey key, Claim claim) {
        Optional<TrustedKey> trusted = find(key.fingerprint().toString());
        if (trusted.filter(each -> each.kinds().contains(claim.kind())).isEmpty()) {
            return Optional.of(
                    "key %s may not sign claims of kind %s%skeys"
                            .formatted(key.name(), claim.kind(), WHERE));
        }
        String verifier = claim.labels().getOrDefault("verifier", "");
        boolean summary = claim.kind().equals("verification.summary");
        return summary && !trusted.get().verifiers().contains(verifier)
                ? Optional.of(
                        "key %s may not sign for the verifier %s%skeys"
                                .formatted(key.name(), verifier, WHERE))
                : Optional.empty();
    }

    /** Whether the signature under a stored claim still counts for this service. */
    public boolean believes(Claim claim, String service) {
        return claim.signer()
                .filter(signer -> signer.startsWith("key:"))
                .flatMap(signer -> find(signer.substring("key:".length())))
                .filter(key -> key.maySay(claim.kind(), service))
                .isPresent();
    }

    /** Why the builder that provenance names may not build for this service; empty if it may. */
    public Optional<String> builderObjection(Claim provenance, String service) {
        return builder(provenance, service).isPresent()
                ? Optional.empty()
                : Optional.of(
                        "builder \"%s\" is not allowed for %s with this key%sbuilders"
                                .formatted(label(provenance, "builder"), service, WHERE));
    }

    /** Why the repository that provenance names may not be built from; empty if it may. */
    public Optional<String> repositoryObjection(Claim provenance, String service) {
        String repository = label(provenance, "repository");
        Optional<TrustedBuilder> builder = builder(provenance, service);
        if (repository.isEmpty()) {
            return Optional.of("the provenance names no one repository");
        }
        return builder.filter(each -> each.repositories().contains(repository)).isPresent()
                ? Optional.empty()
                : Optional.of(
                        "repository \"%s\" is not allowed for %s; that builder may build %s"
                                .formatted(
                                        repository,
                                        service,
                                        builder.map(each -> all(each.repositories()))
                                                .orElse("nothing")));
    }

    /** Why the ref that provenance names may not be built from; empty if it may. */
    public Optional<String> refObjection(Claim provenance, String service) {
        String ref = label(provenance, "ref");
        Optional<TrustedBuilder> builder = builder(provenance, service);
        boolean may =
                builder.filter(each -> each.refs().isEmpty() || each.refs().contains(ref))
                        .isPresent();
        return may
                ? Optional.empty()
                : Optional.of(
                        "ref \"%s\" is not allowed for %s; that builder may build %s"
                                .formatted(
                                        ref,
                                        service,
                                        builder.map(each -> all(each.refs())).orElse("nothing")));
    }

    private Optional<TrustedBuilder> builder(Claim provenance, String service) {
        String id = label(provenance, "builder");
        return builders.stream()
                .filter(each -> each.id().equals(id) && each.serves(service))
                .filter(each -> provenance.signer().filter(s -> signs(each, s)).isPresent())
                .findFirst();
    }

    private static boolean signs(TrustedBuilder builder, String signer) {
        return builder.keys().stream()
                .map(Digest::toString)
                .anyMatch(k -> signer.equals("key:" + k));
    }

    private Optional<TrustedKey> find(String fingerprint) {
        return trustedKeys.stream()
                .filter(each -> each.key().fingerprint().toString().equals(fingerprint))
                .findFirst();
    }

    private static String label(Claim claim, String key) {
        return claim.labels().getOrDefault(key, "");
    }

    private static String all(Set<String> names) {
        return names.stream().sorted().collect(Collectors.joining(", "));
    }
}
