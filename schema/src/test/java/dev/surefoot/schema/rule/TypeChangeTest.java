package dev.surefoot.schema.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypeChangeTest {
    @ParameterizedTest(name = "{0} to {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "character varying(100) | character varying(200) | NONE",
                "character varying(100) | character varying | NONE",
                "character varying(100) | character varying(50) | NARROWED",
                "character varying | character varying(50) | NARROWED",
                "character varying(100) | text | WIDER_TEXT",
                "text | character varying | WIDER_TEXT",
                "character(3) | text | WIDER_TEXT",
                "text | character varying(9) | VISIBLE",
                "numeric(10,2) | numeric(12,2) | NONE",
                "numeric(10,2) | numeric(12,4) | VISIBLE",
                "numeric(10,2) | numeric(10,4) | NARROWED",
                "numeric(10,2) | numeric | NONE",
                "numeric(10) | numeric(10,2) | NARROWED",
                "numeric(10) | numeric(12,2) | VISIBLE",
                "numeric(8,2)[] | numeric(10,4)[] | VISIBLE",
                "character(2) | character(2) | NONE",
                "character(2) | character(5) | VISIBLE",
                "character(5) | character(2) | NARROWED",
                "timestamp(3) without time zone | timestamp(6) without time zone | NONE",
                "timestamp(3) without time zone | timestamp without time zone | NONE",
                "timestamp without time zone | timestamp with time zone | VISIBLE",
                "integer | bigint | VISIBLE",
                "bigint | integer | VISIBLE",
                "text | bytea | VISIBLE",
                "character varying(10)[] | character varying(20)[] | NONE",
                "integer[] | bigint[] | VISIBLE",
                "bit(8) | bit(16) | NARROWED",
                "bit varying(8) | bit varying(16) | NONE",
                "app.mood | app.mood_two | VISIBLE",
            })
    void means(String from, String to, TypeChange change) {
        assertThat(TypeChange.between(from, to)).isEqualTo(change);
    }
}
