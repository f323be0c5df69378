package dev.surefoot.postgres;

/** A running PostgreSQL of our own. */
public final class EmbeddedPostgres implements AutoCloseable {
    private final String password;
    private final long pid;
    private final int port;

    EmbeddedPostgres(String password, long pid, int port) {
        this.password = password;
        this.pid = pid;
        this.port = port;
    }

    public static PostgresStart start(PostgresSettings settings) {
        return new PostgresStart.Refused(Reason.FAILED, "not built yet: " + settings.directory());
    }

    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/surefoot";
    }

    public String user() {
        return "surefoot";
    }

    public String password() {
        return password;
    }

    public long pid() {
        return pid;
    }

    public int port() {
        return port;
    }

    public StopResult stop() {
        return new StopResult.AlreadyGone();
    }

    @Override
    public void close() {
        stop();
    }
}
