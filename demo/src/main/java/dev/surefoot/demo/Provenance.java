package dev.surefoot.demo;

import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;

/**
 * Writes who built a jar, from which commit and with which library: SLSA provenance v1 as an
 * in-toto statement in a DSSE envelope, signed with the build's key.
 *
 * @see <a href="https://slsa.dev/spec/v1.0/provenance">SLSA provenance v1</a>
 * @see <a href="https://github.com/secure-systems-lab/dsse/blob/master/protocol.md">DSSE</a>
 */
public final class Provenance {
    /** Whom a policy must allow. */
    public static final String BUILDER = "https://surefoot.dev/demo/builder";

    private static final String BUILD_TYPE = "https://surefoot.dev/demo/build/v1";
    private static final String PAYLOAD_TYPE = "application/vnd.in-toto+json";
    private static final ObjectMapper JSON = new JsonMapper();

    private Provenance() {}

    /**
     * One jar and where it came from.
     *
     * @param repository as provenance names it, see {@link #repository}
     * @param jar its file's name
     * @param library what was built into it
     */
    record Built(
            ShopCommit commit, String repository, String jar, String sha256Hex, Library library) {}

    /** How provenance and policy name a repository. */
    public static String repository(Path directory) {
        return directory.toUri().toString().replaceFirst("/$", "").replace("@", "%40");
    }

    static void write(Built built, BuildKey key, Path target) {
        byte[] payload = JSON.writeValueAsBytes(statement(built));
        String head =
                "DSSEv1 %d %s %d ".formatted(PAYLOAD_TYPE.length(), PAYLOAD_TYPE, payload.length);
        byte[] start = head.getBytes(StandardCharsets.UTF_8);
        byte[] message = new byte[start.length + payload.length];
        System.arraycopy(start, 0, message, 0, start.length);
        System.arraycopy(payload, 0, message, start.length, payload.length);
        ObjectNode envelope = JSON.createObjectNode();
        envelope.put("payloadType", PAYLOAD_TYPE);
        envelope.put("payload", Base64.getEncoder().encodeToString(payload));
        envelope.putArray("signatures")
                .addObject()
                .put("sig", Base64.getEncoder().encodeToString(key.sign(message)));
        try {
            Files.write(target, JSON.writeValueAsBytes(envelope));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + target, e);
        }
    }

    private static ObjectNode statement(Built built) {
        ObjectNode statement = JSON.createObjectNode();
        statement.put("_type", "https://in-toto.io/Statement/v1");
        ObjectNode subject = statement.putArray("subject").addObject();
        subject.put("name", built.jar());
        subject.putObject("digest").put("sha256", built.sha256Hex());
        statement.put("predicateType", "https://slsa.dev/provenance/v1");
        ObjectNode predicate = statement.putObject("predicate");
        ObjectNode definition = predicate.putObject("buildDefinition");
        String source = "git+" + built.repository() + "@refs/heads/main";
        definition.put("buildType", BUILD_TYPE);
        definition.putObject("externalParameters").put("source", source);
        ArrayNode dependencies = definition.putArray("resolvedDependencies");
        ObjectNode commit = dependencies.addObject();
        commit.put("uri", source);
        commit.putObject("digest").put("gitCommit", built.commit().sha());
        ObjectNode library = dependencies.addObject();
        library.put("uri", built.library().coordinates().purl());
        library.putObject("digest").put("sha256", built.library().sha256Hex());
        ObjectNode run = predicate.putObject("runDetails");
        run.putObject("builder").put("id", BUILDER);
        run.putObject("metadata")
                .put("finishedOn", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        return statement;
    }
}
