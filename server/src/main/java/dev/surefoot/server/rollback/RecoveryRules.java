package dev.surefoot.server.rollback;

import dev.surefoot.server.rollback.RecoveryPlan.Mode;
import dev.surefoot.server.rollback.RecoveryPlan.Target;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Whether there is a way back, from what was seen. Pure. */
public final class RecoveryRules {
    private RecoveryRules() {}

    /**
     * What was seen of the version to go back to.
     *
     * @param first the person said that there is nothing to go back to
     * @param target what runs now; empty if nothing does
     * @param bytesIntact whether its artifact is here and still hashes to its digest
     * @param ready how many of its instances are ready
     * @param wanted how many there should be
     * @param at when it was looked at
     */
    public record Ground(
            boolean first,
            Optional<Target> target,
            boolean bytesIntact,
            int ready,
            int wanted,
            Instant at) {}

    /** The plan, or why there is none. */
    public static RecoveryCheck check(Ground ground) {
        if (ground.target().isEmpty()) {
            return ground.first()
                    ? new RecoveryCheck.Ready(withdraw(ground.at()))
                    : new RecoveryCheck.Broken(
                            "nothing runs there that one could go back to: if this is the first"
                                    + " release, say so with --first");
        }
        if (ground.first()) {
            return new RecoveryCheck.Broken(
                    "a version runs there already, so this is no first release: promote again"
                            + " without --first");
        }
        Target target = ground.target().get();
        if (!ground.bytesIntact()) {
            return new RecoveryCheck.Broken(
                    "the bytes of "
                            + target.artifact()
                            + ", which one would go back to, are missing or changed: upload them"
                            + " again");
        }
        if (ground.ready() < ground.wanted() || ground.wanted() == 0) {
            return new RecoveryCheck.Broken(
                    "only "
                            + ground.ready()
                            + " of "
                            + ground.wanted()
                            + " instances of the running version are ready: it could not carry all"
                            + " traffic");
        }
        return new RecoveryCheck.Ready(switchTo(target, ground));
    }

    private static RecoveryPlan withdraw(Instant at) {
        return new RecoveryPlan(
                Mode.WITHDRAW,
                Optional.empty(),
                List.of(
                        "take the new version out of traffic: nobody is served",
                        "verify by the counters that no new request reaches it",
                        "let requests in flight finish, then stop it"),
                at);
    }

    private static RecoveryPlan switchTo(Target target, Ground ground) {
        return new RecoveryPlan(
                Mode.SWITCH,
                Optional.of(target),
                List.of(
                        "send all new requests to "
                                + target.artifact()
                                + " ("
                                + ground.ready()
                                + " instances, warm)",
                        "verify by the counters that no new request reaches the new version",
                        "let requests in flight finish, then stop the new version"),
                ground.at());
    }
}
