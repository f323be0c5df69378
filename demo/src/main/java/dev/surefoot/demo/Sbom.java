package dev.surefoot.demo;

import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.UUID;

/**
 * Writes what the artifact is made of, as CycloneDX 1.6 JSON: the shop by the hash of its jar, and
 * the modules of the JDK that its classes were found to need. It holds no word on vulnerabilities,
 * since nothing was scanned. Two runs differ in serial number and time alone.
 *
 * @see <a href="https://cyclonedx.org/docs/1.6/json/">CycloneDX 1.6, JSON reference</a>
 */
final class Sbom {
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private Sbom() {}

    static void write(ShopCommit commit, Path jar, String sha256Hex, Path target) {
        SortedSet<String> used = JdkModules.usedBy(jar);
        SortedMap<String, SortedSet<String>> modules = JdkModules.closure(used);
        ObjectNode bom = JSON.createObjectNode();
        bom.put("$schema", "http://cyclonedx.org/schema/bom-1.6.schema.json");
        bom.put("bomFormat", "CycloneDX");
        bom.put("specVersion", "1.6");
        bom.put("serialNumber", "urn:uuid:" + UUID.randomUUID());
        bom.put("version", 1);
        ObjectNode metadata = bom.putObject("metadata");
        metadata.put("timestamp", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        metadata.putArray("lifecycles").addObject().put("phase", "build");
        String shop = describeShop(metadata.putObject("component"), commit, sha256Hex);
        ArrayNode components = bom.putArray("components");
        ArrayNode dependencies = bom.putArray("dependencies");
        depends(dependencies, shop, used);
        for (Map.Entry<String, SortedSet<String>> module : modules.entrySet()) {
            describeModule(components.addObject(), module.getKey());
            depends(dependencies, reference(module.getKey()), module.getValue());
        }
        JSON.writeValue(target, bom);
    }

    private static String describeShop(ObjectNode shop, ShopCommit commit, String sha256Hex) {
        String purl = "pkg:generic/shop@" + commit.version() + "?checksum=sha256:" + sha256Hex;
        shop.put("type", "application");
        shop.put("bom-ref", purl);
        shop.put("name", "shop");
        shop.put("version", commit.version());
        ObjectNode hash = shop.putArray("hashes").addObject();
        hash.put("alg", "SHA-256");
        hash.put("content", sha256Hex);
        shop.put("purl", purl);
        ObjectNode source = shop.putObject("pedigree").putArray("commits").addObject();
        source.put("uid", commit.sha());
        source.put("message", commit.subject());
        return purl;
    }

    private static void describeModule(ObjectNode component, String module) {
        component.put("type", "library");
        component.put("bom-ref", reference(module));
        component.put("publisher", System.getProperty("java.vendor"));
        component.put("name", module);
        component.put("version", JdkModules.version(module));
        component.put("scope", "required");
        component.put("purl", reference(module));
    }

    private static void depends(ArrayNode dependencies, String from, Collection<String> modules) {
        ObjectNode dependency = dependencies.addObject();
        dependency.put("ref", from);
        ArrayNode on = dependency.putArray("dependsOn");
        modules.forEach(module -> on.add(reference(module)));
    }

    private static String reference(String module) {
        String version = URLEncoder.encode(JdkModules.version(module), StandardCharsets.UTF_8);
        return "pkg:generic/openjdk/" + module + "@" + version;
    }
}
