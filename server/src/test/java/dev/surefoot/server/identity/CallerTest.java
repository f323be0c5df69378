package dev.surefoot.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Optional;

class CallerTest {
    private static final Caller ANN =
            new Caller(
                    "ann",
                    List.of(
                            Grant.everywhere(Role.DEVELOPER),
                            new Grant(Role.OPERATOR, Optional.of("staging"))));

    @Test
    @Requirement("API-1")
    void a_role_in_one_environment_is_none_in_another() {
        assertThat(ANN.mayIn("staging", Role.OPERATOR)).isTrue();
        assertThat(ANN.mayIn("staging", Role.ADMIN)).isFalse();
        assertThat(ANN.mayIn("production", Role.RELEASER)).isFalse();
        assertThat(ANN.mayIn("production", Role.DEVELOPER)).isTrue();
        assertThat(ANN.may(Role.OPERATOR)).isTrue();
        assertThat(ANN.mayEverywhere(Role.RELEASER)).isFalse();
        assertThat(ANN.mayEverywhere(Role.DEVELOPER)).isTrue();
        assertThat(new Caller("nobody", List.of()).may(Role.VIEWER)).isFalse();
    }

    @Test
    void a_grant_reads_as_it_is_written() {
        assertThat(Grant.parse("Releaser@staging"))
                .contains(new Grant(Role.RELEASER, Optional.of("staging")));
        assertThat(Grant.parse("admin")).contains(Grant.everywhere(Role.ADMIN));
        for (Grant grant : ANN.grants()) {
            assertThat(Grant.parse(grant.toString())).contains(grant);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "root", "admin@", "admin@a@b", "@staging"})
    void what_is_no_grant_is_none(String text) {
        assertThat(Grant.parse(text)).isEmpty();
    }
}
