package dev.surefoot.server.app;

import dev.surefoot.server.api.Requests;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** The service shop with staging and production, as its people would apply it. */
final class ShopDefinition {
    static final Requests.ApplyPolicy POLICY =
            new Requests.ApplyPolicy(
                    "policy.yaml",
                    """
                    apiVersion: surefoot/v1
                    kind: Policy
                    environments:
                      - {name: staging, production: false, require: []}
                      - {name: production, production: true, require: []}
                    """,
                    Optional.empty());

    private ShopDefinition() {}

    /** The definition with an owner that the test chooses. */
    static Requests.ApplyService ownedBy(String owner) {
        String config = Base64.getEncoder().encodeToString("a: 1".getBytes(StandardCharsets.UTF_8));
        return new Requests.ApplyService("surefoot.yaml", text(owner), Map.of("a.yaml", config));
    }

    private static String text(String owner) {
        return """
        apiVersion: surefoot/v1
        kind: Service
        service: shop
        owner: %s
        artifact: {kind: jar, repository: "https://builds.example/shop"}
        runtime:
          kind: process
          command: [run, "${artifact}", "${port}", "${config}"]
          readiness: {path: /ready, digest-header: X-D, passes: 1, every: 1s, min-healthy: 1s}
        environments:
          - name: staging
            config: a.yaml
            slots: {blue: [8001], green: [8002]}
            traffic: {kind: embedded, listen: 8000}
            rollout: {strategy: all-at-once, bake: 10s}
          - name: production
            config: a.yaml
            slots: {blue: [8101], green: [8111]}
            traffic: {kind: embedded, listen: 8100}
            rollout: {strategy: all-at-once, bake: 10s}
        """
                .formatted(owner);
    }
}
