package dev.surefoot.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Do a version's statements say what its code sends, and which schema do they work on? */
class ShopStatementsTest {
    private static final String NO_SUCH_COLUMN = "42703";

    @TempDir static Path directory;
    private static ShopDatabase postgres;

    @BeforeAll
    static void start() throws Exception {
        postgres = ShopDatabase.start(directory);
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @ParameterizedTest
    @Requirement("SHOP-2")
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void every_statement_of_the_code_is_recorded_and_none_besides(int version) throws Exception {
        BuiltVersion built = BuiltShop.version(version);

        List<RecordedStatement> recorded = RecordedStatement.of(built);

        assertThat(SqlInSources.of(built))
                .hasSizeGreaterThanOrEqualTo(4)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(
                        recorded.stream().map(RecordedStatement::sql).distinct().toList());
        assertThat(recorded).extracting(RecordedStatement::id).doesNotHaveDuplicates();
        assertThat(recorded).extracting(RecordedStatement::role).containsOnly("shop_app");
    }

    @ParameterizedTest
    @Requirement("SHOP-2")
    @CsvSource({"1,1", "2,2", "2,3", "2,4", "3,5", "3,6", "4,6", "5,7"})
    void a_versions_statements_run_as_the_application_once_its_migrations_have(
            int version, int migrations) throws Exception {
        assertThat(run(version, version, migrations)).allSatisfy(ShopStatementsTest::runsFine);
    }

    @ParameterizedTest
    @Requirement("SHOP-3")
    @CsvSource({"1,2,2", "1,2,3", "2,3,5", "2,3,6"})
    void the_version_before_still_runs_after_expand_and_backfill(
            int before, int migrated, int migrations) throws Exception {
        assertThat(run(before, migrated, migrations)).allSatisfy(ShopStatementsTest::runsFine);
    }

    @Test
    @Requirement("SHOP-3")
    void the_first_version_cannot_go_on_once_the_old_name_is_dropped() throws Exception {
        assertThat(run(1, 2, 4))
                .containsEntry("customer", NO_SUCH_COLUMN)
                .containsEntry("rename", NO_SUCH_COLUMN)
                .containsEntry("order", RecordedStatement.FINE);
    }

    @Test
    @Requirement("SHOP-3")
    void the_second_version_cannot_go_on_where_the_fifth_has_dropped_the_address()
            throws Exception {
        assertThat(run(2, 5, 7))
                .containsEntry("customer", NO_SUCH_COLUMN)
                .containsEntry("register", NO_SUCH_COLUMN)
                .containsEntry("rename", RecordedStatement.FINE);
    }

    @Test
    void the_application_owns_nothing_and_changes_no_table() throws Exception {
        String database = postgres.create();
        postgres.migrate(database, BuiltShop.version(1), 1);

        List<String> states = new ArrayList<>();
        try (Connection application = postgres.asApplication(database)) {
            for (String sql :
                    List.of(
                            "ALTER TABLE shop.customers ADD COLUMN x text",
                            "TRUNCATE shop.orders",
                            "DELETE FROM shop.orders",
                            "CREATE TABLE shop.other (id int)")) {
                states.add(new RecordedStatement("", sql, List.of(), "").attempt(application));
            }
        }

        assertThat(states).containsOnly("42501");
    }

    private static void runsFine(String id, String state) {
        assertThat(state).as(id).isEqualTo(RecordedStatement.FINE);
    }

    /** SQLSTATEs by statement of one version, on the schema of another's migrations. */
    private static Map<String, String> run(int version, int migrated, int migrations)
            throws Exception {
        String database = postgres.create();
        postgres.migrate(database, BuiltShop.version(migrated), migrations);
        Map<String, String> states = new LinkedHashMap<>();
        try (Connection application = postgres.asApplication(database)) {
            for (RecordedStatement statement : RecordedStatement.of(BuiltShop.version(version))) {
                states.put(statement.id(), statement.run(application));
            }
        }
        return states;
    }
}
