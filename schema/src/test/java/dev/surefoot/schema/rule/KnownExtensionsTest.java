package dev.surefoot.schema.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.schema.fact.SqlError;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Optional;
import java.util.OptionalInt;

class KnownExtensionsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "42883 | function uuid_generate_v4() does not exist | uuid-ossp",
                "42883 | function extensions.uuid_generate_v4() does not exist | uuid-ossp",
                "42883 | function crypt(text, text) does not exist | pgcrypto",
                "42883 | function st_point(integer, integer) does not exist | postgis",
                "42704 | type \"citext\" does not exist | citext",
                "42704 | type \"public.geometry\" does not exist | postgis",
                "42704 | operator class \"gin_trgm_ops\" does not exist for access method \"gin\" | pg_trgm",
                "42704 | access method \"hnsw\" does not exist | vector",
                "42704 | language \"plv8\" does not exist | plv8",
                "42883 | function crypto(text) does not exist |",
                "42883 | function stop() does not exist |",
                "42704 | type \"mood\" does not exist |",
                "42P01 | relation \"citext\" does not exist |",
            })
    void what_a_well_known_extension_brings_is_told_from_a_mistake(
            String state, String message, String extension) {
        assertThat(
                        KnownExtensions.of(new SqlError(state, message, OptionalInt.empty()))
                                .map(KnownExtensions.Used::extension))
                .isEqualTo(Optional.ofNullable(extension));
    }
}
