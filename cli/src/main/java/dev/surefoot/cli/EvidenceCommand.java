package dev.surefoot.cli;

import picocli.CommandLine.Command;

/** {@code surefoot evidence submit}. */
@Command(
        name = "evidence",
        description = "What was found out about an artifact.",
        subcommands = EvidenceSubmitCommand.class)
final class EvidenceCommand {}
