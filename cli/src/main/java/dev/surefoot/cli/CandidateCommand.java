package dev.surefoot.cli;

import picocli.CommandLine.Command;

/** {@code surefoot candidate create|show}. */
@Command(
        name = "candidate",
        description = "Hand over what was built, or look at it.",
        subcommands = {CandidateCreateCommand.class, CandidateShowCommand.class})
final class CandidateCommand {}
