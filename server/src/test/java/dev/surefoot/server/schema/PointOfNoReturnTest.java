package dev.surefoot.server.schema;

import static dev.surefoot.server.schema.SchemaSamples.AT;
import static dev.surefoot.server.schema.SchemaSamples.digest;
import static dev.surefoot.server.schema.SchemaSamples.in;
import static dev.surefoot.server.schema.SchemaSamples.rename;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;

import java.util.List;

class PointOfNoReturnTest {
    private final SchemaChange contracted = in(new SchemaState.Complete(AT, rename(), true));

    @Test
    void while_nothing_was_taken_away_there_is_none() {
        assertThat(PointOfNoReturn.of(List.of())).isEmpty();
    }

    @Test
    @Requirement("SCHEMA-5")
    void a_version_that_is_proven_to_break_is_refused_with_its_statement_and_the_options() {
        PointOfNoReturn floor = PointOfNoReturn.of(List.of(contracted)).orElseThrow();

        assertThat(floor.oldest()).isEqualTo(digest("new"));
        assertThat(floor.refusal(digest("old")))
                .get()
                .asString()
                .contains("SELECT name FROM customers: 42703")
                .contains(digest("new").toString())
                .contains("roll forward")
                .contains("restore");
    }

    @Test
    void a_version_of_which_nothing_is_proven_is_not_refused() {
        PointOfNoReturn floor = PointOfNoReturn.of(List.of(contracted)).orElseThrow();

        assertThat(floor.refusal(digest("older still"))).isEmpty();
        assertThat(floor.refusal(digest("new"))).isEmpty();
    }
}
