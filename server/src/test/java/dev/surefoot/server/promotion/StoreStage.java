package dev.surefoot.server.promotion;

import dev.surefoot.evidence.Digest;
import dev.surefoot.server.artifact.Artifact;
import dev.surefoot.server.artifact.ArtifactStore;
import dev.surefoot.server.candidate.Candidate;
import dev.surefoot.server.candidate.CandidateStore;
import dev.surefoot.server.db.TestDatabase;
import dev.surefoot.server.environment.OnInconclusive;
import dev.surefoot.server.ledger.LedgerStore;
import dev.surefoot.server.promotion.PromotionStore.Saved;
import dev.surefoot.server.rollback.RecoveryPlan;
import dev.surefoot.server.rollout.Arms;
import dev.surefoot.server.runtime.RunningStore;
import dev.surefoot.server.time.Ids;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A real database with the promotion's stores on it, and promotions to put in. */
public final class StoreStage implements AutoCloseable {
    public final TestDatabase database = TestDatabase.create();
    final LedgerStore ledger = new LedgerStore();
    final CandidateStore candidates = new CandidateStore(database.database(), ledger);
    final PromotionStore store = store(0);

    /** The store as the server with this ownership token has it. */
    PromotionStore store(long ownership) {
        return new PromotionStore(database.database(), ledger, new RunningStore(), ownership);
    }

    Candidate candidate(String version, Instant at) {
        return candidate("shop", version, at);
    }

    Candidate candidate(String service, String version, Instant at) {
        Digest digest = Samples.digest(version);
        new ArtifactStore(database.database(), ledger).add(new Artifact(digest, 1, at, "ci"));
        return candidates.add(
                new Candidate(
                        Ids.newId(at),
                        service,
                        digest,
                        "repo",
                        version,
                        Optional.empty(),
                        at,
                        "ci"));
    }

    /** Not created yet. */
    public Promotion requested(String version, Instant at) {
        Candidate candidate = candidate(version, at);
        return new Promotion(
                Ids.newId(at),
                new Promotion.Subject(
                        "shop",
                        "production",
                        candidate.id(),
                        candidate.artifact(),
                        Samples.digest("config"),
                        1,
                        false,
                        at,
                        "ann"),
                Samples.canary(Duration.ofSeconds(3), OnInconclusive.ROLLBACK),
                Samples.LIMITS,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Course.START,
                new PromotionState.Requested(at),
                0,
                0);
    }

    /** Asked for, and nothing more. */
    public Promotion create(String version, Instant at) {
        return store.create(requested(version, at), "requested");
    }

    /** Saved in {@code state}; fails the test if somebody else was faster. */
    public Promotion moved(Promotion promotion, PromotionState state) {
        return done(store.save(promotion.in(state), "because", "surefoot"));
    }

    /** Created, and brought to completion in these slots. */
    public Promotion completed(String version, Arms arms, Instant at) {
        Promotion done =
                moved(
                        create(version, at).with(arms).with(Samples.recovery()),
                        new PromotionState.Completed(at, at.plusSeconds(60)));
        return done;
    }

    /** The same of one that took the place of another, which is kept warm for a minute. */
    public Promotion replaced(Promotion old, String version, Arms arms, Instant at) {
        return moved(
                create(version, at).with(arms).with(recovery(old)),
                new PromotionState.Completed(at, at.plusSeconds(60)));
    }

    /** By switching back to another. */
    static RecoveryPlan recovery(Promotion old) {
        return new RecoveryPlan(
                RecoveryPlan.Mode.SWITCH,
                Optional.of(
                        new RecoveryPlan.Target(
                                old.subject().candidate(),
                                old.subject().artifact(),
                                old.subject().config())),
                List.of("switch"),
                Samples.T0);
    }

    static Promotion done(Saved saved) {
        if (saved instanceof Saved.Done(Promotion promotion)) {
            return promotion;
        }
        throw new AssertionError("not saved: " + saved);
    }

    long ledgerSize() {
        return database.database()
                .jdbi()
                .withHandle(
                        handle ->
                                handle.createQuery("SELECT size FROM ledger_head")
                                        .mapTo(Long.class)
                                        .one());
    }

    void execute(String sql) {
        database.database().jdbi().useHandle(handle -> handle.execute(sql));
    }

    @Override
    public void close() {
        database.close();
    }
}
