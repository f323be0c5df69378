package dev.surefoot.server.environment;

import java.util.List;
import java.util.Optional;

/**
 * What {@code surefoot.yaml} says of a service. Immutable, complete: what the file leaves out is
 * filled in from {@link Defaults}.
 *
 * @param owner the team that answers for it
 * @param schema how its databases are changed
 * @param environments in the order in which a candidate goes through them; at least one
 */
public record ServiceDefinition(
        String service,
        String owner,
        ArtifactSource artifact,
        RuntimeSettings runtime,
        SchemaSettings schema,
        List<EnvironmentDefinition> environments) {
    public ServiceDefinition {
        environments = List.copyOf(environments);
    }

    /** The environment of this name, if the service goes there. */
    public Optional<EnvironmentDefinition> environment(String name) {
        return environments.stream().filter(each -> each.name().equals(name)).findFirst();
    }

    /** The environment that a candidate must have been through before; empty for the first. */
    public Optional<String> before(String name) {
        Optional<String> previous = Optional.empty();
        for (EnvironmentDefinition each : environments) {
            if (each.name().equals(name)) {
                return previous;
            }
            previous = Optional.of(each.name());
        }
        return Optional.empty();
    }
}
