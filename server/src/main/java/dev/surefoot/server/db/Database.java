package dev.surefoot.server.db;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;

import javax.sql.DataSource;

/**
 * The connection pool and the schema of our own tables. Safe for use by many threads.
 *
 * <p>Opening migrates forward, never back: a database of a newer Surefoot is refused by Flyway.
 */
public final class Database implements AutoCloseable {
    private static final int POOL_SIZE = 10;
    private static final long CONNECT_TIMEOUT_MS = 5_000;

    private final HikariDataSource pool;
    private final Jdbi jdbi;

    private Database(HikariDataSource pool) {
        this.pool = pool;
        this.jdbi = Jdbi.create(pool);
    }

    /** Opens the pool and brings the schema up to this version. */
    public static Database open(DatabaseAddress address) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("surefoot");
        config.setJdbcUrl(address.jdbcUrl());
        address.user().ifPresent(config::setUsername);
        address.password().ifPresent(config::setPassword);
        config.setMaximumPoolSize(POOL_SIZE);
        config.setConnectionTimeout(CONNECT_TIMEOUT_MS);
        HikariDataSource pool = new HikariDataSource(config);
        try {
            Flyway.configure().dataSource(pool).placeholderReplacement(false).load().migrate();
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
        return new Database(pool);
    }

    /** Where stores get their handles and transactions. */
    public Jdbi jdbi() {
        return jdbi;
    }

    /** The pool itself, for libraries that keep tables of their own (the alarm clock). */
    public DataSource dataSource() {
        return pool;
    }

    @Override
    public void close() {
        pool.close();
    }
}
