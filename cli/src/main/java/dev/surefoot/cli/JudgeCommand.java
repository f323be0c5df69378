package dev.surefoot.cli;

import picocli.CommandLine.Command;

/** {@code surefoot judge run}, {@code plan} and {@code aa}. */
@Command(
        name = "judge",
        description = "Is the canary worse? And how often is that said wrongly?",
        subcommands = {JudgeRunCommand.class, JudgePlanCommand.class, JudgeAaCommand.class})
final class JudgeCommand {}
