package dev.surefoot.cli;

import dev.surefoot.server.api.FreezeView;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.util.concurrent.Callable;

/** {@code surefoot freeze list}. */
@Command(name = "list", description = "Every freeze that holds now.")
final class FreezeListCommand implements Callable<Integer> {
    @Mixin Connection connection = new Connection();

    @Override
    public Integer call() {
        FreezeView.All all = connection.client().get("/freezes", FreezeView.All.class);
        Output output = new Output(connection.json);
        if (all.freezes().isEmpty()) {
            output.line("nothing is frozen");
        }
        all.freezes().forEach(freeze -> output.line(line(freeze)));
        output.result(all);
        return ExitCode.YES;
    }

    static String line(FreezeView freeze) {
        return Output.brief(freeze.id())
                + "  "
                + freeze.scope()
                + " until "
                + freeze.until()
                + ", by "
                + freeze.startedBy()
                + ": "
                + freeze.reason();
    }
}
