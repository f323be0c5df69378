package dev.surefoot.schema.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.schema.migration.MigrationFile.Wrapping;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

class ToolMarkersTest {
    private static final String INDEX = "CREATE INDEX CONCURRENTLY i ON t (a);";

    @TempDir Path temp;
    private Folder folder;

    @BeforeEach
    void open() {
        folder = new Folder(temp);
    }

    @Test
    @Requirement("FILES-4")
    void diesels_metadata_takes_both_ways_out_of_the_transaction() throws Exception {
        folder.file("1_a/up.sql", "SELECT 1")
                .file("1_a/down.sql", "SELECT 1")
                .file("1_a/metadata.toml", "# why\n\nrun_in_transaction = false # so\n");

        assertThat(folder.only().wrapping()).isEqualTo(Wrapping.STATEMENT);
        assertThat(folder.only().inverse().orElseThrow().wrapping()).isEqualTo(Wrapping.STATEMENT);
    }

    @Test
    void a_setting_that_is_not_known_is_refused_with_its_line() {
        folder.file("1_a/up.sql", "SELECT 1").file("1_a/metadata.toml", "\nisolation = \"x\"");
        folder.refusal().hasMessageContaining("1_a/metadata.toml:2: setting isolation");

        folder.file("1_a/metadata.toml", "run_in_transaction = no");
        folder.refusal().hasMessageContaining("run_in_transaction is no; true or false");

        folder.file("1_a/metadata.toml", "[section]");
        folder.refusal().hasMessageContaining("\"[section]\" is not key = value");
    }

    @Test
    @Requirement("FILES-4")
    void flyways_settings_beside_a_file_are_honored() throws Exception {
        folder.file("V1__a.sql", "SELECT '${x}'")
                .file("V1__a.sql.conf", "executeInTransaction=false\nplaceholderReplacement=false");

        assertThat(folder.only().wrapping()).isEqualTo(Wrapping.STATEMENT);
        assertThat(folder.only().text()).isEqualTo("SELECT '${x}'");
    }

    @Test
    void flyway_leaves_the_transaction_out_for_statements_that_need_it() throws Exception {
        folder.file("V1__a.sql", "-- now\n" + INDEX).file("V2__b.sql", "CREATE INDEX i ON t (a)");

        assertThat(folder.read().files())
                .extracting(MigrationFile::wrapping)
                .containsExactly(Wrapping.STATEMENT, Wrapping.FILE);
    }

    @Test
    void a_pair_with_one_such_statement_alone_runs_outside_a_transaction() throws Exception {
        folder.file("1.up.sql", INDEX).file("2.up.sql", INDEX + "SELECT 1");

        assertThat(folder.read().files())
                .extracting(MigrationFile::wrapping)
                .containsExactly(Wrapping.STATEMENT, Wrapping.FILE);
    }

    @Test
    @Requirement("FILES-4")
    void comments_of_tools_are_honored() throws Exception {
        folder.file("1.sql", "-- no-transaction\nSELECT 1")
                .file("2.sql", "-- +goose NO TRANSACTION\n-- +goose Up\nSELECT 1")
                .file("3.sql", "-- +migrate Up notransaction\nSELECT 1")
                .file("4.sql", "-- migrate:up transaction:false\nSELECT 1")
                .file("5.sql", "-- says no-transaction in passing\nSELECT 1");

        assertThat(folder.read().files())
                .extracting(MigrationFile::wrapping)
                .containsExactly(
                        Wrapping.STATEMENT,
                        Wrapping.STATEMENT,
                        Wrapping.STATEMENT,
                        Wrapping.STATEMENT,
                        Wrapping.FILE);
    }

    @Test
    void the_header_outranks_the_tool() throws Exception {
        folder.file("1.sql", "-- no-transaction\n-- surefoot: transaction=file\nSELECT 1");

        assertThat(folder.only().wrapping()).isEqualTo(Wrapping.FILE);
    }

    @Test
    void both_ways_in_one_file_are_kept_apart_with_their_lines() throws Exception {
        folder.file(
                "1.sql",
                """
                -- migrate:up
                CREATE TABLE t ();
                -- migrate:down transaction:false
                DROP TABLE t;
                """);

        MigrationFile file = folder.only();
        var inverse = file.inverse().orElseThrow();

        assertThat(file.statements()).containsExactly(new Statement(1, 2, 14, "CREATE TABLE t ()"));
        assertThat(file.wrapping()).isEqualTo(Wrapping.FILE);
        assertThat(inverse.statements()).extracting(Statement::line).containsExactly(4);
        assertThat(inverse.statements())
                .extracting(Statement::text)
                .containsExactly("DROP TABLE t");
        assertThat(inverse.wrapping()).isEqualTo(Wrapping.STATEMENT);
    }

    @Test
    void gooses_mark_above_both_ways_is_for_both() throws Exception {
        folder.file(
                "1.sql",
                "-- +goose NO TRANSACTION\n-- +goose Up\nSELECT 1;\n-- +goose Down\nSELECT 2;");

        assertThat(folder.only().inverse().orElseThrow().wrapping()).isEqualTo(Wrapping.STATEMENT);
    }
}
