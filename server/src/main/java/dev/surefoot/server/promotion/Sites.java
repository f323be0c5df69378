package dev.surefoot.server.promotion;

import dev.surefoot.evidence.Digest;
import dev.surefoot.server.artifact.ArtifactFiles;
import dev.surefoot.server.environment.ConfigRenderer;
import dev.surefoot.server.environment.EnvironmentDefinition;
import dev.surefoot.server.environment.PolicyStore;
import dev.surefoot.server.environment.ReadinessSettings;
import dev.surefoot.server.environment.RenderedConfig;
import dev.surefoot.server.environment.RuntimeSettings;
import dev.surefoot.server.environment.ServiceDefinition;
import dev.surefoot.server.environment.ServiceStore;
import dev.surefoot.server.environment.ServiceVersion;
import dev.surefoot.server.environment.Slot;
import dev.surefoot.server.environment.TrafficSettings;
import dev.surefoot.server.runtime.ConfigFile;
import dev.surefoot.server.runtime.Place;
import dev.surefoot.server.runtime.Readiness;
import dev.surefoot.server.traffic.Cohort;
import dev.surefoot.server.traffic.Endpoint;
import dev.surefoot.server.traffic.Plane;
import dev.surefoot.server.traffic.Route;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a promotion's subject runs, by the version of the definition that it is pinned to. Safe for
 * use by many threads.
 */
public final class Sites {
    private static final String LOOPBACK = "127.0.0.1";

    private final ServiceStore services;
    private final PolicyStore policies;
    private final ArtifactFiles artifacts;
    private final ConfigRenderer renderer;

    public Sites(
            ServiceStore services,
            PolicyStore policies,
            ArtifactFiles artifacts,
            ConfigRenderer renderer) {
        this.services = services;
        this.policies = policies;
        this.artifacts = artifacts;
        this.renderer = renderer;
    }

    /** The place of a promotion's subject. */
    public Site of(Promotion.Subject subject) {
        ServiceVersion version =
                services.find(subject.service(), subject.serviceVersion())
                        .orElseThrow(
                                () ->
                                        new IllegalStateException(
                                                "version "
                                                        + subject.serviceVersion()
                                                        + " of "
                                                        + subject.service()
                                                        + " is gone"));
        EnvironmentDefinition environment =
                version.definition().environment(subject.environment()).orElseThrow();
        return site(version.definition(), environment, artifacts.path(subject.artifact()), subject);
    }

    /** Where the traffic of a service in an environment can go, by a definition alone. */
    public static Route route(ServiceDefinition service, EnvironmentDefinition environment) {
        Map<Slot, List<Endpoint>> endpoints = new EnumMap<>(Slot.class);
        environment
                .slots()
                .forEach(
                        (slot, ports) ->
                                endpoints.put(
                                        slot,
                                        Site.endpoints(
                                                new Place(
                                                        service.service(),
                                                        environment.name(),
                                                        slot),
                                                ports)));
        return new Route(
                service.service(),
                environment.name(),
                plane(environment.traffic()),
                cohort(environment.traffic()),
                endpoints);
    }

    private Site site(
            ServiceDefinition service,
            EnvironmentDefinition environment,
            Path artifact,
            Promotion.Subject subject) {
        RuntimeSettings runtime = service.runtime();
        return new Site(
                service.service(),
                environment.name(),
                service.before(environment.name()),
                artifact,
                config(environment, subject.config()),
                runtime.command(),
                readiness(runtime.readiness()),
                runtime.warmUp(),
                environment.slots(),
                plane(environment.traffic()),
                cohort(environment.traffic()),
                environment.traffic().lease(),
                runtime.drain(),
                runtime.stop(),
                leaseRequired(environment.name()));
    }

    private static Optional<Cohort> cohort(TrafficSettings traffic) {
        return traffic.cohort().map(c -> new Cohort(c.cookie(), c.key()));
    }

    private static Plane plane(TrafficSettings traffic) {
        return switch (traffic.plane()) {
            case TrafficSettings.Embedded(int port) -> new Plane.Embedded(LOOPBACK, port);
            case TrafficSettings.Haproxy(Path socket, Path maps, Optional<Integer> listen) ->
                    new Plane.Haproxy(socket, maps, listen, traffic.lease());
        };
    }

    /** By the current policy; an environment that it does not know demands everything. */
    private boolean leaseRequired(String environment) {
        return policies.newest()
                .flatMap(newest -> newest.policy().environment(environment))
                .map(known -> known.production() && !known.acceptNoLease())
                .orElse(true);
    }

    /** Rendered at each start anew, from the pinned bytes and the server's environment of then. */
    private ConfigFile config(EnvironmentDefinition environment, Digest config) {
        String name = String.valueOf(Path.of(environment.config()).getFileName());
        return new ConfigFile(name, () -> rendered(name, config));
    }

    private ConfigFile.Rendered rendered(String name, Digest config) {
        Optional<byte[]> raw = services.config(config);
        if (raw.isEmpty()) {
            return new ConfigFile.Rendered.Unresolvable(
                    "the configuration file " + name + " with " + config + " is gone");
        }
        return switch (renderer.render(name, raw.get())) {
            case RenderedConfig.Complete whole -> new ConfigFile.Rendered.Content(whole.bytes());
            case RenderedConfig.Incomplete not ->
                    new ConfigFile.Rendered.Unresolvable(name + ": " + not.why());
        };
    }

    private static Readiness readiness(ReadinessSettings settings) {
        return new Readiness(
                settings.path(),
                settings.digestHeader(),
                settings.passes(),
                settings.every(),
                settings.minHealthy());
    }
}
