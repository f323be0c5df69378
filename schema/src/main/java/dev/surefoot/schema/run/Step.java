package dev.surefoot.schema.run;

import dev.surefoot.schema.migration.Header.SyncSpec;
import dev.surefoot.schema.migration.Statement;

import java.util.List;

/** What runs in one transaction, or by itself outside of one. */
sealed interface Step {
    /** Statements of the file. */
    record Run(List<Statement> statements) implements Step {
        public Run {
            statements = List.copyOf(statements);
        }
    }

    /**
     * A table's trigger that keeps columns in step.
     *
     * @param number in the journal; beyond those of statements
     */
    record Sync(int number, String table, List<SyncSpec> specs) implements Step {
        /** Numbers from here on are no statements'. */
        static final int FIRST = 1_000_000;

        public Sync {
            specs = List.copyOf(specs);
        }
    }

    /** The numbers under which it stands in the journal. */
    default List<Integer> numbers() {
        return switch (this) {
            case Run(List<Statement> statements) ->
                    statements.stream().map(Statement::number).toList();
            case Sync sync -> List.of(sync.number());
        };
    }

    /** For people. */
    default String shown() {
        return switch (this) {
            case Run(List<Statement> statements) ->
                    statements.size() == 1
                            ? "line " + statements.getFirst().line()
                            : "lines "
                                    + statements.getFirst().line()
                                    + " to "
                                    + statements.getLast().line();
            case Sync sync -> "trigger on " + sync.table();
        };
    }
}
