package dev.surefoot.server.app;

import dev.surefoot.postgres.EmbeddedPostgres;
import dev.surefoot.server.db.OwnershipStore;
import dev.surefoot.server.db.OwnershipStore.Ownership;
import dev.surefoot.server.http.HttpServer;
import dev.surefoot.server.http.Problem;
import dev.surefoot.server.identity.TokenFile;
import dev.surefoot.server.identity.TokenStore;
import dev.surefoot.server.ledger.LedgerEvent;
import dev.surefoot.server.ledger.LedgerStore;
import dev.surefoot.server.promotion.Leased;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A running server. Closing it leaves services and data plane running; {@link #closeEverything}
 * stops them, too.
 */
public final class SurefootServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SurefootServer.class);

    private final DataDirectory data;
    private final DatabaseStart.Up database;
    private final Ownership ownership;
    private final Wiring wiring;
    private final HttpServer http;
    private final CountDownLatch lost;
    private final AtomicBoolean closed = new AtomicBoolean();

    private SurefootServer(
            DataDirectory data,
            DatabaseStart.Up database,
            Ownership ownership,
            Wiring wiring,
            HttpServer http,
            CountDownLatch lost) {
        this.data = data;
        this.database = database;
        this.ownership = ownership;
        this.wiring = wiring;
        this.http = http;
        this.lost = lost;
    }

    /**
     * Starts everything.
     *
     * @throws NotStarted naming what is in the way; whatever was started is stopped again
     */
    public static SurefootServer start(Settings settings) throws NotStarted {
        probe(settings);
        createData(settings.data());
        DatabaseStart.Up database = DatabaseStart.open(settings);
        OwnershipStore owners = new OwnershipStore(database.database());
        String name = "pid " + ProcessHandle.current().pid() + " on " + hostName();
        Optional<Ownership> ownership = owners.take(name, Instant.now());
        if (ownership.isEmpty()) {
            String holder = owners.current();
            database.database().close();
            throw new NotStarted(
                    "another server steers this database: "
                            + holder
                            + ". Stop it first, or give this one a database of its own"
                            + " (--data DIR or --database URL)");
        }
        try {
            return serve(settings, database, ownership.get());
        } catch (RuntimeException | NotStarted e) {
            ownership.get().close();
            database.database().close();
            database.embedded().ifPresent(EmbeddedPostgres::stop);
            throw e;
        }
    }

    private static SurefootServer serve(
            Settings settings, DatabaseStart.Up database, Ownership ownership) throws NotStarted {
        LedgerStore ledger = new LedgerStore();
        TokenStore tokens = new TokenStore(database.database(), ledger);
        new TokenFile(settings.data().path()).ensure(tokens, Instant.now());
        record(database, ledger, "server.started", ownership);
        CountDownLatch lost = new CountDownLatch(1);
        Wiring wiring =
                new Wiring(
                        settings,
                        database.database(),
                        ownership.token(),
                        () -> steers(ownership, lost));
        HttpServer http = listen(settings, wiring, database.words());
        try {
            wiring.startDataPlane();
            wiring.startSteering();
            settings.data().announce(http.url());
        } catch (IOException e) {
            http.close();
            wiring.undoStart();
            throw new NotStarted(
                    "cannot write to " + settings.data().path() + ": " + e.getMessage(), e);
        } catch (RuntimeException | NotStarted e) {
            http.close();
            wiring.undoStart();
            throw e;
        }
        LOG.info("serving at {}", http.url());
        return new SurefootServer(settings.data(), database, ownership, wiring, http, lost);
    }

    /** Where it listens. */
    public String url() {
        return http.url();
    }

    /** The port it listens on. */
    public int port() {
        return http.port();
    }

    /**
     * Waits until the database is lost, and with it the right to steer: then this server does
     * nothing any more; close it and start another.
     */
    public void awaitLost() throws InterruptedException {
        lost.await();
    }

    /** How the database was come by, in words. */
    public String database() {
        return database.words();
    }

    /** What lapses once this server is stopped; empty, too, if the database does not say. */
    public List<Leased> leased() {
        try {
            return wiring.leased();
        } catch (RuntimeException e) {
            LOG.warn("cannot say which exposure lapses", e);
            return List.of();
        }
    }

    /** Stops serving and steering; services, data plane go on. */
    @Override
    public void close() {
        close(false);
    }

    /** Stops everything that was ever started from this data directory. */
    public void closeEverything() {
        close(true);
    }

    private void close(boolean everything) {
        if (closed.getAndSet(true)) {
            return;
        }
        try {
            data.withdraw();
        } catch (IOException e) {
            LOG.warn("cannot remove {}/server.url", data.path(), e);
        }
        http.close();
        wiring.close();
        if (everything) {
            wiring.stopServices();
        }
        ownership.close();
        database.database().close();
        database.embedded().ifPresent(EmbeddedPostgres::stop);
    }

    private static boolean steers(Ownership ownership, CountDownLatch lost) {
        if (!ownership.held()) {
            lost.countDown();
        }
        return lost.getCount() > 0;
    }

    private static HttpServer listen(Settings settings, Wiring wiring, String databaseWords)
            throws NotStarted {
        try {
            return HttpServer.start(settings.host(), settings.port(), wiring.served(databaseWords));
        } catch (RuntimeException e) {
            throw cannotListen(settings, e);
        }
    }

    private static void probe(Settings settings) throws NotStarted {
        try {
            HttpServer.probe(settings.host(), settings.port());
        } catch (RuntimeException e) {
            throw cannotListen(settings, e);
        }
    }

    private static NotStarted cannotListen(Settings settings, RuntimeException cause) {
        return new NotStarted(
                "cannot listen on "
                        + settings.host()
                        + ":"
                        + settings.port()
                        + " ("
                        + Problem.rootMessage(cause)
                        + "): is another program there? Choose another with --port",
                cause);
    }

    private static void createData(DataDirectory data) throws NotStarted {
        try {
            data.create();
        } catch (IOException e) {
            throw new NotStarted(
                    "the data directory "
                            + data.path()
                            + " can't be made ("
                            + e
                            + "): name another with --data",
                    e);
        }
    }

    private static void record(
            DatabaseStart.Up database, LedgerStore ledger, String type, Ownership ownership) {
        database.database()
                .jdbi()
                .useTransaction(
                        handle ->
                                ledger.append(
                                        handle,
                                        new LedgerEvent(
                                                type,
                                                Instant.now(),
                                                "surefoot",
                                                Map.of(
                                                        "owner",
                                                        ownership.owner(),
                                                        "token",
                                                        ownership.token()))));
    }

    private static String hostName() {
        try {
            return java.net.InetAddress.getLocalHost().getHostName();
        } catch (java.net.UnknownHostException e) {
            return "an unnamed host";
        }
    }
}
