package dev.surefoot.server.rollback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.evidence.Digest;
import dev.surefoot.server.rollback.RecoveryPlan.Mode;
import dev.surefoot.server.rollback.RecoveryPlan.Target;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

class RecoveryRulesTest {
    private static final Instant AT = Instant.parse("2026-11-26T12:00:00Z");
    private static final Target OLD =
            new Target(
                    new UUID(0, 1), Digest.sha256(new byte[] {1}), Digest.sha256(new byte[] {2}));

    @Test
    void a_warm_version_with_its_bytes_is_switched_back_to() {
        RecoveryPlan plan = ready(ground(false, Optional.of(OLD), true, 3, 3));

        assertThat(plan.mode()).isEqualTo(Mode.SWITCH);
        assertThat(plan.target()).contains(OLD);
        assertThat(plan.computedAt()).isEqualTo(AT);
    }

    @Test
    @Requirement("PROM-4")
    void a_first_release_is_withdrawn_and_must_say_that_it_is_one() {
        assertThat(ready(ground(true, Optional.empty(), false, 0, 0)).mode())
                .isEqualTo(Mode.WITHDRAW);
        assertThat(broken(ground(false, Optional.empty(), false, 0, 0))).contains("--first");
    }

    @Test
    @Requirement("PROM-4")
    void no_release_is_the_first_where_a_version_runs() {
        assertThat(broken(ground(true, Optional.of(OLD), true, 3, 3)))
                .contains("runs there already", "without --first");
    }

    @Test
    void missing_bytes_and_missing_capacity_break_the_way_back() {
        assertThat(broken(ground(false, Optional.of(OLD), false, 3, 3)))
                .contains(OLD.artifact().toString(), "upload");
        assertThat(broken(ground(false, Optional.of(OLD), true, 2, 3))).contains("2 of 3");
        assertThat(broken(ground(false, Optional.of(OLD), true, 0, 0))).contains("0 of 0");
    }

    private static RecoveryRules.Ground ground(
            boolean first, Optional<Target> target, boolean intact, int ready, int wanted) {
        return new RecoveryRules.Ground(first, target, intact, ready, wanted, AT);
    }

    private static RecoveryPlan ready(RecoveryRules.Ground ground) {
        RecoveryCheck check = RecoveryRules.check(ground);
        assertThat(check).isInstanceOf(RecoveryCheck.Ready.class);
        return ((RecoveryCheck.Ready) check).plan();
    }

    private static String broken(RecoveryRules.Ground ground) {
        RecoveryCheck check = RecoveryRules.check(ground);
        assertThat(check).isInstanceOf(RecoveryCheck.Broken.class);
        return ((RecoveryCheck.Broken) check).why();
    }
}
