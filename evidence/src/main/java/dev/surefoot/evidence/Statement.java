package dev.surefoot.evidence;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * An in-toto Statement, v0.1 or v1: who it is about and what it says. Immutable.
 *
 * @param type {@code _type}; says nothing about the version of the predicate
 * @param predicateType as written
 * @param predicate as written; missing if there is none
 * @see <a href="https://github.com/in-toto/attestation/blob/main/spec/v1/statement.md">the
 *     specification</a>
 */
public record Statement(
        String type, List<Subject> subjects, String predicateType, JsonNode predicate) {
    private static final Set<String> TYPES =
            Set.of("https://in-toto.io/Statement/v1", "https://in-toto.io/Statement/v0.1");

    /** Copies the list. */
    public Statement {
        subjects = List.copyOf(subjects);
    }

    /**
     * What a statement is about.
     *
     * @param digests by algorithm; only {@code sha256} and {@code sha512} identify an artifact
     */
    public record Subject(String name, String uri, SortedMap<String, String> digests) {
        /** Copies the map. */
        public Subject {
            digests = Collections.unmodifiableSortedMap(new TreeMap<>(digests));
        }

        /** Whether this is the artifact: a digest of the same algorithm is equal, none differs. */
        boolean is(Digest artifact) {
            return artifact.hex().equals(digests.get(artifact.algorithm()));
        }

        /**
         * The source that it names: {@code gitCommit}, or SHA-1 beside a URI that is git's, and the
         * repository in its URI or its name.
         */
        Optional<Source> source() {
            boolean git = GitSource.looksLikeGit(uri) || GitSource.looksLikeGit(name);
            String key = digests.containsKey("gitCommit") || !git ? "gitCommit" : "sha1";
            return Optional.ofNullable(digests.get(key))
                    .map(commit -> new Source(commit, repository()));
        }

        /**
         * In its URI; else in its name, where older tools write it. A URI that is git's or a web
         * address names the source even if it can't be told from others: then no name mends it. Two
         * repositories are no answer.
         */
        private GitSource.Parsed repository() {
            GitSource.Parsed byUri = GitSource.parse(uri);
            GitSource.Parsed byName = GitSource.parse(name);
            if (!(byUri instanceof GitSource.Parsed.Good(GitSource one))) {
                boolean claimed = GitSource.looksLikeGit(uri) || uri.contains("://");
                boolean named = byName instanceof GitSource.Parsed.Good;
                return claimed || (!uri.isEmpty() && !named) ? byUri : byName;
            }
            boolean differ =
                    byName instanceof GitSource.Parsed.Good(GitSource other)
                            && !other.repository().equals(one.repository());
            return differ
                    ? new GitSource.Parsed.Bad(
                            "the subject's uri is \"%s\" and its name \"%s\", two repositories"
                                    .formatted(Shown.text(uri), Shown.text(name)))
                    : byUri;
        }

        /** For people: its name and digests. */
        @Override
        public String toString() {
            String all =
                    digests.entrySet().stream()
                            .map(e -> e.getKey() + ":" + e.getValue())
                            .collect(Collectors.joining(", "));
            return name.isEmpty() ? all : name + " (" + all + ")";
        }
    }

    /** A commit, and what was read of the repository that it is in. */
    record Source(String commit, GitSource.Parsed repository) {}

    /** Every source that it is about. */
    List<Source> sources() {
        return subjects.stream().flatMap(subject -> subject.source().stream()).toList();
    }

    /** The first subject that is this artifact. */
    Optional<Subject> about(Digest artifact) {
        return subjects.stream().filter(subject -> subject.is(artifact)).findFirst();
    }

    /** The subjects, short, for messages. */
    String shownSubjects() {
        String first =
                subjects.stream()
                        .limit(3)
                        .map(s -> Shown.text(s.toString()))
                        .collect(Collectors.joining("; "));
        return subjects.size() > 3 ? first + "; and %d more".formatted(subjects.size() - 3) : first;
    }

    /** Whether a document says of itself that it is a statement, however wrongly. */
    static boolean isOne(JsonNode document) {
        return document.has("_type") && document.has("predicateType");
    }

    static Statement read(JsonNode document) throws RefusedException {
        if (!document.isObject()) {
            throw malformed("the payload is a JSON " + document.getNodeType() + ", no object");
        }
        String type = text(document, "_type");
        if (!TYPES.contains(type)) {
            throw malformed(
                    "_type is \"%s\"; known are https://in-toto.io/Statement/v1 and /v0.1"
                            .formatted(Shown.text(type)));
        }
        String predicateType = text(document, "predicateType");
        if (predicateType.isBlank()) {
            throw malformed("predicateType is missing or no text");
        }
        JsonNode subjects = document.path("subject");
        if (!subjects.isArray() || subjects.isEmpty()) {
            throw malformed("subject is missing or empty, so it is about nothing");
        }
        List<Subject> all = new ArrayList<>();
        for (JsonNode subject : subjects) {
            all.add(subject(subject, all.size()));
        }
        return new Statement(type, all, predicateType, document.path("predicate"));
    }

    private static Subject subject(JsonNode subject, int index) throws RefusedException {
        JsonNode digest = subject.path("digest");
        if (!digest.isObject() || digest.isEmpty()) {
            throw malformed("subject[%d] has no digest; a name alone is nobody".formatted(index));
        }
        SortedMap<String, String> digests = new TreeMap<>();
        for (var entry : digest.properties()) {
            if (!entry.getValue().isString()) {
                throw malformed("subject[%d] has a digest that is no text".formatted(index));
            }
            String value = entry.getValue().stringValue();
            if (!DigestForms.valid(entry.getKey(), value)) {
                throw malformed(
                        "subject[%d] has the digest %s:%s, which is not lower-case hex of its length"
                                .formatted(index, Shown.text(entry.getKey()), Shown.text(value)));
            }
            digests.put(entry.getKey(), value);
        }
        return new Subject(text(subject, "name"), text(subject, "uri"), digests);
    }

    private static String text(JsonNode object, String key) {
        JsonNode value = object.path(key);
        return value.isString() ? value.stringValue() : "";
    }

    private static RefusedException malformed(String what) {
        return new RefusedException(Refusal.MALFORMED, "no in-toto statement: " + what);
    }
}
