package dev.surefoot.cli;

import picocli.CommandLine.Command;

/** {@code surefoot promotion list|show|watch|answer}. */
@Command(
        name = "promotion",
        description = "Look at promotions, and answer what one asks.",
        subcommands = {
            PromotionListCommand.class,
            PromotionShowCommand.class,
            PromotionWatchCommand.class,
            PromotionAnswerCommand.class
        })
final class PromotionCommand {}
