package dev.surefoot.cli;

import dev.surefoot.server.api.RouterView;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.util.concurrent.Callable;

/** {@code surefoot router print SERVICE ENVIRONMENT}. */
@Command(name = "print", description = "The configuration that HAProxy needs, to be pasted.")
final class RouterPrintCommand implements Callable<Integer> {
    @Mixin Connection connection = new Connection();

    @Mixin Place place = new Place();

    @Override
    public Integer call() {
        RouterView.Configuration printed =
                connection.client().get(place.path("/router"), RouterView.Configuration.class);
        Output output = new Output(connection.json);
        // All of it may be pasted as it is: what is said to people are comments.
        output.line("# Before HAProxy starts these files must be there; the server writes them:");
        printed.maps().forEach(file -> output.line("#   touch " + file.path()));
        output.line("# Then paste what follows, reload, and run");
        output.line("#   surefoot router check " + place);
        output.line("");
        output.line(printed.shared());
        output.line(printed.own().stripTrailing());
        output.result(printed);
        return ExitCode.YES;
    }
}
