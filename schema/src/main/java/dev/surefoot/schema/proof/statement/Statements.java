package dev.surefoot.schema.proof.statement;

import java.util.List;

/**
 * The statements of one version of an application.
 *
 * @param sha256 of their file's bytes, lower-case hexadecimal
 */
public record Statements(StatementSource source, String sha256, List<AppStatement> all) {
    public Statements {
        all = List.copyOf(all);
    }

    /** Of a version whose statements nobody gave. */
    public static Statements missing() {
        return new Statements(StatementSource.FILE, "", List.of());
    }

    /** Whether there are none: then nothing can be proved with them. */
    public boolean isEmpty() {
        return all.isEmpty();
    }
}
