package dev.surefoot.schema.proof;

import dev.surefoot.schema.proof.statement.AppStatement;
import dev.surefoot.schema.proof.statement.Statements;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a matrix is proved with.
 *
 * @param old the statements of the version that runs now
 * @param fresh those of the version to come
 * @param typing how parameters without a type are sent
 */
public record Versions(Statements old, Statements fresh, Typing typing) {

    /** With parameters as drivers send text. */
    public static Versions of(Statements old, Statements fresh) {
        return new Versions(old, fresh, Typing.INFERRED);
    }

    List<AppStatement> all() {
        return Stream.concat(old.all().stream(), fresh.all().stream()).toList();
    }
}
