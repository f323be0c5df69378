package dev.surefoot.cli;

import picocli.CommandLine.Command;

/** {@code surefoot judge}: what needs no server. */
@Command(
        name = "judge",
        description = "Is the canary worse? On data of your own.",
        subcommands = {JudgeRunCommand.class, JudgePlanCommand.class})
final class JudgeCommand {}
