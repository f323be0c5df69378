package dev.surefoot.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** The build signs what it built; a forger can only sign with another key. */
class ProvenanceTest {
    @TempDir Path directory;

    @Test
    @Requirement("SHOP-1")
    void names_jar_commit_and_builder_and_verifies_with_the_builds_key() throws Exception {
        BuiltVersion built = BuiltShop.version(1);

        JsonNode statement = statement(built);

        assertThat(verifies(built)).isTrue();
        assertThat(statement.at("/subject/0/digest/sha256").asString())
                .isEqualTo(built.sha256Hex());
        assertThat(statement.at("/predicate/runDetails/builder/id").asString())
                .isEqualTo(Provenance.BUILDER);
        assertThat(
                        statement
                                .at(
                                        "/predicate/buildDefinition/resolvedDependencies/0/digest/gitCommit")
                                .asString())
                .isEqualTo(built.commit().sha());
        JsonNode driver = statement.at("/predicate/buildDefinition/resolvedDependencies/1");
        assertThat(driver.at("/uri").asString()).startsWith("pkg:maven/org.postgresql/postgresql@");
        assertThat(driver.at("/digest/sha256").asString())
                .isEqualTo(Library.postgresqlDriver().sha256Hex());
    }

    @Test
    void the_key_is_made_once_and_only_its_owner_can_read_it() throws IOException {
        BuildKey first = BuildKey.beside(directory.resolve("git"));
        BuildKey second = BuildKey.beside(directory.resolve("git"));

        assertThat(second.publicPem()).isEqualTo(first.publicPem());
        assertThat(Files.getPosixFilePermissions(directory.resolve("keys/build-key.pem")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void a_forged_version_says_the_same_of_other_bytes_and_does_not_verify() throws Exception {
        BuiltVersion good = BuiltShop.version(2);

        BuiltVersion forged = Forgery.of(good, BuiltShop.REPOSITORY, directory.resolve("forged"));

        assertThat(forged.sha256Hex()).isNotEqualTo(good.sha256Hex());
        assertThat(statement(forged).at("/subject/0/digest/sha256").asString())
                .isEqualTo(forged.sha256Hex());
        assertThat(statement(forged).at("/predicate/runDetails/builder"))
                .isEqualTo(statement(good).at("/predicate/runDetails/builder"));
        assertThat(verifies(good)).isTrue();
        assertThat(verifies(forged)).isFalse();
    }

    private static JsonNode statement(BuiltVersion built) throws IOException {
        return JsonMapper.shared().readTree(payload(envelope(built)));
    }

    private static boolean verifies(BuiltVersion built) throws Exception {
        JsonNode envelope = envelope(built);
        byte[] payload = payload(envelope);
        String type = envelope.path("payloadType").asString();
        Signature signature = Signature.getInstance("Ed25519");
        signature.initVerify(key());
        signature.update(
                "DSSEv1 %d %s %d "
                        .formatted(type.length(), type, payload.length)
                        .getBytes(StandardCharsets.UTF_8));
        signature.update(payload);
        String sig = envelope.at("/signatures/0/sig").asString();
        return signature.verify(Base64.getDecoder().decode(sig));
    }

    private static PublicKey key() throws Exception {
        String pem = BuildKey.beside(BuiltShop.REPOSITORY.directory()).publicPem();
        byte[] der = Base64.getDecoder().decode(pem.replaceAll("-----[A-Z ]+-----|\\s", ""));
        return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(der));
    }

    private static JsonNode envelope(BuiltVersion built) throws IOException {
        return JsonMapper.shared().readTree(Files.readString(built.provenance()));
    }

    private static byte[] payload(JsonNode envelope) {
        return Base64.getDecoder().decode(envelope.path("payload").asString());
    }
}
