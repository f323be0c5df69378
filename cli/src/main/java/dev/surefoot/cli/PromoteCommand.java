package dev.surefoot.cli;

import dev.surefoot.server.api.PromotionView;
import dev.surefoot.server.api.Requests;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code surefoot promote SERVICE ENVIRONMENT}: blocks until it ended. */
@Command(
        name = "promote",
        description = "Promote a candidate into an environment and follow it until it ended.",
        footer = {
            "",
            "Exit codes: 0 complete, 3 refused or rolled back, 4 held or evidence missing.",
            "Ctrl-C detaches; the promotion goes on."
        })
final class PromoteCommand implements Callable<Integer> {
    @Mixin Connection connection = new Connection();

    @Mixin Place place = new Place();

    @Option(
            names = "--candidate",
            paramLabel = "ID",
            description = "The candidate's id or the end of it; else the service's newest.")
    @Nullable String candidate;

    @Option(names = "--first", description = "There is nothing to go back to, and that is known.")
    boolean first;

    @Option(names = "--detach", description = "Return at once; follow with 'surefoot watch'.")
    boolean detach;

    @Override
    public Integer call() {
        ApiClient client = connection.client();
        Output output = new Output(connection.json);
        PromotionView promotion =
                client.post(
                        "/promotions",
                        new Requests.CreatePromotion(
                                place.service,
                                place.environment,
                                Optional.ofNullable(candidate),
                                first),
                        PromotionView.class);
        output.line(
                "promotion "
                        + Output.brief(promotion.id())
                        + ": candidate "
                        + Output.brief(promotion.candidate())
                        + " of "
                        + place.service
                        + " to "
                        + place.environment);
        if (detach) {
            output.result(promotion);
            return ExitCode.YES;
        }
        PromotionView ended = new PromotionFollower(client, output).follow(promotion.id());
        Ending.print(output, ended);
        output.result(ended);
        return PromotionFollower.exitCode(ended);
    }
}
