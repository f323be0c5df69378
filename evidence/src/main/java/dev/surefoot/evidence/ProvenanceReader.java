package dev.surefoot.evidence;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/**
 * Reads SLSA provenance: who built it, from which source. Labels: {@code builder}, {@code
 * build_type}, {@code repository}, {@code commit}, {@code ref}, {@code invocation}; of the source
 * only what is unambiguous. Stateless.
 *
 * @see <a href="https://slsa.dev/spec/v1.0/provenance">v1</a>
 * @see <a href="https://slsa.dev/spec/v0.2/provenance">v0.2</a>
 */
final class ProvenanceReader {
    private ProvenanceReader() {}

    /** A source that provenance names: a git repository, and what it says of commit and ref. */
    private record Source(String repository, String ref, String commit) {}

    static Said read(Statement statement, Submission submission) throws RefusedException {
        JsonNode predicate = statement.predicate();
        return predicate.has("buildDefinition") || predicate.has("runDetails")
                ? first(predicate, submission)
                : older(predicate, submission);
    }

    private static Said first(JsonNode predicate, Submission submission) throws RefusedException {
        JsonNode definition = Fields.object(predicate, "buildDefinition", "predicate");
        JsonNode details = Fields.object(predicate, "runDetails", "predicate");
        String type = Fields.required(definition, "buildType", "predicate.buildDefinition");
        JsonNode metadata = details.path("metadata");
        JsonNode dependencies = definition.path("resolvedDependencies");
        Optional<Source> stated = stated(definition.path("externalParameters"));
        Said said =
                said(
                        builder(details),
                        Fields.time(metadata, submission.receivedAt(), "finishedOn", "startedOn"));
        label(said, type, Fields.text(metadata, "invocationId"));
        label(said, source(stated, dependencies));
        said.outcome().counts().put("dependencies", (long) dependencies.size());
        return said;
    }

    private static Said older(JsonNode predicate, Submission submission) throws RefusedException {
        JsonNode metadata = predicate.path("metadata");
        JsonNode materials = predicate.path("materials");
        String type = Fields.text(predicate, "buildType");
        Optional<Source> stated = Optional.empty();
        if (predicate.path("invocation").path("configSource").isObject()) {
            stated = source(predicate.path("invocation").path("configSource"));
        } else if (predicate.path("recipe").path("definedInMaterial").isIntegralNumber()) {
            int index = predicate.path("recipe").path("definedInMaterial").asInt(-1);
            stated = source(materials.path(index));
        }
        Said said =
                said(
                        builder(predicate),
                        Fields.time(
                                metadata,
                                submission.receivedAt(),
                                "buildFinishedOn",
                                "buildStartedOn"));
        label(
                said,
                type.isEmpty() ? Fields.text(predicate.path("recipe"), "type") : type,
                Fields.text(metadata, "buildInvocationId"));
        label(said, source(stated, materials));
        said.outcome().counts().put("dependencies", (long) materials.size());
        return said;
    }

    private static String builder(JsonNode of) throws RefusedException {
        return Fields.required(of.path("builder"), "id", "predicate…builder");
    }

    private static Said said(String builder, ClaimTime time) {
        Said said =
                Said.info(
                        PredicateType.PROVENANCE.kind(),
                        new Tool(Shown.text(builder), "unknown"),
                        time);
        said.labels().put("builder", builder);
        return said;
    }

    private static void label(Said said, String buildType, String invocation) {
        said.labels().put("build_type", buildType);
        if (!invocation.isEmpty()) {
            said.labels().put("invocation", invocation);
        }
    }

    private static void label(Said said, Optional<Source> source) {
        SortedMap<String, String> labels = said.labels();
        source.ifPresent(
                found -> {
                    putIf(labels, "repository", found.repository());
                    putIf(labels, "ref", found.ref());
                    putIf(labels, "commit", found.commit());
                });
    }

    private static void putIf(SortedMap<String, String> labels, String key, String value) {
        if (!value.isEmpty()) {
            labels.put(key, value);
        }
    }

    /** What the caller of the build asked for: GitHub's workflow, or a parameter {@code source}. */
    private static Optional<Source> stated(JsonNode parameters) {
        JsonNode workflow = parameters.path("workflow");
        if (!Fields.text(workflow, "repository").isEmpty()) {
            GitSource git = git(Fields.text(workflow, "repository"));
            return Optional.of(new Source(git.repository(), Fields.text(workflow, "ref"), ""));
        }
        JsonNode source = parameters.path("source");
        if (source.isString()) {
            GitSource git = git(source.stringValue());
            return Optional.of(new Source(git.repository(), git.ref(), ""));
        }
        return source(source);
    }

    private static Optional<Source> source(JsonNode resource) {
        String uri = Fields.text(resource, "uri");
        if (uri.isEmpty()) {
            return Optional.empty();
        }
        GitSource git = git(uri);
        JsonNode digest = resource.path("digest");
        String commit = Fields.text(digest, "gitCommit");
        return Optional.of(
                new Source(
                        git.repository(),
                        git.ref(),
                        commit.isEmpty() ? Fields.text(digest, "sha1") : commit));
    }

    /** A repository without a name is one that can't be told from others. */
    private static GitSource git(String uri) {
        return switch (GitSource.parse(uri)) {
            case GitSource.Parsed.Good(GitSource source) -> source;
            case GitSource.Parsed.Bad _ -> new GitSource("", "");
        };
    }

    /**
     * The one source. The builder resolved the dependencies, so their commit counts before what the
     * caller asked for; two that differ are no answer, nor is one whose repository can't be told.
     */
    private static Optional<Source> source(Optional<Source> stated, JsonNode dependencies) {
        List<Source> all = new ArrayList<>();
        for (JsonNode dependency : dependencies) {
            JsonNode digest = dependency.path("digest");
            boolean git =
                    digest.has("gitCommit")
                            || (digest.has("sha1")
                                    && GitSource.looksLikeGit(Fields.text(dependency, "uri")));
            if (git) {
                all.add(source(dependency).orElseGet(() -> new Source("", "", "")));
            }
        }
        if (stated.isPresent()) {
            all.removeIf(each -> !each.repository().equals(stated.get().repository()));
        }
        Set<String> commits = new LinkedHashSet<>(all.stream().map(Source::commit).toList());
        Set<String> repositories =
                new LinkedHashSet<>(all.stream().map(Source::repository).toList());
        stated.ifPresent(each -> repositories.add(each.repository()));
        stated.map(Source::commit).filter(c -> !c.isEmpty()).ifPresent(commits::add);
        if (repositories.size() != 1 || repositories.contains("")) {
            return Optional.empty();
        }
        String ref =
                stated.map(Source::ref)
                        .filter(r -> !r.isEmpty())
                        .orElseGet(() -> only(all.stream().map(Source::ref).toList()));
        return Optional.of(
                new Source(
                        repositories.iterator().next(),
                        ref,
                        commits.size() == 1 ? commits.iterator().next() : ""));
    }

    /** Two that differ are no answer. */
    private static String only(List<String> all) {
        return Set.copyOf(all).size() == 1 ? all.getFirst() : "";
    }
}
