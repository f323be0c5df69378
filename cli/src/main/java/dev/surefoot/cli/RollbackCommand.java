package dev.surefoot.cli;

import dev.surefoot.server.api.PromotionView;
import dev.surefoot.server.api.Requests;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code surefoot rollback SERVICE ENVIRONMENT}: at once, whatever gates or judges say. */
@Command(
        name = "rollback",
        description = "Take the newest version out of traffic, at once; before exposure, cancel.",
        footer = {"", "Exit codes: 0 taken back or cancelled, 3 there is nothing to take back."})
final class RollbackCommand implements Callable<Integer> {
    @Mixin Connection connection = new Connection();

    @Mixin Place place = new Place();

    @Option(names = "--reason", paramLabel = "TEXT", description = "For the ledger and the team.")
    String reason = "by hand";

    @Option(names = "--detach", description = "Return as soon as it is decided.")
    boolean detach;

    @Override
    public Integer call() {
        ApiClient client = connection.client();
        Output output = new Output(connection.json);
        PromotionView promotion =
                client.post(
                        place.path("/rollback"),
                        new Requests.Rollback(Optional.of(reason)),
                        PromotionView.class);
        if (detach) {
            output.result(promotion);
            return ExitCode.YES;
        }
        PromotionView ended = new PromotionFollower(client, output).follow(promotion.id());
        Ending.print(output, ended);
        output.result(ended);
        boolean back = ended.outcome().equals("ROLLED_BACK") || ended.outcome().equals("FAILED");
        return back ? ExitCode.YES : ExitCode.NO;
    }
}
