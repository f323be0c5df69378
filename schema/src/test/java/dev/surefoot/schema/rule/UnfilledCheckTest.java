package dev.surefoot.schema.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.schema.fact.CatalogObject;
import dev.surefoot.schema.fact.Fact;
import dev.surefoot.schema.fact.ObjectKind;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Map;
import java.util.Set;

class UnfilledCheckTest {
    private static final Set<String> UNFILLED = Set.of("q", "r", "Q 2");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CHECK ((q > 0))",
                "CHECK ((q > 0)) NOT VALID",
                "CHECK (((q >= '-1'::integer) AND (q <= 100) AND (r <> q)))",
                "CHECK ((NOT (q = 1.5)))",
                "CHECK ((q = ANY (ARRAY['a'::text, 'it''s false'::text]))) NO INHERIT",
                "CHECK (((q)::text = ANY ((ARRAY['a'::character varying])::text[])))",
                "CHECK ((length((q)::text) <= 20))",
                "CHECK (((q)::numeric(10,2) > (0)::numeric(10,2)))",
                "CHECK ((q > '2020-01-01 00:00:00'::timestamp without time zone))",
                "CHECK ((\"Q 2\" ~ '^[a-z]+$'::text))",
            })
    void holds_where_the_columns_are_null(String definition) {
        assertThat(UnfilledCheck.holds(check(definition), UNFILLED::contains)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CHECK ((q IS NOT NULL))",
                "CHECK ((q IS DISTINCT FROM 1))",
                "CHECK ((COALESCE(q, 0) > 0))",
                "CHECK ((num_nulls(q, r) = 0))",
                "CHECK ((q > age))",
                "CHECK (((q > 0) AND false))",
                "CHECK (CASE WHEN (q > 0) THEN true ELSE false END)",
                "CHECK ((app.positive(q)))",
                "CHECK ((q = ANY ('{}'::integer[])))",
                "CHECK ((q OPERATOR(app.=) 1))",
                "CHECK (((q || 'x'::text) = 'x'::text))",
                "CHECK ((1 = 2))",
                "UNIQUE (q)",
            })
    void may_fail_where_the_columns_are_null(String definition) {
        assertThat(UnfilledCheck.holds(check(definition), UNFILLED::contains)).isFalse();
    }

    private static Constraint check(String definition) {
        CatalogObject object = new CatalogObject(ObjectKind.CONSTRAINT, "app", "users", "c");
        return Constraint.of(new Fact.Added(object, Map.of("def", definition)));
    }
}
