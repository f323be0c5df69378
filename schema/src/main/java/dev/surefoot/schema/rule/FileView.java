package dev.surefoot.schema.rule;

import dev.surefoot.schema.fact.CatalogObject;
import dev.surefoot.schema.fact.Fact;
import dev.surefoot.schema.fact.LockMode;
import dev.surefoot.schema.fact.ObjectKind;
import dev.surefoot.schema.measure.MeasuredFile;
import dev.surefoot.schema.measure.MeasuredStatement;
import dev.surefoot.schema.migration.Header;
import dev.surefoot.schema.migration.MigrationFile;
import dev.surefoot.schema.migration.Phase;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A file's measured statements, as the rules look at them. Immutable. */
record FileView(MigrationFile file, World world, List<Step> steps) {
    static FileView of(MeasuredFile measured, World world) {
        List<Step> steps = new ArrayList<>();
        Fresh fresh = Fresh.NOTHING;
        Map<String, LockMode> held = new HashMap<>();
        boolean together = measured.file().wrapping() == MigrationFile.Wrapping.FILE;
        for (MeasuredStatement each : measured.statements()) {
            Step step = new Step(each, fresh, together ? held : Map.of());
            steps.add(step);
            step.locks().forEach(it -> held.merge(it.relation(), it.mode(), FileView::stronger));
            fresh = fresh.after(each.facts());
        }
        return new FileView(measured.file(), world, List.copyOf(steps));
    }

    private static LockMode stronger(LockMode one, LockMode other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    Header header() {
        return file.header();
    }

    /** Whether the file says that it runs when no old version is left. */
    boolean declaredContract() {
        return header().phase().equals(Optional.of(Phase.CONTRACT));
    }

    /** Whether its statements share one transaction. */
    boolean together() {
        return file.wrapping() == MigrationFile.Wrapping.FILE;
    }

    <F extends Fact> Stream<F> facts(Class<F> kind) {
        return steps.stream().flatMap(step -> step.facts(kind));
    }

    /** Whether the file makes something of these kinds under this name, first or again. */
    boolean makes(CatalogObject name, ObjectKind... kinds) {
        Predicate<CatalogObject> same =
                it -> List.of(kinds).contains(it.kind()) && it.qualified().equals(name.qualified());
        return facts(Fact.Added.class).map(Fact.Added::object).anyMatch(same)
                || facts(Fact.Renamed.class).map(Fact.Renamed::to).anyMatch(same);
    }

    Finding finding(Rule rule, Severity severity, Step step, Finding.Words words) {
        return new Finding(
                rule, severity, file.path(), step.line(), rule.recovery(), words, Optional.empty());
    }

    Finding inconclusive(Rule rule, Step step, Finding.Words words, Unknown missing) {
        return new Finding(
                rule,
                Severity.INCONCLUSIVE,
                file.path(),
                step.line(),
                rule.recovery(),
                words,
                Optional.of(missing));
    }
}
