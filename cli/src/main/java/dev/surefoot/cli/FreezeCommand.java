package dev.surefoot.cli;

import picocli.CommandLine.Command;

/** {@code surefoot freeze start|end|list}. */
@Command(
        name = "freeze",
        description = "Hold what would start or grow. Judging and rollback go on.",
        subcommands = {FreezeStartCommand.class, FreezeEndCommand.class, FreezeListCommand.class})
final class FreezeCommand {}
