package dev.surefoot.cli;

import dev.surefoot.demo.BuildKey;
import dev.surefoot.demo.Provenance;
import dev.surefoot.server.process.Ports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;

/** The demo's policy and service definition, on ports that are free now. */
public record DemoFiles(Path policy, Path service, int stagingPort, int productionPort) {
    private static final int INSTANCES = 3;

    /** Writes both files, and beside them the shop's configurations and its build's public key. */
    public static DemoFiles write(Path directory, Path shop) throws IOException {
        return write(directory, shop, port -> "{kind: embedded, listen: " + port + "}");
    }

    /** Gives the shop a database in each environment, whose addresses the server is told. */
    void withDatabases() throws IOException {
        for (String environment : List.of("staging", "production")) {
            String suffix = environment.toUpperCase(Locale.ROOT);
            Path config = service.resolveSibling("config/" + environment + ".yaml");
            Files.writeString(
                    config,
                    Files.readString(config) + "database: ${env:SHOP_APP_DB_" + suffix + "}\n");
            String text = Files.readString(service);
            String line = "    config: config/" + environment + ".yaml\n";
            Files.writeString(
                    service,
                    text.replace(line, line + "    database: \"${env:SHOP_DB_" + suffix + "}\"\n"));
        }
        // Staging keeps nothing warm for long, so that what is to be taken away goes before our
        // eyes.
        Files.writeString(
                service, Files.readString(service).replaceFirst("keep-warm: 30m", "keep-warm: 5s"));
        Files.writeString(
                service,
                "schema: {role: shop_app, quiet-time: 10s}\n",
                java.nio.file.StandardOpenOption.APPEND);
    }

    /**
     * The same.
     *
     * @param traffic production's block of a port
     */
    public static DemoFiles write(Path directory, Path shop, IntFunction<String> traffic)
            throws IOException {
        Files.createDirectories(directory.resolve("config"));
        Files.createDirectories(directory.resolve("keys"));
        Files.writeString(directory.resolve("keys/build.pem"), BuildKey.beside(shop).publicPem());
        for (String name : List.of("config/staging.yaml", "config/production.yaml")) {
            Files.copy(shop.resolve(name), directory.resolve(name));
        }
        List<Integer> ports = Ports.free(4 + 2 * INSTANCES);
        int staging = ports.get(0);
        int production = ports.get(1);
        Map<String, String> values = new TreeMap<>();
        values.put("@java@", Path.of(System.getProperty("java.home"), "bin", "java").toString());
        values.put("@builder@", Provenance.BUILDER);
        values.put("@repository@", Provenance.repository(shop));
        values.put("@staging@", Integer.toString(staging));
        values.put("@production-traffic@", traffic.apply(production));
        values.put("@staging-blue@", ports.subList(2, 3).toString());
        values.put("@staging-green@", ports.subList(3, 4).toString());
        values.put("@production-blue@", ports.subList(4, 4 + INSTANCES).toString());
        values.put(
                "@production-green@", ports.subList(4 + INSTANCES, 4 + 2 * INSTANCES).toString());
        Path policy = fill("policy.yaml", directory, values);
        Path service = fill("surefoot.yaml", directory, values);
        return new DemoFiles(policy, service, staging, production);
    }

    private static Path fill(String name, Path directory, Map<String, String> values)
            throws IOException {
        String text;
        try (var in = DemoFiles.class.getResourceAsStream("/demo/" + name)) {
            if (in == null) {
                throw new IOException("the demo's " + name + " is not in the jar");
            }
            text = new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
        for (Map.Entry<String, String> value : values.entrySet()) {
            text = text.replace(value.getKey(), value.getValue());
        }
        return Files.writeString(directory.resolve(name), text);
    }
}
