package dev.surefoot.schema.rule;

import dev.surefoot.schema.fact.Fact;
import dev.surefoot.schema.fact.ObjectKind;

import java.util.stream.Stream;

/** Columns that a statement gives another type, and what that means; see {@link TypeChange}. */
record Retyping(Fact.Changed it, TypeChange change) {
    static Stream<Retyping> of(FileView file, Step step) {
        return step.changed(ObjectKind.COLUMN, "type")
                .map(it -> new Retyping(it, change(file.world(), step, it)))
                .filter(it -> it.change != TypeChange.NONE);
    }

    /** Whether the running version may be told of it, or fail by it. */
    boolean takes() {
        return switch (change) {
            case VISIBLE, NARROWED -> true;
            case NONE, WIDER_TEXT -> false;
        };
    }

    /** A domain's values come over the wire as those of the type that it is over. */
    private static TypeChange change(World world, Step step, Fact.Changed it) {
        String from = Domains.before(world).base(it.from());
        String to = Domains.after(world).base(it.to());
        TypeChange change = TypeChange.between(from, to);
        boolean plain = from.equals(it.from()) && to.equals(it.to());
        if (plain || change != TypeChange.NONE) {
            return change;
        }
        // The server looks at each value only where a domain asks for more than its type does.
        return step.rewrittenTables().isEmpty() && !Domains.after(world).notNull(it.to())
                ? TypeChange.WIDER_TEXT
                : TypeChange.NARROWED;
    }
}
