package dev.surefoot.cli;

import dev.surefoot.server.app.DataDirectory;
import dev.surefoot.server.app.NotStarted;
import dev.surefoot.server.app.Settings;
import dev.surefoot.server.app.SurefootServer;
import dev.surefoot.server.db.DatabaseAddress;
import dev.surefoot.server.identity.TokenFile;
import dev.surefoot.server.promotion.Leased;
import dev.surefoot.server.time.Spans;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;

/** {@code surefoot serve}: runs until it is told to stop. */
@Command(
        name = "serve",
        description = "Run the server. Stopping it leaves services and data plane running.")
final class ServeCommand implements Callable<Integer> {
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where everything is kept; else $SUREFOOT_DATA, else ~/.surefoot.")
    @Nullable Path data;

    @Option(names = "--host", description = "Where to listen: ${DEFAULT-VALUE} unless said.")
    String host = "127.0.0.1";

    @Option(names = "--port", description = "0 picks a free one; ${DEFAULT-VALUE} unless said.")
    int port = 7070;

    @Option(
            names = "--allow-remote",
            description = "Listen on an address that others can reach; tokens go in clear text.")
    boolean allowRemote;

    @Option(
            names = "--database",
            paramLabel = "jdbc:postgresql://…",
            description =
                    "An external PostgreSQL instead of the embedded one; user and password"
                            + " in the address, or in $SUREFOOT_DATABASE_USER and _PASSWORD.")
    @Nullable String database;

    @Option(
            names = "--postgres-bin",
            paramLabel = "DIR",
            description = "Another PostgreSQL's bin folder for the embedded database.")
    @Nullable Path postgresBin;

    @Option(
            names = "--ends-with",
            paramLabel = "PID",
            hidden = true,
            description = "Stop, with everything that was started, when this process ends.")
    @Nullable Long endsWith;

    @Override
    public Integer call() throws InterruptedException {
        refuseUnknownHost();
        DataDirectory directory =
                data == null ? DataDirectory.standard(System.getenv()) : new DataDirectory(data);
        Settings settings = settings(directory);
        SurefootServer first = start(settings);
        System.out.println("surefoot serves at " + first.url());
        System.out.println("  data      " + directory.path());
        System.out.println("  database  " + first.database());
        System.out.println("  token     " + new TokenFile(directory.path()).path());
        AtomicReference<SurefootServer> current = new AtomicReference<>(first);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(current.get()), "stop"));
        Long owner = endsWith;
        if (owner != null) {
            Thread.ofVirtual().start(() -> endWith(owner));
        }
        while (true) {
            current.get().awaitLost();
            current.set(startAgain(settings, current.get()));
        }
    }

    private static SurefootServer start(Settings settings) {
        try {
            return SurefootServer.start(settings);
        } catch (NotStarted e) {
            throw new Failed(ExitCode.COULD_NOT, String.valueOf(e.getMessage()));
        }
    }

    /** The database went away, and with it the right to steer: begin anew once it is back. */
    private static SurefootServer startAgain(Settings settings, SurefootServer lost)
            throws InterruptedException {
        System.err.println(
                "surefoot: the database is lost; services and data plane go on. Trying again.");
        lost.close();
        Settings same = settings.at(lost.port());
        Duration pause = SHORTEST_PAUSE;
        while (true) {
            try {
                SurefootServer again = SurefootServer.start(same);
                System.err.println("surefoot: serves again at " + again.url());
                return again;
            } catch (NotStarted e) {
                System.err.println(
                        "surefoot: " + e.getMessage() + " (again in " + pause.toSeconds() + " s)");
            }
            Thread.sleep(pause);
            pause =
                    pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0
                            ? LONGEST_PAUSE
                            : pause.multipliedBy(2);
        }
    }

    private static void endWith(long owner) {
        ProcessHandle.of(owner).ifPresent(process -> process.onExit().join());
        System.exit(ExitCode.YES);
    }

    private void stop(SurefootServer server) {
        if (endsWith != null) {
            server.closeEverything();
            return;
        }
        List<Leased> leased = server.leased();
        server.close();
        leased.forEach(
                one ->
                        System.out.println(
                                "the new version of %s in %s loses its %s within %s, unless a server is back"
                                        .formatted(
                                                one.service(),
                                                one.environment(),
                                                Output.percent(one.share().basisPoints()),
                                                Spans.words(one.within()))));
        System.out.println(
                "surefoot stopped; services and the data plane go on running. 'surefoot serve'"
                        + " finds them again.");
    }

    private Settings settings(DataDirectory directory) {
        return new Settings(
                directory,
                host,
                port,
                Optional.ofNullable(database).map(ServeCommand::address),
                Optional.ofNullable(postgresBin),
                ProxyCommand.words(),
                name -> Optional.ofNullable(System.getenv(name)));
    }

    private static DatabaseAddress address(String url) {
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new Failed(
                    ExitCode.UNREADABLE,
                    "--database begins with '"
                            + url.replaceFirst("(?s)[:/].*", "")
                            + "', not as an address does: jdbc:postgresql://HOST:PORT/NAME");
        }
        return new DatabaseAddress(
                url,
                Optional.ofNullable(System.getenv("SUREFOOT_DATABASE_USER")),
                Optional.ofNullable(System.getenv("SUREFOOT_DATABASE_PASSWORD")));
    }

    /** Tokens travel in clear text, so nobody listens to the world by accident. */
    private void refuseUnknownHost() {
        try {
            boolean loopback = InetAddress.getByName(host).isLoopbackAddress();
            if (!loopback && !allowRemote) {
                throw new Failed(
                        ExitCode.UNREADABLE,
                        "--host "
                                + host
                                + " can be reached by others, and tokens travel in clear text: put"
                                + " TLS in front and say --allow-remote");
            }
        } catch (UnknownHostException e) {
            throw new Failed(ExitCode.UNREADABLE, "--host " + host + " is no known address");
        }
    }
}
