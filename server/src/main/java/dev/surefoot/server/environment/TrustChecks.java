package dev.surefoot.server.environment;

import dev.surefoot.evidence.Digest;
import dev.surefoot.evidence.GitSource;
import dev.surefoot.evidence.Signers;
import dev.surefoot.evidence.VerificationKey;
import dev.surefoot.server.json.Words;
import dev.surefoot.server.json.YamlPath;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a schema can't say of a policy's keys and builders. Every key is read when it is applied, so
 * that no evidence meets a key that can't be used. Bears any document.
 */
final class TrustChecks {
    private static final YamlPath KEYS = YamlPath.of("trust", "keys");
    private static final YamlPath BUILDERS = YamlPath.of("trust", "builders");
    private static final String PROVENANCE = "build.provenance";
    private static final String SUMMARY = "verification.summary";

    private final Findings findings;
    private final Map<String, String> files;
    private final Map<String, YamlPath> names = new HashMap<>();
    private final Map<Digest, YamlPath> fingerprints = new HashMap<>();
    private final Set<String> builders = new HashSet<>();

    /**
     * @param files the key files that came with the policy, by path relative to it
     */
    TrustChecks(Findings findings, Map<String, String> files) {
        this.findings = findings;
        this.files = files;
    }

    void run() {
        JsonNode keys = findings.json().path("trust").path("keys");
        for (int i = 0; keys.isArray() && i < keys.size(); i++) {
            key(KEYS.then(i), keys.path(i));
        }
        JsonNode all = findings.json().path("trust").path("builders");
        for (int i = 0; all.isArray() && i < all.size(); i++) {
            builder(BUILDERS.then(i), all.path(i), keys);
        }
    }

    private void key(YamlPath path, JsonNode key) {
        if (!key.isObject()) {
            return;
        }
        String name = key.path("name").asString("");
        YamlPath first = names.putIfAbsent(name, path.then("name"));
        if (first != null) {
            findings.add(
                    path.then("name"),
                    "key %s is here a second time, first at %s; keep one"
                            .formatted(Words.quoted(name), first));
        }
        if (key.has("pem") == key.has("file")) {
            findings.add(
                    path,
                    path
                            + " needs one of pem (the key itself) and file (a path); write one of them");
        } else {
            pem(path, name, key);
        }
        kinds(path, key);
    }

    private void pem(YamlPath path, String name, JsonNode key) {
        YamlPath at = path.then(key.has("pem") ? "pem" : "file");
        String shown = key.has("pem") ? "the key" : key.path("file").asString("");
        Optional<String> text = text(key, files);
        if (text.isEmpty()) {
            findings.add(
                    at,
                    "%s: file %s did not come with this one; put it there and apply again"
                            .formatted(at, Words.quoted(shown)));
            return;
        }
        switch (VerificationKey.parse(name, text.get())) {
            case VerificationKey.Parsed.Bad(String why) -> findings.add(at, shown + " " + why);
            case VerificationKey.Parsed.Good(VerificationKey good) -> {
                YamlPath same = fingerprints.putIfAbsent(good.fingerprint(), at);
                if (same != null) {
                    findings.add(
                            at,
                            "%s is the same key as at %s; name it once with all its kinds"
                                    .formatted(at, same));
                }
            }
        }
    }

    /** The PEM text of a key's entry; empty if its file did not come along. */
    static Optional<String> text(JsonNode key, Map<String, String> files) {
        return key.has("pem")
                ? Optional.of(key.path("pem").asString(""))
                : Optional.ofNullable(files.get(key.path("file").asString("")));
    }

    private void kinds(YamlPath path, JsonNode key) {
        JsonNode kinds = key.path("kinds");
        boolean summary = false;
        for (int i = 0; kinds.isArray() && i < kinds.size(); i++) {
            String kind = kinds.path(i).asString("");
            summary |= kind.equals(SUMMARY);
            if (!Signers.KINDS.contains(kind)) {
                findings.add(
                        path.then("kinds").then(i),
                        "no key signs claims of kind %s%s; there are: %s"
                                .formatted(
                                        Words.quoted(kind),
                                        Words.didYouMean(kind, Signers.KINDS),
                                        Words.list(Signers.KINDS)));
            }
        }
        if (summary && !key.has("verifiers")) {
            findings.add(
                    path,
                    path
                            + " may sign verification.summary but names no verifiers; write for"
                            + " example verifiers: [https://ci.example/verifier]");
        }
    }

    private void builder(YamlPath path, JsonNode builder, JsonNode keys) {
        String id = builder.path("id").asString("");
        if (!id.isEmpty() && !builders.add(id)) {
            findings.add(
                    path.then("id"),
                    "builder %s is here a second time; keep one".formatted(Words.quoted(id)));
        }
        repositories(path.then("repositories"), builder.path("repositories"));
        JsonNode named = builder.path("keys");
        for (int i = 0; named.isArray() && i < named.size(); i++) {
            String name = named.path(i).asString("");
            if (!names.containsKey(name)) {
                findings.add(
                        path.then("keys").then(i),
                        "key %s is not under trust.keys%s"
                                .formatted(
                                        Words.quoted(name),
                                        Words.didYouMean(name, names.keySet())));
            } else if (!kinds(keys, name).contains(PROVENANCE)) {
                findings.add(
                        path.then("keys").then(i),
                        "key %s may not sign %s, so it can't be a builder's; add the kind to it"
                                .formatted(Words.quoted(name), PROVENANCE));
            }
        }
    }

    private void repositories(YamlPath path, JsonNode repositories) {
        for (int i = 0; repositories.isArray() && i < repositories.size(); i++) {
            if (repositories.path(i).isString()
                    && GitSource.parse(repositories.path(i).stringValue())
                            instanceof GitSource.Parsed.Bad(String why)) {
                findings.add(path.then(i), "repository " + why);
            }
        }
    }

    private static List<String> kinds(JsonNode keys, String name) {
        List<String> kinds = new ArrayList<>();
        for (JsonNode key : keys) {
            if (key.path("name").asString("").equals(name)) {
                key.path("kinds").forEach(kind -> kinds.add(kind.asString("")));
            }
        }
        return kinds;
    }
}
