package dev.surefoot.postgres;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * A running PostgreSQL of our own: durable, on loopback only, closed to whoever has not the
 * password.
 *
 * <p>It runs in a session of its own and outlives this JVM, also one that is killed; the next
 * {@link #start} on the same directory adopts it. Two handles may name one server, for example in
 * two JVMs, and either may stop it. Expected failures are values; only a programming error throws.
 * Thread-safe.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    private final Layout layout;
    private final PidFile file;
    private final Running process;
    private final String password;
    private final CountDownLatch stopped = new CountDownLatch(1);

    EmbeddedPostgres(Layout layout, PidFile file, Running process, String password) {
        this.layout = layout;
        this.file = file;
        this.process = process;
        this.password = password;
        LogFolder.keepPruned(layout.log(), stopped);
    }

    /**
     * Starts the server of a directory, or adopts the one that runs there; makes the cluster if
     * there is none. The bundled programs lie in {@code $XDG_CACHE_HOME/surefoot/postgres}, else in
     * {@code ~/.cache/surefoot/postgres} (root: {@code /var/cache/surefoot/postgres}).
     */
    public static PostgresStart start(PostgresSettings settings) {
        return start(settings, Starter.defaultCache());
    }

    /** The same with a folder of the caller's choice for the bundled programs. */
    public static PostgresStart start(PostgresSettings settings, Path cache) {
        return new Starter(settings, cache.toAbsolutePath().normalize(), Privileges.here()).start();
    }

    /** The address of the database {@code surefoot}, without user and password. */
    public String jdbcUrl() {
        return Session.url(file.port());
    }

    /** The cluster's superuser. */
    public String user() {
        return Cluster.USER;
    }

    /** The password, as it stands in the file {@code password} of the directory. */
    public String password() {
        return password;
    }

    /** The postmaster's process. */
    public long pid() {
        return file.pid();
    }

    /** The port on 127.0.0.1. */
    public int port() {
        return file.port();
    }

    /**
     * Ends the server, the data safe either way, and waits until it is gone: 30 s in the fast way,
     * then 15 s in the immediate way. Asked again, it answers {@link StopResult.AlreadyGone}.
     */
    public StopResult stop() {
        return stop(Shutdown.PATIENT);
    }

    StopResult stop(Shutdown shutdown) {
        stopped.countDown();
        return shutdown.of(process, layout);
    }

    /** Stops the server; see {@link #stop}. */
    @Override
    public void close() {
        stop();
    }
}
