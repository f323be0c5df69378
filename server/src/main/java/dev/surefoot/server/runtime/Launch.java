package dev.surefoot.server.runtime;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * All that is needed to run one version in one slot.
 *
 * @param artifact the artifact's file in the content-addressed store; hashed again before each
 *     start
 * @param command one argument an element; {@code ${artifact}}, {@code ${port}} and {@code
 *     ${config}} stand for the instance's own
 * @param ports one instance a port, in order
 * @param token of the server that steers; an older one than the slot has seen is refused
 */
public record Launch(
        Place place,
        Version version,
        Path artifact,
        ConfigFile config,
        List<String> command,
        List<Integer> ports,
        Readiness readiness,
        long token) {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]*)}");
    private static final Set<String> KNOWN = Set.of("artifact", "port", "config");

    public Launch {
        command = List.copyOf(command);
        ports = List.copyOf(ports);
        if (command.isEmpty()) {
            throw new IllegalArgumentException("the command of " + place + " is empty");
        }
        if (ports.isEmpty() || new HashSet<>(ports).size() != ports.size()) {
            throw new IllegalArgumentException(
                    "ports " + ports + " of " + place + " must be distinct and at least one");
        }
        for (String argument : command) {
            PLACEHOLDER
                    .matcher(argument)
                    .results()
                    .map(MatchResult::group)
                    .filter(name -> !KNOWN.contains(name.substring(2, name.length() - 1)))
                    .findFirst()
                    .ifPresent(
                            name -> {
                                throw new IllegalArgumentException(
                                        "the command of "
                                                + place
                                                + " has "
                                                + name
                                                + "; known are ${artifact}, ${port}, ${config}");
                            });
        }
    }
}
