package dev.surefoot.cli;

import dev.surefoot.server.api.Answers;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.util.concurrent.Callable;

/** {@code surefoot token list}. */
@Command(name = "list", description = "Every token, what it may do, and since when.")
final class TokenListCommand implements Callable<Integer> {
    @Mixin Connection connection = new Connection();

    @Override
    public Integer call() {
        Answers.Tokens all = connection.client().get("/tokens", Answers.Tokens.class);
        Output output = new Output(connection.json);
        all.tokens().forEach(token -> output.line(line(token)));
        output.result(all);
        return ExitCode.YES;
    }

    private static String line(Answers.TokenView token) {
        return token.name()
                + "  "
                + String.join(", ", token.grants())
                + token.person().map("  "::concat).orElse("")
                + "  since "
                + token.createdAt()
                + token.revokedAt().map(at -> "  revoked at " + at).orElse("");
    }
}
