package dev.surefoot.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MainTest {
    @Test
    void misuse_is_told_apart_from_a_bar_that_does_not_hold() {
        assertThat(Main.run()).isEqualTo(2);
        assertThat(Main.run("relases")).isEqualTo(2);
        assertThat(Main.run("releases", "--good", "many")).isEqualTo(2);
    }
}
