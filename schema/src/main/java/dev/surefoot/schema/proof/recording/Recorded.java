package dev.surefoot.schema.proof.recording;

import dev.surefoot.schema.proof.statement.AppStatement;

import java.util.List;

/**
 * What was recorded.
 *
 * @param statements in the order in which they began
 * @param schemaChanges statements that change the schema, which are left out
 * @param unreadable statements left out because the log does not tell their values or their end
 */
public record Recorded(List<AppStatement> statements, int schemaChanges, int unreadable) {
    public Recorded {
        statements = List.copyOf(statements);
    }
}
