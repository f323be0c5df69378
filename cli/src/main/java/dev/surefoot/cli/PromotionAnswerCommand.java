package dev.surefoot.cli;

import dev.surefoot.server.api.PromotionView;
import dev.surefoot.server.api.Requests;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.concurrent.Callable;

/** {@code surefoot promotion answer ID --go-on|--go-back}: to one that asks somebody. */
@Command(
        name = "answer",
        description = "Let a promotion go on that asks somebody, or take it back.")
final class PromotionAnswerCommand implements Callable<Integer> {
    @Mixin Connection connection = new Connection();

    @Parameters(paramLabel = "ID", description = "The promotion's id, or the end of it.")
    String id = "";

    @Option(names = "--go-on", description = "Gather evidence for another deadline's time.")
    boolean goOn;

    @Option(names = "--go-back", description = "Take the version back.")
    boolean goBack;

    @Option(names = "--reason", paramLabel = "TEXT", description = "For the ledger and the team.")
    String reason = "by hand";

    @Override
    public Integer call() {
        if (goOn == goBack) {
            throw new Failed(ExitCode.UNREADABLE, "say one of --go-on and --go-back");
        }
        ApiClient client = connection.client();
        String path = "/promotions/" + ApiClient.segment(id);
        PromotionView seen = client.get(path, PromotionView.class);
        PromotionView now =
                client.postIfMatch(
                        path + "/answer",
                        new Requests.Answer(goOn ? "GO_ON" : "GO_BACK", reason),
                        seen.version(),
                        PromotionView.class);
        Output output = new Output(connection.json);
        output.line("promotion " + Output.brief(now.id()) + " is " + now.state());
        output.result(now);
        return ExitCode.YES;
    }
}
