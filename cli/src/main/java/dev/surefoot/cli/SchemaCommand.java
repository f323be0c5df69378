package dev.surefoot.cli;

import picocli.CommandLine.Command;

/** {@code surefoot schema check} and the others: what a change does to a database, and back. */
@Command(
        name = "schema",
        description = "What does a change do to a PostgreSQL database, and can it be undone?",
        subcommands = {
            SchemaCheckCommand.class,
            SchemaRehearseCommand.class,
            SchemaRecordCommand.class,
            SchemaPlanCommand.class,
            SchemaExpandCommand.class,
            SchemaBackfillCommand.class,
            SchemaContractCommand.class,
            SchemaStatusCommand.class,
            SchemaUndoCommand.class
        })
final class SchemaCommand {}
