package dev.surefoot.cli;

import dev.surefoot.server.api.PromotionView;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.util.concurrent.Callable;

/** {@code surefoot watch SERVICE ENVIRONMENT}: the promotion under way, or the last one. */
@Command(name = "watch", description = "Follow the promotion under way; answers like 'promote'.")
final class WatchCommand implements Callable<Integer> {
    @Mixin Connection connection = new Connection();

    @Mixin Place place = new Place();

    @Override
    public Integer call() {
        ApiClient client = connection.client();
        Output output = new Output(connection.json);
        PromotionView newest = client.get(place.path("/promotion"), PromotionView.class);
        PromotionView ended = new PromotionFollower(client, output).follow(newest.id());
        Ending.print(output, ended);
        output.result(ended);
        return PromotionFollower.exitCode(ended);
    }
}
