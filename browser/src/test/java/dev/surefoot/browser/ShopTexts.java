package dev.surefoot.browser;

import java.nio.file.Path;
import java.util.List;

/** Policy, definition and configuration of the shop: one environment, one instance a slot. */
final class ShopTexts {
    static final String POLICY =
            """
            apiVersion: surefoot/v1
            kind: Policy
            environments:
              - name: staging
                production: false
              - name: production
                production: true
                require: [tests, config]
            """;

    private static final String SERVICE =
            """
            apiVersion: surefoot/v1
            kind: Service
            service: shop
            owner: team-shop
            artifact: {kind: jar, repository: "https://git.example/shop"}
            runtime:
              kind: process
              command: ["@java@", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx48m",
                        "-jar", "${artifact}", "--port", "${port}", "--config", "${config}"]
              readiness:
                path: /ready
                digest-header: X-Artifact-Digest
                passes: 1
                every: 200ms
                min-healthy: 500ms
              startup: 60s
              drain: 1s
              stop: 5s
            environments:
              - name: production
                config: config/production.yaml
                slots: {blue: [@blue@], green: [@green@]}
                traffic: {kind: embedded, listen: @listen@}
                gates: {require: [tests], timeout: 1m}
                rollout: @rollout@
                judge: {min-evidence-time: 4s, max-error-rate: 3%}
                recovery: {keep-warm: 30m}
            """;

    private ShopTexts() {}

    /**
     * The definition.
     *
     * @param ports where its traffic comes in, and one of each slot
     * @param rollout empty: everybody gets it at once
     */
    static String service(List<Integer> ports, String rollout) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return SERVICE.replace("@java@", java)
                .replace("@listen@", ports.get(0).toString())
                .replace("@blue@", ports.get(1).toString())
                .replace("@green@", ports.get(2).toString())
                .replace(
                        "@rollout@",
                        rollout.isEmpty() ? "{strategy: all-at-once, bake: 0s}" : rollout);
    }

    /** Another service, which goes to two environments. */
    static String other(List<Integer> production, List<Integer> staging) {
        String first = service(staging, "").replace("- name: production", "- name: staging");
        String second = service(production, "");
        return first.replace("service: shop", "service: checkout")
                        .replace("owner: team-shop", "owner: team-payments")
                + second.substring(second.indexOf("  - name: production"));
    }

    static String config(String greeting, double errorRate) {
        return """
               currency: EUR
               greeting: %s
               payment-timeout-ms: 500
               backend-error-rate: %s
               """
                .formatted(greeting, Double.toString(errorRate));
    }
}
