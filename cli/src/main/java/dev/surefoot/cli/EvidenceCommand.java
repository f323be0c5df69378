package dev.surefoot.cli;

import picocli.CommandLine.Command;

/** {@code surefoot evidence submit|inspect|verify}. */
@Command(
        name = "evidence",
        description = "What was found out about an artifact.",
        subcommands = {
            EvidenceSubmitCommand.class,
            EvidenceInspectCommand.class,
            EvidenceVerifyCommand.class
        })
final class EvidenceCommand {}
