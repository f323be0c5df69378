package dev.surefoot.cli;

import dev.surefoot.server.app.DataDirectory;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.Optional;

/** Options that every command which talks to a server has, and where it finds server and token. */
final class Connection {
    @Option(
            names = "--server",
            paramLabel = "URL",
            description =
                    "The server's address; else $SUREFOOT_SERVER, else the one that serves"
                            + " from the data directory.")
    @Nullable String server;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The data directory; else $SUREFOOT_DATA, else ~/.surefoot.")
    @Nullable Path data;

    @Option(names = "--json", description = "Answer with JSON on standard output.")
    boolean json;

    DataDirectory directory() {
        return data == null ? DataDirectory.standard(System.getenv()) : new DataDirectory(data);
    }

    ApiClient client() {
        DataDirectory directory = directory();
        String url =
                Optional.ofNullable(server)
                        .or(() -> Optional.ofNullable(System.getenv("SUREFOOT_SERVER")))
                        .or(directory::serverUrl)
                        .orElseThrow(
                                () ->
                                        new Failed(
                                                ExitCode.COULD_NOT,
                                                "no server is known in "
                                                        + directory.path()
                                                        + ": start one with 'surefoot serve', or"
                                                        + " name it with --server"));
        String token =
                Optional.ofNullable(System.getenv("SUREFOOT_TOKEN"))
                        .or(directory::token)
                        .orElseThrow(
                                () ->
                                        new Failed(
                                                ExitCode.UNREADABLE,
                                                "no token: set SUREFOOT_TOKEN, or name the"
                                                        + " server's data directory with --data ("
                                                        + directory.path()
                                                        + " has none)"));
        return new ApiClient(url, token);
    }
}
