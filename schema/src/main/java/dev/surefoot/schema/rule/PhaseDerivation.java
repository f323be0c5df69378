package dev.surefoot.schema.rule;

import dev.surefoot.schema.fact.Fact;
import dev.surefoot.schema.fact.ObjectKind;
import dev.surefoot.schema.measure.MeasuredFile;
import dev.surefoot.schema.migration.Phase;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * In which phase a file belongs, by what it did: what takes away or narrows is contract; what only
 * writes over 10,000 rows of old tables is backfill; all else is expand. Deriving a contract is no
 * consent to loss. Pure.
 */
public final class PhaseDerivation {
    private static final Set<ObjectKind> ASKED_FOR =
            Set.of(
                    ObjectKind.TABLE,
                    ObjectKind.PARTITIONED_TABLE,
                    ObjectKind.COLUMN,
                    ObjectKind.VIEW,
                    ObjectKind.MATERIALIZED_VIEW,
                    ObjectKind.FUNCTION,
                    ObjectKind.SEQUENCE,
                    ObjectKind.ENUM_VALUE,
                    ObjectKind.TYPE,
                    ObjectKind.DOMAIN,
                    ObjectKind.SCHEMA);

    private PhaseDerivation() {}

    /** The phase that a file's facts say. */
    public static Phase of(MeasuredFile file, World world) {
        FileView view = FileView.of(file, world);
        return of(view, lines(view));
    }

    static Phase of(FileView file, Map<Kind, List<Step>> lines) {
        if (!lines.getOrDefault(Kind.TAKES, List.of()).isEmpty()
                || !lines.getOrDefault(Kind.NARROWS, List.of()).isEmpty()) {
            return Phase.CONTRACT;
        }
        boolean fills =
                !lines.getOrDefault(Kind.FILLS, List.of()).isEmpty()
                        && lines.getOrDefault(Kind.GIVES, List.of()).isEmpty()
                        && lines.getOrDefault(Kind.OTHER, List.of()).isEmpty();
        boolean headed = !file.header().backfills().isEmpty() && file.steps().isEmpty();
        return fills || headed ? Phase.BACKFILL : Phase.EXPAND;
    }

    /** What a statement is to the phases. */
    enum Kind {
        /** Destroys, renames, or changes what the running version asks for. */
        TAKES,
        /** Forbids what was allowed; whether that matters, the running version's writes tell. */
        NARROWS,
        /** Makes what the version to come asks for. */
        GIVES,
        /** Writes many rows. */
        FILLS,
        /** Right in any phase: indexes, comments, validation. */
        OTHER
    }

    static Map<Kind, List<Step>> lines(FileView file) {
        Map<Kind, List<Step>> all = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            all.put(kind, file.steps().stream().filter(step -> kind(file, step) == kind).toList());
        }
        return all;
    }

    private static Kind kind(FileView file, Step step) {
        if (takes(file, step)) {
            return Kind.TAKES;
        }
        boolean narrows =
                Stream.of(ObjectKind.COLUMN, ObjectKind.DOMAIN)
                                .flatMap(kind -> step.changed(kind, "notnull"))
                                .anyMatch(it -> it.to().equals("true"))
                        || Identity.narrowed(file, step).findAny().isPresent()
                        || step.added(ObjectKind.CONSTRAINT)
                                .anyMatch(it -> ConstraintRules.demands(file, step, it));
        if (narrows) {
            return Kind.NARROWS;
        }
        if (BulkRules.written(step).anyMatch(table -> many(file, table))) {
            return Kind.FILLS;
        }
        boolean gives =
                step.facts(Fact.Added.class).anyMatch(it -> ASKED_FOR.contains(it.object().kind()));
        return gives ? Kind.GIVES : Kind.OTHER;
    }

    private static boolean many(FileView file, String table) {
        return file.world().rows().of(table).orElse(Long.MAX_VALUE) > BulkRules.MOST_ROWS;
    }

    private static boolean takes(FileView file, Step step) {
        boolean names =
                Stream.of(ObjectKind.values())
                        .filter(NameRules::asksByName)
                        .flatMap(step::renamed)
                        .anyMatch(it -> !file.makes(it.from(), ObjectKind.VIEW));
        boolean types = Retyping.of(file, step).anyMatch(Retyping::takes);
        return names || types || !DropRules.loses(step).isEmpty();
    }
}
