package dev.surefoot.cli;

import picocli.CommandLine.Command;

/** {@code surefoot router}. */
@Command(
        name = "router",
        description = "The HAProxy that divides a service's traffic.",
        subcommands = {RouterPrintCommand.class, RouterCheckCommand.class})
final class RouterCommand {}
