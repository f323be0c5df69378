package dev.surefoot.server.environment;

import dev.surefoot.evidence.Digest;
import dev.surefoot.evidence.GitSource;
import dev.surefoot.evidence.VerificationKey;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes the records of a policy's keys and builders, which were checked. */
final class TrustReader {
    private TrustReader() {}

    static PolicyTrust read(Block trust, Map<String, String> files) {
        List<TrustedKey> keys =
                trust.blocks("keys").stream().map(block -> key(block, files)).toList();
        Map<String, Digest> fingerprints = new HashMap<>();
        keys.forEach(each -> fingerprints.put(each.key().name(), each.key().fingerprint()));
        return new PolicyTrust(
                keys,
                trust.blocks("builders").stream()
                        .map(block -> builder(block, fingerprints))
                        .toList());
    }

    private static TrustedKey key(Block block, Map<String, String> files) {
        String name = block.text("name");
        String pem = TrustChecks.text(block.node(), files).orElseThrow();
        return switch (VerificationKey.parse(name, pem)) {
            case VerificationKey.Parsed.Good(VerificationKey key) ->
                    new TrustedKey(
                            key,
                            set(block, "services"),
                            set(block, "kinds"),
                            set(block, "verifiers"),
                            block.maybeText("file"));
            case VerificationKey.Parsed.Bad(String why) ->
                    throw new IllegalStateException("key " + name + " " + why);
        };
    }

    private static TrustedBuilder builder(Block block, Map<String, Digest> fingerprints) {
        return new TrustedBuilder(
                block.text("id"),
                block.texts("keys").stream().map(fingerprints::get).collect(Collectors.toSet()),
                block.texts("repositories").stream()
                        .map(TrustReader::repository)
                        .collect(Collectors.toSet()),
                set(block, "refs"),
                set(block, "services"));
    }

    private static String repository(String uri) {
        return switch (GitSource.parse(uri)) {
            case GitSource.Parsed.Good(GitSource source) -> source.repository();
            case GitSource.Parsed.Bad(String why) ->
                    throw new IllegalStateException("repository " + why);
        };
    }

    private static Set<String> set(Block block, String key) {
        return Set.copyOf(block.texts(key));
    }
}
