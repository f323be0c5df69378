package dev.surefoot.cli;

import dev.surefoot.server.api.FreezeView;
import dev.surefoot.server.api.Requests;
import dev.surefoot.server.time.Spans;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code surefoot freeze start}: what is not named is meant in full, so all of it is said. */
@Command(name = "start", description = "Let nothing start or grow, until a time that is named.")
final class FreezeStartCommand implements Callable<Integer> {
    @Mixin Connection connection = new Connection();

    @Option(names = "--service", paramLabel = "SERVICE")
    @Nullable String service;

    @Option(names = "--environment", paramLabel = "ENVIRONMENT")
    @Nullable String environment;

    @Option(names = "--digest", paramLabel = "sha256:…", description = "One artifact, everywhere.")
    @Nullable String digest;

    @Option(names = "--all", description = "Every service in every environment.")
    boolean all;

    @Option(
            names = "--until",
            required = true,
            paramLabel = "TIME",
            description = "When it ends by itself: 2h, 3d (at most 7d), or 2026-12-24T18:00:00Z.")
    String until = "";

    @Option(
            names = "--reason",
            required = true,
            paramLabel = "TEXT",
            description = "For everybody who is held up by it.")
    String reason = "";

    @Override
    public Integer call() {
        boolean named = service != null || environment != null || digest != null;
        if (named == all) {
            throw new Failed(
                    ExitCode.UNREADABLE,
                    all
                            ? "--all freezes everything: leave out --service, --environment and"
                                    + " --digest"
                            : "what is to be frozen? Name --service, --environment or --digest, or"
                                    + " say --all");
        }
        FreezeView freeze =
                connection
                        .client()
                        .post(
                                "/freezes",
                                new Requests.StartFreeze(
                                        Optional.ofNullable(service),
                                        Optional.ofNullable(environment),
                                        Optional.ofNullable(digest),
                                        reason,
                                        end()),
                                FreezeView.class);
        Output output = new Output(connection.json);
        output.line(FreezeListCommand.line(freeze));
        output.line("end it earlier: surefoot freeze end " + Output.brief(freeze.id()));
        output.result(freeze);
        return ExitCode.YES;
    }

    private Instant end() {
        return Spans.parse(until)
                .map(span -> Instant.now().plus(span))
                .orElseGet(
                        () -> {
                            try {
                                return Instant.parse(until);
                            } catch (DateTimeException e) {
                                throw new Failed(
                                        ExitCode.UNREADABLE,
                                        "--until "
                                                + until
                                                + " is neither a span (2h, 3d) nor a time"
                                                + " (2026-12-24T18:00:00Z)");
                            }
                        });
    }
}
