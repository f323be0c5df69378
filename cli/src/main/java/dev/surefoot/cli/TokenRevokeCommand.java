package dev.surefoot.cli;

import dev.surefoot.server.api.Answers;
import dev.surefoot.server.json.Json;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.util.concurrent.Callable;

/** {@code surefoot token revoke NAME}. */
@Command(name = "revoke", description = "Let a token do nothing any more, at once.")
final class TokenRevokeCommand implements Callable<Integer> {
    @Mixin Connection connection = new Connection();

    @Parameters(paramLabel = "NAME")
    String name = "";

    @Override
    public Integer call() {
        Answers.TokenView revoked =
                connection
                        .client()
                        .post(
                                "/tokens/" + ApiClient.segment(name) + "/revoke",
                                Json.MAPPER.createObjectNode(),
                                Answers.TokenView.class);
        Output output = new Output(connection.json);
        output.line("revoked: " + revoked.name());
        output.result(revoked);
        return ExitCode.YES;
    }
}
