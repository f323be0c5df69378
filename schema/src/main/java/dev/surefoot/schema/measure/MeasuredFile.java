package dev.surefoot.schema.measure;

import dev.surefoot.schema.fact.CatalogObject;
import dev.surefoot.schema.fact.Fact;
import dev.surefoot.schema.fact.SqlError;
import dev.surefoot.schema.migration.MigrationFile;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the statements of one file did.
 *
 * @param statements in order; after one that failed there are no more
 * @param rolesMade roles that were missing and were made, without login, for the file to run
 * @param notes what else was done for the file to run, in words
 */
public record MeasuredFile(
        MigrationFile file,
        List<MeasuredStatement> statements,
        List<String> rolesMade,
        List<String> notes) {
    public MeasuredFile {
        statements = List.copyOf(statements);
        rolesMade = List.copyOf(rolesMade);
        notes = List.copyOf(notes);
    }

    /** Whether all of it now stands in the database. */
    public boolean applied() {
        return error().isEmpty();
    }

    /** Why it does not. */
    public Optional<SqlError> error() {
        return statements.stream().flatMap(each -> each.error().stream()).findFirst();
    }

    /** The facts of all statements, in order. */
    public List<Fact> facts() {
        return statements.stream().flatMap(each -> each.facts().stream()).toList();
    }

    /** Relations that it made, by {@code schema.name}: nobody uses them yet. */
    public Set<String> made() {
        return facts().stream()
                .filter(Fact.Added.class::isInstance)
                .map(fact -> ((Fact.Added) fact).object())
                .filter(object -> object.kind().relation())
                .map(CatalogObject::qualified)
                .collect(Collectors.toUnmodifiableSet());
    }
}
