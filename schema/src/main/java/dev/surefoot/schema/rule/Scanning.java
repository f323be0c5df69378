package dev.surefoot.schema.rule;

import dev.surefoot.schema.fact.Fact;
import dev.surefoot.schema.fact.ObjectKind;

import java.util.Optional;

/** What to write instead of a statement that reads a table under the strongest lock. */
final class Scanning {
    private Scanning() {}

    static String instead(FileView file, Step step, String table) {
        Optional<Fact.Changed> notNull = LockRules.notNull(step, table);
        if (notNull.isPresent()) {
            return "-- file 1:\n" + NotNull.safely(notNull.get().object());
        }
        Optional<Constraint> check =
                step.added(ObjectKind.CONSTRAINT)
                        .filter(it -> it.object().relation().equals(table))
                        .map(Constraint::of)
                        .filter(it -> it.kind() == Constraint.Kind.CHECK)
                        .findFirst();
        if (check.isPresent()) {
            return later(check.get());
        }
        boolean heldSince = file.together() && step.held().containsKey(table);
        return heldSince
                ? "-- file 1, before this one ends its transaction; and this statement in a file of"
                        + " its own:\n"
                        + step.measured().statement().text().strip()
                        + ";"
                : "Put a constraint NOT VALID, validate it in a statement of its own, and let it"
                        + " prove what this statement would read the table for.";
    }

    /** The same constraint in two steps, the second of which lets others pass. */
    static String later(Constraint it) {
        return """
               -- file 1:
               -- surefoot: phase=contract transaction=statement
               ALTER TABLE %1$s ADD CONSTRAINT %2$s %3$s NOT VALID;
               ALTER TABLE %1$s VALIDATE CONSTRAINT %2$s;"""
                .formatted(
                        Names.relation(it.object()),
                        Names.own(it.object()),
                        it.definition().replaceAll(" NOT VALID$", ""));
    }
}
