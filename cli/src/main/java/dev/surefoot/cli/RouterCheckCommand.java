package dev.surefoot.cli;

import dev.surefoot.server.api.RouterView;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.util.Locale;
import java.util.concurrent.Callable;

/** {@code surefoot router check SERVICE ENVIRONMENT}. */
@Command(name = "check", description = "Is HAProxy ready for a release? Names what is missing.")
final class RouterCheckCommand implements Callable<Integer> {
    @Mixin Connection connection = new Connection();

    @Mixin Place place = new Place();

    @Override
    public Integer call() {
        RouterView.Check check =
                connection.client().get(place.path("/router/check"), RouterView.Check.class);
        Output output = new Output(connection.json);
        for (RouterView.CheckedView each : check.findings()) {
            output.line(
                    "%-11s %s: %s"
                            .formatted(
                                    each.verdict().toLowerCase(Locale.ROOT),
                                    each.what(),
                                    each.detail()));
            if (!each.fix().isEmpty()) {
                output.line("            -> " + each.fix());
            }
        }
        output.line(
                check.ready()
                        ? "ready for a release"
                        : check.reachable() ? "not ready" : "HAProxy does not answer");
        output.result(check);
        if (check.ready()) {
            return ExitCode.YES;
        }
        return check.reachable() ? ExitCode.NO : ExitCode.COULD_NOT;
    }
}
