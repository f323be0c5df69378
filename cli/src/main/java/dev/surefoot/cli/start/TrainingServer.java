package dev.surefoot.cli.start;

import dev.surefoot.cli.Main;
import dev.surefoot.cli.ProxyCommand;
import dev.surefoot.server.app.DataDirectory;
import dev.surefoot.server.app.NotStarted;
import dev.surefoot.server.app.Settings;
import dev.surefoot.server.app.SurefootServer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.file.Path;
import java.util.Optional;

/** A server that lives for a few questions, so that the next one begins quickly. */
final class TrainingServer {
    private static final Logger LOG = LoggerFactory.getLogger(TrainingServer.class);

    private TrainingServer() {}

    /** Starts it in {@code folder}, asks, and ends everything that it started. */
    static void run(Path folder) {
        DataDirectory data = new DataDirectory(folder.resolve("data"));
        Settings settings =
                new Settings(
                        data,
                        "127.0.0.1",
                        0,
                        Optional.empty(),
                        Optional.empty(),
                        ProxyCommand.words(),
                        name -> Optional.empty());
        try (SurefootServer server = SurefootServer.start(settings)) {
            String directory = data.path().toString();
            Main.run("status", "--data", directory);
            Main.run("status", "--json", "--data", directory);
            Main.run("freeze", "list", "--data", directory);
            server.closeEverything();
        } catch (NotStarted e) {
            // The commands are trained; a server that can't start here is not.
            LOG.warn("the start-up cache has no server in it: {}", e.getMessage());
        }
    }
}
