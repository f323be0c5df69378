package dev.surefoot.server.app;

import dev.surefoot.server.artifact.ArtifactStore;
import dev.surefoot.server.calibration.CalibrationStore;
import dev.surefoot.server.candidate.CandidateStore;
import dev.surefoot.server.candidate.SourceStore;
import dev.surefoot.server.claim.ClaimStore;
import dev.surefoot.server.db.Database;
import dev.surefoot.server.environment.PolicyStore;
import dev.surefoot.server.environment.ServiceStore;
import dev.surefoot.server.freeze.FreezeStore;
import dev.surefoot.server.gate.BuiltInGates;
import dev.surefoot.server.gate.VerdictStore;
import dev.surefoot.server.identity.SessionStore;
import dev.surefoot.server.identity.TokenStore;
import dev.surefoot.server.ledger.LedgerStore;
import dev.surefoot.server.promotion.JudgeStore;
import dev.surefoot.server.promotion.PromotionStore;
import dev.surefoot.server.runtime.InstanceStore;
import dev.surefoot.server.runtime.RunningStore;
import dev.surefoot.server.schema.SchemaStore;
import dev.surefoot.server.traffic.TrafficMinuteStore;

/** Every table's owner, each made once. */
record Stores(
        ArtifactStore artifacts,
        ClaimStore claims,
        CandidateStore candidates,
        PolicyStore policies,
        ServiceStore services,
        VerdictStore verdicts,
        PromotionStore promotions,
        JudgeStore judged,
        InstanceStore instances,
        TrafficMinuteStore traffic,
        TokenStore tokens,
        SessionStore sessions,
        FreezeStore freezes,
        SourceStore sources,
        CalibrationStore calibrations,
        SchemaStore schemas) {
    /**
     * The stores of one database.
     *
     * @param ownership the token of the server that writes
     */
    static Stores of(Database database, LedgerStore ledger, long ownership) {
        return new Stores(
                new ArtifactStore(database, ledger),
                new ClaimStore(database, ledger),
                new CandidateStore(database, ledger),
                new PolicyStore(database, ledger, BuiltInGates.all()),
                new ServiceStore(database, ledger),
                new VerdictStore(database, ledger),
                new PromotionStore(database, ledger, new RunningStore(), ownership),
                new JudgeStore(database),
                new InstanceStore(database),
                new TrafficMinuteStore(database),
                new TokenStore(database, ledger),
                new SessionStore(database),
                new FreezeStore(database, ledger),
                new SourceStore(database),
                new CalibrationStore(database),
                new SchemaStore(database, ledger));
    }
}
