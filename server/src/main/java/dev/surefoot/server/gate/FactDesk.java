package dev.surefoot.server.gate;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Asks the sources for facts, each only for what a gate names. Immutable, safe for use by many
 * threads; the only part of admission that does I/O before verdicts are made.
 */
final class FactDesk {
    /** The time of evaluation, by the server's clock; no caller and no source sets it. */
    static final FactName AT = new FactName("at", FactName.Type.TIME, "when the gate is evaluated");

    private final Map<String, FactName> names = new TreeMap<>();
    private final Map<String, FactSource> sources = new HashMap<>();

    /**
     * A desk over these sources.
     *
     * @throws IllegalArgumentException if two of them supply one fact
     */
    FactDesk(List<FactSource> all) {
        names.put(AT.name(), AT);
        for (FactSource source : all) {
            for (FactName fact : source.supplies()) {
                if (names.put(fact.name(), fact) != null) {
                    throw new IllegalArgumentException(
                            "the fact %s is supplied twice, the second time by %s"
                                    .formatted(fact.name(), source.getClass().getName()));
                }
                sources.put(fact.name(), source);
            }
        }
    }

    /** Every fact that gates may name. */
    List<FactName> declared() {
        return List.copyOf(names.values());
    }

    /** The facts of one moment; a source is asked once for each different set of needs. */
    Moment at(GateSubject subject, Instant at) {
        return new Moment(subject, at);
    }

    /** One moment. One thread only. */
    final class Moment {
        private final GateSubject subject;
        private final Instant at;
        private final Map<Asked, Map<String, Fact>> answers = new HashMap<>();

        private Moment(GateSubject subject, Instant at) {
            this.subject = subject;
            this.at = at;
        }

        /** The facts of these names, as a gate with these needs sees them. */
        SortedMap<String, RecordedFact> facts(Collection<String> wanted, List<Need> needs) {
            SortedMap<String, RecordedFact> found = new TreeMap<>();
            for (String name : wanted) {
                FactName declared = names.get(name);
                if (declared == null) {
                    throw new IllegalArgumentException("no declared fact: " + name);
                }
                found.put(name, new RecordedFact(declared.type(), fact(declared, needs)));
            }
            return found;
        }

        private Fact fact(FactName name, List<Need> needs) {
            if (name.equals(AT)) {
                return Fact.known(at);
            }
            FactSource source = sources.get(name.name());
            if (source == null) {
                throw new IllegalStateException("no source for the declared fact " + name.name());
            }
            Map<String, Fact> answer =
                    answers.computeIfAbsent(
                            new Asked(source, needs), key -> source.facts(subject, needs, at));
            return Optional.ofNullable(answer.get(name.name()))
                    .map(fact -> checked(name, fact))
                    .orElseThrow(
                            () ->
                                    new IllegalStateException(
                                            source.getClass().getName()
                                                    + " gave no entry for "
                                                    + name.name()));
        }
    }

    private record Asked(FactSource source, List<Need> needs) {}

    private static Fact checked(FactName name, Fact fact) {
        if (fact instanceof Fact.Known known && !javaType(name.type()).isInstance(known.value())) {
            throw new IllegalStateException(
                    "the fact %s is declared %s but %s was supplied"
                            .formatted(
                                    name.name(), name.type(), known.value().getClass().getName()));
        }
        return fact;
    }

    private static Class<?> javaType(FactName.Type type) {
        return switch (type) {
            case BOOLEAN -> Boolean.class;
            case INTEGER -> Long.class;
            case TEXT -> String.class;
            case DURATION -> Duration.class;
            case TIME -> Instant.class;
        };
    }
}
