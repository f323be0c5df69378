package dev.surefoot.bench.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SetupTest {
    @Test
    void only_the_steps_are_changed() {
        String rollout = "rollout: {strategy: canary, steps: [5%, 10%, 50%], step-time: 10s}";

        assertThat(Setup.halfAtOnce(rollout))
                .isEqualTo("rollout: {strategy: canary, steps: [50%], step-time: 10s}");
    }

    @Test
    void a_definition_without_steps_is_not_measured_by_mistake() {
        assertThatThrownBy(() -> Setup.halfAtOnce("rollout: {strategy: budget}"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no 'steps: […]'");
    }
}
