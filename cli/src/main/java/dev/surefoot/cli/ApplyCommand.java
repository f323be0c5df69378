package dev.surefoot.cli;

import dev.surefoot.server.api.Answers;
import dev.surefoot.server.api.Requests;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code surefoot apply FILE…}: policies first, then services with the files they name. */
@Command(
        name = "apply",
        description =
                "Apply policy.yaml and surefoot.yaml, with the configuration files they name.")
final class ApplyCommand implements Callable<Integer> {
    /** Only tells the files apart and finds what to send along; the server reads them whole. */
    private static final Pattern POLICY = Pattern.compile("(?m)^kind:\\s*[\"']?Policy\\b");

    private static final Pattern CONFIG =
            Pattern.compile("(?m)^\\s*-?\\s*config:\\s*[\"']?([^\"'#\\s]+)");

    @Mixin Connection connection = new Connection();

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "policy.yaml, surefoot.yaml")
    List<Path> files = new ArrayList<>();

    @Override
    public Integer call() {
        Map<Path, String> policies = new TreeMap<>();
        Map<Path, String> services = new TreeMap<>();
        for (Path file : files) {
            String text = Inputs.text(file);
            (POLICY.matcher(text).find() ? policies : services).put(file, text);
        }
        ApiClient client = connection.client();
        Output output = new Output(connection.json);
        List<Answers.Applied> done = new ArrayList<>();
        policies.forEach((file, text) -> done.add(applyPolicy(client, file, text)));
        services.forEach((file, text) -> done.add(applyService(client, file, text)));
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

    private static Answers.Applied applyPolicy(ApiClient client, Path file, String text) {
        return client.put(
                "/policy", new Requests.ApplyPolicy(file.toString(), text), Answers.Applied.class);
    }

    private static Answers.Applied applyService(ApiClient client, Path file, String text) {
        Map<String, String> configs = new TreeMap<>();
        Matcher named = CONFIG.matcher(text);
        while (named.find()) {
            String name = named.group(1);
            Path config = file.toAbsolutePath().resolveSibling(name);
            configs.put(name, Base64.getEncoder().encodeToString(config(file, config)));
        }
        return client.put(
                "/services",
                new Requests.ApplyService(file.toString(), text, configs),
                Answers.Applied.class);
    }

    private static byte[] config(Path file, Path config) {
        try {
            return Files.readAllBytes(config);
        } catch (NoSuchFileException e) {
            throw new Failed(
                    ExitCode.UNREADABLE,
                    file
                            + " names the configuration file "
                            + config
                            + ", which does not exist;"
                            + " paths are relative to the file that names them");
        } catch (IOException e) {
            throw new Failed(ExitCode.UNREADABLE, "cannot read " + config + ": " + e.getMessage());
        }
    }
}
