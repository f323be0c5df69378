package dev.surefoot.cli;

import dev.surefoot.server.api.Answers;
import dev.surefoot.server.api.Requests;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code surefoot token create NAME --role ROLE[@ENVIRONMENT]}: printed once, kept nowhere. */
@Command(name = "create", description = "Make a token. It is printed once and kept nowhere.")
final class TokenCreateCommand implements Callable<Integer> {
    @Mixin Connection connection = new Connection();

    @Parameters(paramLabel = "NAME", description = "Who or what holds it; the ledger names it.")
    String name = "";

    @Option(
            names = "--role",
            required = true,
            paramLabel = "ROLE[@ENVIRONMENT]",
            description =
                    "viewer, developer, releaser, operator or admin; everywhere unless an"
                            + " environment is named. May be given more than once.")
    List<String> roles = new ArrayList<>();

    @Option(names = "--person", paramLabel = "E-MAIL", description = "Whose personal token it is.")
    @Nullable String person;

    @Override
    public Integer call() {
        Answers.TokenMade made =
                connection
                        .client()
                        .post(
                                "/tokens",
                                new Requests.CreateToken(name, roles, Optional.ofNullable(person)),
                                Answers.TokenMade.class);
        Output output = new Output(connection.json);
        output.line(made.token());
        output.line(
                "token "
                        + made.name()
                        + " may act as "
                        + String.join(", ", made.grants())
                        + "; pass it as SUREFOOT_TOKEN");
        output.result(made);
        return ExitCode.YES;
    }
}
