package dev.surefoot.cli;

import dev.surefoot.server.api.Answers;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** {@code surefoot apply FILE…}: policies first, then services with the files they name. */
@Command(
        name = "apply",
        description =
                "Apply policy.yaml and surefoot.yaml, with the configuration files they name.")
final class ApplyCommand implements Callable<Integer> {
    @Mixin Connection connection = new Connection();

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "policy.yaml, surefoot.yaml")
    List<Path> files = new ArrayList<>();

    @Override
    public Integer call() {
        List<Path> policies = new ArrayList<>();
        List<Path> services = new ArrayList<>();
        for (Path file : files) {
            (Apply.isPolicy(Inputs.text(file)) ? policies : services).add(file);
        }
        ApiClient client = connection.client();
        Output output = new Output(connection.json);
        List<Answers.Applied> done = new ArrayList<>();
        policies.forEach(file -> done.add(Apply.policy(client, file)));
        services.forEach(file -> done.add(Apply.service(client, file)));
        for (Answers.Applied applied : done) {
            output.line(
                    applied.kind()
                            + " "
                            + applied.name()
                            + ": version "
                            + applied.version()
                            + (applied.changed() ? " applied" : ", unchanged"));
        }
        output.result(done);
        return ExitCode.YES;
    }
}
