package dev.surefoot.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

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
    void lists_the_modules_that_the_shops_own_classes_need_with_the_jdks_own_version() {
        JsonNode bom = JSON.readTree(BuiltShop.version(1).sbom());

        String version = Object.class.getModule().getDescriptor().rawVersion().orElseThrow();
        assertThat(dependsOn(bom, bom.at("/metadata/component/bom-ref").asString()))
                .containsExactly(
                        "pkg:generic/openjdk/java.base@" + version,
                        "pkg:generic/openjdk/java.sql@" + version,
                        "pkg:generic/openjdk/jdk.httpserver@" + version,
                        driver(bom).at("/bom-ref").asString());
        assertThat(modules(bom).map(c -> c.at("/version").asString())).containsOnly(version);
    }

    @Test
    @Requirement("SHOP-1")
    void names_the_driver_with_version_licence_and_what_it_has_taken_in() throws IOException {
        Path jar = RunningClassPath.driver();

        JsonNode driver = driver(JSON.readTree(BuiltShop.version(1).sbom()));

        String version =
                String.valueOf(jar.getFileName()).replaceFirst("postgresql-(.*)\\.jar", "$1");
        assertThat(driver.at("/version").asString()).isEqualTo(version);
        assertThat(driver.at("/purl").asString())
                .isEqualTo("pkg:maven/org.postgresql/postgresql@" + version);
        assertThat(driver.at("/licenses/0/license/id").asString()).isEqualTo("BSD-2-Clause");
        assertThat(driver.at("/hashes/0/content").asString()).isEqualTo(ShopBuild.sha256(jar));
        assertThat(driver.at("/components").valueStream().map(c -> c.at("/name").asString()))
                .contains("scram-client", "saslprep");
    }

    @Test
    void says_which_modules_only_the_driver_needs_and_lists_each_with_what_it_requires() {
        JsonNode bom = JSON.readTree(BuiltShop.version(1).sbom());

        assertThat(dependsOn(bom, driver(bom).at("/bom-ref").asString()))
                .anyMatch(module -> module.contains("/java.naming@"))
                .noneMatch(module -> module.contains("/jdk.httpserver@"));
        assertThat(bom.at("/dependencies").valueStream())
                .allSatisfy(
                        one ->
                                assertThat(references(bom))
                                        .containsAll(
                                                one.at("/dependsOn")
                                                        .valueStream()
                                                        .map(JsonNode::asString)
                                                        .toList()));
    }

    @Test
    void says_nothing_of_vulnerabilities_since_nothing_was_scanned() {
        JsonNode bom = JSON.readTree(BuiltShop.version(1).sbom());

        assertThat(bom.has("vulnerabilities")).isFalse();
    }

    @Test
    void differs_in_serial_number_and_time_alone_when_written_again() throws IOException {
        BuiltVersion built = BuiltShop.version(1);
        Path again = directory.resolve("again.json");

        Sbom.write(
                new Sbom.Described(
                        built.commit(), built.jar(), built.sha256Hex(), Library.postgresqlDriver()),
                again);

        assertThat(withoutSerialAndTime(again)).isEqualTo(withoutSerialAndTime(built.sbom()));
        assertThat(JSON.readTree(again).at("/serialNumber"))
                .isNotEqualTo(JSON.readTree(built.sbom()).at("/serialNumber"));
    }

    private static JsonNode driver(JsonNode bom) {
        return bom.at("/components")
                .valueStream()
                .filter(c -> c.at("/name").asString().equals("postgresql"))
                .findFirst()
                .orElseThrow();
    }

    private static Stream<JsonNode> modules(JsonNode bom) {
        return bom.at("/components")
                .valueStream()
                .filter(c -> c.at("/purl").asString().startsWith("pkg:generic/openjdk/"));
    }

    private static List<String> references(JsonNode bom) {
        return bom.at("/components").valueStream().map(c -> c.at("/bom-ref").asString()).toList();
    }

    private static List<String> dependsOn(JsonNode bom, String reference) {
        return bom.at("/dependencies")
                .valueStream()
                .filter(one -> one.at("/ref").asString().equals(reference))
                .flatMap(one -> one.at("/dependsOn").valueStream())
                .map(JsonNode::asString)
                .toList();
    }

    private static JsonNode withoutSerialAndTime(Path file) {
        ObjectNode bom = (ObjectNode) JSON.readTree(file);
        bom.remove("serialNumber");
        ((ObjectNode) bom.get("metadata")).remove("timestamp");
        return bom;
    }
}
