package dev.surefoot.cli;

import dev.surefoot.server.api.PromotionView;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.util.concurrent.Callable;

/** {@code surefoot promotion watch ID}. */
@Command(name = "watch", description = "Follow one promotion; answers like 'promote'.")
final class PromotionWatchCommand implements Callable<Integer> {
    @Mixin Connection connection = new Connection();

    @Parameters(paramLabel = "ID", description = "The promotion's id, or the end of it.")
    String id = "";

    @Override
    public Integer call() {
        Output output = new Output(connection.json);
        PromotionView ended =
                new PromotionFollower(connection.client(), output).follow(ApiClient.query(id));
        Ending.print(output, ended);
        output.result(ended);
        return PromotionFollower.exitCode(ended);
    }
}
