package dev.surefoot.schema.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.schema.run.target.Blocker;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which sessions are in a contract's way. */
class SessionRulesTest {
    private static final String NEW = "shop@bbbbbbbbbbbb";
    private static final String OLD = "shop@aaaaaaaaaaaa";
    private static final String OTHER = "billing@aaaaaaaaaaaa";

    @Test
    @Requirement("SCHEMA-RUN-7")
    void versions_of_another_service_are_not_in_the_way() {
        assertThat(against(Set.of(NEW), session(OTHER, "billing"), session(NEW, "shop"))).isEmpty();
        assertThat(against(Set.of(NEW), session("a." + NEW, "billing"))).isEmpty();
    }

    @Test
    @Requirement("SCHEMA-RUN-7")
    void another_version_of_the_same_service_is_whatever_its_role() {
        Optional<Outcome> against =
                against(Set.of(NEW), session(OTHER, "billing"), session(OLD, "reports"));

        assertThat(against).get().isInstanceOf(Outcome.Refused.class);
        assertThat(((Outcome.Refused) against.orElseThrow()).reason())
                .contains("1 sessions")
                .contains(OLD);
    }

    @Test
    @Requirement("SCHEMA-RUN-7")
    void where_no_own_name_is_known_every_version_is() {
        assertThat(against(Set.of(), session(OTHER, "billing")))
                .get()
                .isInstanceOf(Outcome.Refused.class);
        assertThat(against(Set.of("console"), session(OTHER, "billing")))
                .get()
                .isInstanceOf(Outcome.Refused.class);
    }

    @Test
    @Requirement("SCHEMA-RUN-7")
    void a_session_of_the_applications_role_that_names_no_version_is_unknown() {
        assertThat(against(Set.of(NEW), session("", "shop")))
                .get()
                .isInstanceOf(Outcome.Held.class);
        assertThat(against(Set.of(NEW), session("shop@main", "shop")))
                .get()
                .isInstanceOf(Outcome.Held.class);
        assertThat(against(Set.of(NEW), session("psql", "ada"))).isEmpty();
    }

    private static Optional<Outcome> against(Set<String> stay, Blocker... clients) {
        return SessionRules.against(
                List.of(clients), new Gone("a test", "they are gone", stay, Set.of("shop")));
    }

    private static Blocker session(String application, String role) {
        return new Blocker(7, application, role, "idle", Duration.ZERO, Duration.ZERO);
    }
}
