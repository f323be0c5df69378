package dev.surefoot.cli;

import dev.surefoot.server.api.Answers;
import dev.surefoot.server.api.PromotionView;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.Locale;
import java.util.concurrent.Callable;

/** {@code surefoot promotion list SERVICE ENVIRONMENT}. */
@Command(name = "list", description = "The last promotions there, newest first.")
final class PromotionListCommand implements Callable<Integer> {
    @Mixin Connection connection = new Connection();

    @Mixin Place place = new Place();

    @Option(names = "--limit", paramLabel = "N", description = "${DEFAULT-VALUE} unless said.")
    int limit = 20;

    @Override
    public Integer call() {
        Answers.Promotions all =
                connection
                        .client()
                        .get(
                                "/promotions?service="
                                        + ApiClient.query(place.service)
                                        + "&environment="
                                        + ApiClient.query(place.environment)
                                        + "&limit="
                                        + limit,
                                Answers.Promotions.class);
        Output output = new Output(connection.json);
        if (all.promotions().isEmpty()) {
            output.line("no promotion of " + place.service + " in " + place.environment + " yet");
        }
        all.promotions().forEach(one -> output.line(line(one)));
        output.result(all);
        return ExitCode.YES;
    }

    private static String line(PromotionView one) {
        return Output.brief(one.id())
                + "  "
                + one.requestedAt()
                + String.format("  %-12s", one.state().toLowerCase(Locale.ROOT).replace('_', ' '))
                + "  candidate "
                + Output.brief(one.candidate())
                + ", commit "
                + Output.brief(one.commit())
                + ", by "
                + one.requestedBy();
    }
}
