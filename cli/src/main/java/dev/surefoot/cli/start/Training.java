package dev.surefoot.cli.start;

import dev.surefoot.cli.Folders;
import dev.surefoot.cli.Main;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a start-up cache is trained with: the commands' help, or a server that starts, answers and
 * stops in a folder of its own. Prints nothing. What cannot be done is left out of the cache.
 */
public final class Training {
    private static final List<List<String>> COMMANDS =
            List.of(
                    List.of("--help"),
                    List.of("serve", "--help"),
                    List.of("status", "--help"),
                    List.of("promote", "--help"),
                    List.of("candidate", "create", "--help"),
                    List.of("evidence", "verify", "--help"));

    private Training() {}

    /** Trains {@code commands} or a {@code server}. */
    public static void main(String[] arguments) throws IOException {
        PrintStream quiet =
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        System.setOut(quiet);
        if (arguments[0].equals("commands")) {
            COMMANDS.forEach(command -> Main.run(command.toArray(String[]::new)));
        } else {
            server();
        }
        System.exit(0);
    }

    private static void server() throws IOException {
        Path folder = Files.createTempDirectory("surefoot-start");
        try {
            TrainingServer.run(folder.toRealPath());
        } finally {
            Folders.delete(folder);
        }
    }
}
