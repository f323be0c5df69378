package dev.surefoot.cli;

import dev.surefoot.server.api.StatusView;
import dev.surefoot.server.api.StatusView.EnvironmentView;
import dev.surefoot.server.api.StatusView.ServiceView;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.util.Locale;
import java.util.concurrent.Callable;

/** {@code surefoot status [SERVICE [ENVIRONMENT]]}. */
@Command(name = "status", description = "What runs where, since when, and can it go back?")
final class StatusCommand implements Callable<Integer> {
    @Mixin Connection connection = new Connection();

    @Parameters(index = "0", arity = "0..1", paramLabel = "SERVICE")
    @Nullable String service;

    @Parameters(index = "1", arity = "0..1", paramLabel = "ENVIRONMENT")
    @Nullable String environment;

    @Override
    public Integer call() {
        StringBuilder path = new StringBuilder("/status");
        if (service != null) {
            path.append("?service=").append(ApiClient.query(service));
        }
        if (environment != null) {
            path.append("&environment=").append(ApiClient.query(environment));
        }
        StatusView status = connection.client().get(path.toString(), StatusView.class);
        Output output = new Output(connection.json);
        if (status.services().isEmpty()) {
            output.line("no service yet: 'surefoot apply policy.yaml surefoot.yaml' brings one");
        }
        for (ServiceView one : status.services()) {
            output.line(one.service() + " (" + one.owner() + ")");
            one.environments().forEach(place -> print(output, place));
        }
        output.result(status);
        return ExitCode.YES;
    }

    private static void print(Output output, EnvironmentView place) {
        output.line("  " + place.environment() + "  " + place.url());
        place.running()
                .ifPresentOrElse(
                        running -> {
                            output.line(
                                    "    runs      candidate "
                                            + Output.brief(running.candidate())
                                            + ", commit "
                                            + Output.brief(running.commit())
                                            + ", "
                                            + Output.brief(running.artifact())
                                            + ", since "
                                            + running.since());
                            output.line(
                                    "    slot      "
                                            + running.slot().toLowerCase(Locale.ROOT)
                                            + ", "
                                            + running.instancesReady()
                                            + " of "
                                            + running.instances()
                                            + " instances ready");
                        },
                        () -> output.line("    runs      nothing yet"));
        output.line("    way back  " + place.wayBack());
        place.schema()
                .ifPresent(
                        schema -> {
                            output.line(
                                    "    schema    "
                                            + schema.state().toLowerCase(Locale.ROOT)
                                            + (schema.waitingFor().isEmpty()
                                                    ? ""
                                                    : ", waiting for " + schema.waitingFor()));
                            output.line(
                                    "    oldest    "
                                            + schema.oldest()
                                                    .map(
                                                            digest ->
                                                                    Output.brief(digest)
                                                                            + " still runs on this"
                                                                            + " schema; versions"
                                                                            + " before are out of"
                                                                            + " reach")
                                                    .orElse(
                                                            "every version that ran here still"
                                                                    + " runs on this schema"));
                        });
        place.promotion()
                .ifPresent(
                        promotion ->
                                output.line(
                                        "    promotion "
                                                + Output.brief(promotion.id())
                                                + " "
                                                + promotion.state().toLowerCase(Locale.ROOT)
                                                + " at "
                                                + Output.percent(promotion.shareBp())
                                                + ", waiting for "
                                                + promotion.waitingFor()));
    }
}
