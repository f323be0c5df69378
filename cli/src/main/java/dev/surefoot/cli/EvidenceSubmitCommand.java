package dev.surefoot.cli;

import dev.surefoot.server.api.Answers.EvidenceStored;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** {@code surefoot evidence submit --digest sha256:… FILE…}. */
@Command(name = "submit", description = "Submit reports about an artifact.")
final class EvidenceSubmitCommand implements Callable<Integer> {
    @Mixin Connection connection = new Connection();

    @Option(names = "--digest", required = true, paramLabel = "sha256:…")
    String digest = "";

    @Option(names = "--suite", paramLabel = "NAME", description = "The suite of test reports.")
    String suite = "";

    @Option(
            names = "--database-as-of",
            paramLabel = "TIME",
            description = "Date of the scanner's database, if the file does not say.")
    @Nullable Instant databaseAsOf;

    @Parameters(arity = "1..*", paramLabel = "FILE")
    List<Path> files = new ArrayList<>();

    @Override
    public Integer call() {
        Output output = new Output(connection.json);
        EvidenceStored stored =
                Evidence.submit(connection.client(), digest, files, suite, databaseAsOf);
        Evidence.print(output, stored);
        output.result(stored);
        return Evidence.inconclusive(stored) ? ExitCode.UNDECIDED : ExitCode.YES;
    }
}
