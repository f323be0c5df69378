package dev.surefoot.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.nio.file.Path;

class SbomTest {
    private static final ObjectMapper JSON = new JsonMapper();

    @TempDir Path directory;

    @Test
    void names_the_shop_by_the_hash_of_its_jar() {
        BuiltVersion built = BuiltShop.version(2);

        JsonNode bom = JSON.readTree(built.sbom());

        JsonNode shop = bom.at("/metadata/component");
        assertThat(bom.at("/specVersion").asString()).isEqualTo("1.6");
        assertThat(shop.at("/name").asString()).isEqualTo("shop");
        assertThat(shop.at("/version").asString()).isEqualTo("v2");
        assertThat(shop.at("/hashes/0/alg").asString()).isEqualTo("SHA-256");
        assertThat(shop.at("/hashes/0/content").asString()).isEqualTo(built.sha256Hex());
        assertThat(shop.at("/purl").asString()).startsWith("pkg:generic/shop@v2?");
        assertThat(shop.at("/pedigree/commits/0/uid").asString()).isEqualTo(built.commit().sha());
    }

    @Test
    void lists_the_modules_that_the_jar_needs_with_the_jdks_own_version() {
        JsonNode bom = JSON.readTree(BuiltShop.version(1).sbom());

        assertThat(bom.at("/components").valueStream().map(c -> c.at("/name").asString()))
                .containsExactly("java.base", "jdk.httpserver");
        String version = Object.class.getModule().getDescriptor().rawVersion().orElseThrow();
        assertThat(bom.at("/components").valueStream().map(c -> c.at("/version").asString()))
                .containsOnly(version);
    }

    @Test
    void says_nothing_of_vulnerabilities_since_nothing_was_scanned() {
        JsonNode bom = JSON.readTree(BuiltShop.version(1).sbom());

        assertThat(bom.has("vulnerabilities")).isFalse();
    }

    @Test
    void differs_in_serial_number_and_time_alone_when_written_again() {
        BuiltVersion built = BuiltShop.version(1);
        Path again = directory.resolve("again.json");

        Sbom.write(built.commit(), built.jar(), built.sha256Hex(), again);

        assertThat(withoutSerialAndTime(again)).isEqualTo(withoutSerialAndTime(built.sbom()));
        assertThat(JSON.readTree(again).at("/serialNumber"))
                .isNotEqualTo(JSON.readTree(built.sbom()).at("/serialNumber"));
    }

    private static JsonNode withoutSerialAndTime(Path file) {
        ObjectNode bom = (ObjectNode) JSON.readTree(file);
        bom.remove("serialNumber");
        ((ObjectNode) bom.get("metadata")).remove("timestamp");
        return bom;
    }
}
