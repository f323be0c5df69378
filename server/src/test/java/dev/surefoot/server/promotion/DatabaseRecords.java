package dev.surefoot.server.promotion;

import dev.surefoot.server.artifact.Artifact;
import dev.surefoot.server.artifact.ArtifactStore;
import dev.surefoot.server.candidate.Candidate;
import dev.surefoot.server.candidate.CandidateStore;
import dev.surefoot.server.db.Database;
import dev.surefoot.server.ledger.LedgerStore;
import dev.surefoot.server.runtime.RunningStore;

import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;

import java.util.Optional;

/**
 * The real stores on the real database. A life is told of each statement before it is sent; the
 * life that acts is the one whose stores were called last, since all is done on one thread.
 */
final class DatabaseRecords implements Records {
    private final Database database;
    private final LedgerStore ledger = new LedgerStore();
    private Optional<Life> acting = Optional.empty();

    DatabaseRecords(Database database) {
        this.database = database;
        database.jdbi()
                .setSqlLogger(
                        new SqlLogger() {
                            @Override
                            public void logBeforeExecution(StatementContext context) {
                                acting.ifPresent(Life::statement);
                            }
                        });
    }

    @Override
    public long takeOver() {
        return aside(
                () ->
                        database.jdbi()
                                .withHandle(
                                        handle ->
                                                handle.createQuery(
                                                                """
                                                                UPDATE ownership
                                                                SET token = token + 1
                                                                RETURNING token
                                                                """)
                                                        .mapTo(Long.class)
                                                        .one()));
    }

    @Override
    public Promotions promotions(Life life, long ownership) {
        return new LivingPromotions(
                new PromotionStore(database, ledger, new RunningStore(), ownership),
                new LivingPromotions.Around() {
                    @Override
                    public <T> T call(java.util.function.Supplier<T> call) {
                        return as(Optional.of(life), call);
                    }
                });
    }

    @Override
    public JudgeCheckpoints checkpoints(Life life) {
        JudgeStore store = new JudgeStore(database);
        return new JudgeCheckpoints() {
            @Override
            public void save(java.util.UUID promotion, JudgeCheckpoint checkpoint) {
                as(
                        Optional.of(life),
                        () -> {
                            store.save(promotion, checkpoint);
                            return promotion;
                        });
            }

            @Override
            public Optional<JudgeCheckpoint> find(java.util.UUID promotion) {
                return as(Optional.of(life), () -> store.find(promotion));
            }
        };
    }

    @Override
    public void add(Candidate candidate, long size) {
        aside(
                () -> {
                    new ArtifactStore(database, ledger)
                            .add(
                                    new Artifact(
                                            candidate.artifact(),
                                            size,
                                            candidate.createdAt(),
                                            candidate.createdBy()));
                    return new CandidateStore(database, ledger).add(candidate);
                });
    }

    @Override
    public long[] ledger() {
        return aside(
                () ->
                        database.jdbi()
                                .withHandle(
                                        handle ->
                                                handle.createQuery(
                                                                """
                                                                SELECT count(*), max(seq),
                                                                    (SELECT size FROM ledger_head)
                                                                FROM ledger_entry
                                                                """)
                                                        .map(
                                                                (rows, context) ->
                                                                        new long[] {
                                                                            rows.getLong(1),
                                                                            rows.getLong(2),
                                                                            rows.getLong(3)
                                                                        })
                                                        .one()));
    }

    @Override
    public void clear() {
        aside(
                () ->
                        database.jdbi()
                                .withHandle(
                                        handle ->
                                                handle.execute(
                                                        """
                                                        TRUNCATE promotion, promotion_event,
                                                            judge_checkpoint, judge_sample,
                                                            running
                                                        """)));
    }

    private <T> T aside(java.util.function.Supplier<T> call) {
        return as(Optional.empty(), call);
    }

    /** Calls nest where one life is overtaken in the midst of a statement. */
    private <T> T as(Optional<Life> life, java.util.function.Supplier<T> call) {
        Optional<Life> before = acting;
        if (life.isEmpty() || life.get().counts()) {
            acting = life;
        }
        try {
            return call.get();
        } finally {
            if (life.isEmpty() || life.get().counts()) {
                acting = before;
            }
        }
    }
}
