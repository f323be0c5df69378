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
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Writes what the artifact is made of, as CycloneDX 1.6 JSON: the shop by the hash of its jar, the
 * library inside it by the hash of its own, with what that has taken in, and the modules of the JDK
 * that the classes of either were found to need. It holds no word on vulnerabilities, since nothing
 * was scanned. Two runs differ in serial number and time alone.
 *
 * @see <a href="https://cyclonedx.org/docs/1.6/json/">CycloneDX 1.6, JSON reference</a>
 */
final class Sbom {
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final String OWN_CLASSES = "shop\\..*";

    private Sbom() {}

    /** A jar, what was built into it and from which commit. */
    record Described(ShopCommit commit, Path jar, String sha256Hex, Library library) {}

    static void write(Described built, Path target) {
        SortedSet<String> own = JdkModules.usedBy(built.jar(), OWN_CLASSES);
        SortedSet<String> used = new TreeSet<>(own);
        used.addAll(built.library().modules());
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
        String shop = describeShop(metadata.putObject("component"), built);
        ArrayNode components = bom.putArray("components");
        ArrayNode dependencies = bom.putArray("dependencies");
        String library = describeLibrary(components.addObject(), built.library());
        List<String> needed = new ArrayList<>(references(own));
        needed.add(library);
        depends(dependencies, shop, needed);
        depends(dependencies, library, references(built.library().modules()));
        for (Map.Entry<String, SortedSet<String>> module : modules.entrySet()) {
            describeModule(components.addObject(), module.getKey());
            depends(dependencies, reference(module.getKey()), references(module.getValue()));
        }
        JSON.writeValue(target, bom);
    }

    private static String describeShop(ObjectNode shop, Described built) {
        ShopCommit commit = built.commit();
        String purl =
                "pkg:generic/shop@" + commit.version() + "?checksum=sha256:" + built.sha256Hex();
        shop.put("type", "application");
        shop.put("bom-ref", purl);
        shop.put("name", "shop");
        shop.put("version", commit.version());
        hash(shop, built.sha256Hex());
        shop.put("purl", purl);
        ObjectNode source = shop.putObject("pedigree").putArray("commits").addObject();
        source.put("uid", commit.sha());
        source.put("message", commit.subject());
        return purl;
    }

    private static String describeLibrary(ObjectNode component, Library library) {
        describe(component, library.coordinates());
        component.put("scope", "required");
        hash(component, library.sha256Hex());
        component
                .putArray("licenses")
                .addObject()
                .putObject("license")
                .put("id", library.license());
        ArrayNode inside = component.putArray("components");
        library.inside().forEach(taken -> describe(inside.addObject(), taken));
        return library.coordinates().purl();
    }

    private static void describe(ObjectNode component, Library.Coordinates coordinates) {
        component.put("type", "library");
        component.put("bom-ref", coordinates.purl());
        component.put("group", coordinates.group());
        component.put("name", coordinates.name());
        component.put("version", coordinates.version());
        component.put("purl", coordinates.purl());
    }

    private static void hash(ObjectNode component, String sha256Hex) {
        ObjectNode hash = component.putArray("hashes").addObject();
        hash.put("alg", "SHA-256");
        hash.put("content", sha256Hex);
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

    private static void depends(ArrayNode dependencies, String from, Collection<String> needed) {
        ObjectNode dependency = dependencies.addObject();
        dependency.put("ref", from);
        ArrayNode on = dependency.putArray("dependsOn");
        needed.forEach(on::add);
    }

    private static List<String> references(Collection<String> modules) {
        return modules.stream().map(Sbom::reference).toList();
    }

    private static String reference(String module) {
        String version = URLEncoder.encode(JdkModules.version(module), StandardCharsets.UTF_8);
        return "pkg:generic/openjdk/" + module + "@" + version;
    }
}
