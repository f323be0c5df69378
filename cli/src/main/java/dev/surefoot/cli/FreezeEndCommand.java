package dev.surefoot.cli;

import dev.surefoot.server.api.FreezeView;
import dev.surefoot.server.json.Json;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.util.concurrent.Callable;

/** {@code surefoot freeze end ID}. */
@Command(name = "end", description = "End a freeze before its time.")
final class FreezeEndCommand implements Callable<Integer> {
    @Mixin Connection connection = new Connection();

    @Parameters(paramLabel = "ID", description = "The freeze's id, or the end of it.")
    String id = "";

    @Override
    public Integer call() {
        FreezeView freeze =
                connection
                        .client()
                        .post(
                                "/freezes/" + ApiClient.segment(id) + "/end",
                                Json.MAPPER.createObjectNode(),
                                FreezeView.class);
        Output output = new Output(connection.json);
        output.line("ended: the freeze of " + freeze.scope() + " (" + freeze.reason() + ")");
        output.result(freeze);
        return ExitCode.YES;
    }
}
