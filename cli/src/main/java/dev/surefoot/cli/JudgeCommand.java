package dev.surefoot.cli;

import picocli.CommandLine.Command;

/** {@code surefoot judge run}. */
@Command(
        name = "judge",
        description = "Is the canary worse? On data of your own.",
        subcommands = {JudgeRunCommand.class})
final class JudgeCommand {}
