package dev.surefoot.server.app;

import dev.surefoot.postgres.EmbeddedPostgres;
import dev.surefoot.postgres.PostgresSettings;
import dev.surefoot.postgres.PostgresStart;
import dev.surefoot.server.db.Database;
import dev.surefoot.server.db.DatabaseAddress;
import dev.surefoot.server.http.Problem;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Optional;
import java.util.OptionalInt;

/** Brings the database up: the external one, or the embedded one, started or adopted. */
final class DatabaseStart {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseStart.class);

    private DatabaseStart() {}

    /** The database, and the embedded server behind it if it is ours to stop. */
    record Up(Database database, Optional<EmbeddedPostgres> embedded, String words) {}

    static Up open(Settings settings) throws NotStarted {
        if (settings.database().isPresent()) {
            DatabaseAddress address = settings.database().get();
            return new Up(connect(address, "--database"), Optional.empty(), address.toString());
        }
        PostgresSettings postgres =
                new PostgresSettings(
                        settings.data().postgres(),
                        settings.postgresBinaries(),
                        OptionalInt.empty(),
                        PostgresSettings.DEFAULT_START_TIMEOUT);
        return switch (EmbeddedPostgres.start(postgres)) {
            case PostgresStart.Refused refused -> throw new NotStarted(refused.message());
            case PostgresStart.Started started -> {
                try {
                    yield embedded(started.postgres(), "started");
                } catch (NotStarted e) {
                    started.postgres().stop();
                    throw e;
                }
            }
            case PostgresStart.Adopted adopted -> embedded(adopted.postgres(), "adopted");
        };
    }

    private static Up embedded(EmbeddedPostgres postgres, String how) throws NotStarted {
        String words = "PostgreSQL " + how + " (pid " + postgres.pid() + ")";
        LOG.info("{} at {}", words, postgres.jdbcUrl());
        DatabaseAddress address =
                new DatabaseAddress(
                        postgres.jdbcUrl(),
                        Optional.of(postgres.user()),
                        Optional.of(postgres.password()));
        return new Up(connect(address, "the embedded database"), Optional.of(postgres), words);
    }

    private static Database connect(DatabaseAddress address, String what) throws NotStarted {
        try {
            return Database.open(address);
        } catch (RuntimeException e) {
            throw new NotStarted(
                    what
                            + " "
                            + address.jdbcUrl()
                            + " can't be used: "
                            + Problem.rootMessage(e).lines().findFirst().orElse("no message")
                            + "; check address, user, password and rights",
                    e);
        }
    }
}
