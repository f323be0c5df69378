package dev.surefoot.cli;

import dev.surefoot.server.api.PromotionView;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.util.concurrent.Callable;

/** {@code surefoot promotion show ID}: its story so far, and what each gate says. */
@Command(name = "show", description = "One promotion: its story, its verdicts, its evidence.")
final class PromotionShowCommand implements Callable<Integer> {
    @Mixin Connection connection = new Connection();

    @Parameters(paramLabel = "ID", description = "The promotion's id, or the end of it.")
    String id = "";

    @Override
    public Integer call() {
        PromotionView view =
                connection
                        .client()
                        .get("/promotions/" + ApiClient.segment(id), PromotionView.class);
        Output output = new Output(connection.json);
        output.line(
                "promotion "
                        + view.id()
                        + " of "
                        + view.service()
                        + " in "
                        + view.environment()
                        + ", candidate "
                        + Output.brief(view.candidate()));
        view.promised().stream()
                .filter(line -> view.events().stream().noneMatch(it -> it.why().contains(line)))
                .forEach(line -> output.line("  promised  " + line));
        PromotionFollower.story(output, view);
        Ending.print(output, view);
        output.result(view);
        return ExitCode.YES;
    }
}
