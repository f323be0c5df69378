package dev.surefoot.cli;

import picocli.CommandLine.Command;

/** {@code surefoot token create|list|revoke}. */
@Command(
        name = "token",
        description = "Say who may do what, and where.",
        subcommands = {TokenCreateCommand.class, TokenListCommand.class, TokenRevokeCommand.class})
final class TokenCommand {}
