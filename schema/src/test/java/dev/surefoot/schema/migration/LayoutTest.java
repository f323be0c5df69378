package dev.surefoot.schema.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.schema.migration.MigrationFile.Wrapping;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

class LayoutTest {
    @TempDir Path temp;
    private Folder folder;

    @BeforeEach
    void open() {
        folder = new Folder(temp);
    }

    @Test
    @Requirement("FILES-1")
    void flyways_versions_are_numbers_and_repeatable_files_come_last() throws Exception {
        folder.file("V1_10__ten.sql", "SELECT 10")
                .file("V1.2__two_of_them.sql", "SELECT 2")
                .file("more/V1_3.sql", "SELECT 3")
                .file("R__views.sql", "SELECT 0")
                .file("U1.2__two.sql", "SELECT -2")
                .file("afterMigrate.sql", "SELECT 'not a migration'");

        MigrationSet set = folder.read();

        assertThat(set.layout()).isEqualTo(Layout.FLYWAY);
        assertThat(set.files())
                .extracting(MigrationFile::version)
                .containsExactly("1.2", "1.3", "1.10", "R__views");
        MigrationFile two = set.files().getFirst();
        assertThat(two.description()).isEqualTo("two of them");
        assertThat(two.inverse().orElseThrow().path()).isEqualTo("U1.2__two.sql");
        assertThat(set.files().getLast().inverse()).isEmpty();
        assertThat(set.leftOut()).singleElement().asString().startsWith("afterMigrate.sql: ");
    }

    @Test
    @Requirement("FILES-2")
    void a_migration_that_is_a_program_is_named_as_left_out() throws Exception {
        folder.file("V1__a.sql", "SELECT 1")
                .file("V2__b.java", "class V2__b {}")
                .file("x.java", "");

        assertThat(folder.read().leftOut()).singleElement().asString().startsWith("V2__b.java: ");
    }

    @Test
    void a_name_in_capitals_is_refused_not_overlooked() {
        folder.file("V1__a.sql", "SELECT 1").file("V2__b.SQL", "SELECT 2");

        folder.refusal().hasMessageStartingWith("V2__b.SQL: is not read");
    }

    @Test
    void flyways_baseline_stands_for_every_version_up_to_it() throws Exception {
        folder.file("V1__a.sql", "SELECT 1")
                .file("U1__a.sql", "SELECT 1")
                .file("B2__all.sql", "SELECT 2")
                .file("V2__b.sql", "SELECT 2")
                .file("V3__c.sql", "SELECT 3");

        assertThat(folder.paths()).containsExactly("B2__all.sql", "V3__c.sql");
        assertThat(folder.read().leftOut()).hasSize(2).first().asString().contains("B2__all.sql");
    }

    @Test
    @Requirement("FILES-1")
    void diesels_version_ends_at_the_first_underscore_and_has_no_hyphens() throws Exception {
        folder.file("2017-09-23-182408_later thing/up.sql", "SELECT 2;")
                .file("2017-09-23-182408_later thing/down.sql", "")
                .file("20170308191449_sooner/up.sql", "SELECT 1;")
                .file("README.md", "no migration");

        MigrationSet set = folder.read();

        assertThat(set.layout()).isEqualTo(Layout.DIESEL);
        assertThat(set.files())
                .extracting(MigrationFile::version)
                .containsExactly("20170308191449", "20170923182408");
        assertThat(set.files().getFirst().inverse()).isEmpty();
        assertThat(set.files().getLast().inverse().orElseThrow().statements()).isEmpty();
        assertThat(set.files().getLast().description()).isEqualTo("later thing");
    }

    @Test
    @Requirement("FILES-1")
    void pairs_run_by_their_number_with_their_own_way_back() throws Exception {
        folder.file("10_b.up.sql", "SELECT 10")
                .file("9_a.up.sql", "SELECT 9")
                .file("9_a.down.sql", "SELECT -9");

        MigrationSet set = folder.read();

        assertThat(set.layout()).isEqualTo(Layout.PAIRS);
        assertThat(set.files()).extracting(MigrationFile::version).containsExactly("9", "10");
        assertThat(set.files().getFirst().inverse().orElseThrow().text()).isEqualTo("SELECT -9");
    }

    @Test
    @Requirement("FILES-1")
    void plain_files_run_by_number_if_all_have_one_else_by_name() throws Exception {
        folder.file("10_b.sql", "SELECT 10").file("9_a.sql", "SELECT 9");
        assertThat(folder.paths()).containsExactly("9_a.sql", "10_b.sql");

        folder.file("fix.sql", "SELECT 0");
        assertThat(folder.paths()).containsExactly("10_b.sql", "9_a.sql", "fix.sql");
        assertThat(folder.only().version()).isEqualTo("10_b");
    }

    @Test
    @Requirement("FILES-1")
    void numbers_in_parts_are_compared_part_by_part() throws Exception {
        inOrder("1-1_a.sql", "1-2_b.sql", "1-9.sql", "1-10_c.sql", "2-1_d.sql", "12_e.sql");
        inOrder("1.2-a.sql", "1.10-b.sql", "2.sql", "12.sql");
        inOrder("1_a.sql", "1_2_b.sql", "1_10_c.sql", "2_1_d.sql");
    }

    @Test
    void a_word_that_begins_with_a_digit_is_no_part_of_the_number() throws Exception {
        inOrder("7_10th.sql", "7_2fa.sql", "7_a.sql", "8_1st.sql");
    }

    @Test
    @Requirement("FILES-1")
    void dates_are_in_order_however_they_are_written() throws Exception {
        inOrder("20240102030405_z.sql", "20240102030406_y.sql", "20241231235959_x.sql");
        inOrder("2024-01-02-030405_z.sql", "2024-01-02-110405_y.sql", "2024-12-01-000000_x.sql");
        inOrder("2024-01-02_z.sql", "2024-01-02-030405_y.sql", "2024-01-10_x.sql");
        inOrder("20231231235959_z.sql", "2024-01-02-030405_y.sql", "20240102030406_x.sql");
    }

    private void inOrder(String... names) throws Exception {
        Folder own = new Folder(folder.root().resolve(names[0] + "-and-more"));
        for (String name : names) {
            own.file(name, "SELECT 1");
        }
        assertThat(own.paths()).containsExactly(names);
    }

    @Test
    void a_file_that_a_header_names_as_the_way_back_is_no_migration() throws Exception {
        folder.file("001_a.sql", "-- surefoot: inverse=undo/001.sql\nSELECT 1")
                .file("002_b.sql", "SELECT 2")
                .file("undo/001.sql", "SELECT -1; SELECT -2");

        assertThat(folder.paths()).containsExactly("001_a.sql", "002_b.sql");
        var inverse = folder.only().inverse().orElseThrow();
        assertThat(inverse.statements()).hasSize(2);
        assertThat(inverse.wrapping()).isEqualTo(Wrapping.STATEMENT);
    }

    @Test
    @Requirement("FILES-2")
    void a_mixed_folder_is_refused_with_what_was_found() {
        folder.file("V1__a.sql", "SELECT 1").file("b.sql", "SELECT 2").file("c.sql", "SELECT 2");

        folder.refusal()
                .hasMessageContaining("mixes layouts")
                .hasMessageContaining("1 as V1__name.sql (V1__a.sql)")
                .hasMessageContaining("2 as plain files (b.sql)");
    }

    @Test
    void two_files_of_one_version_are_refused() {
        folder.file("V1__a.sql", "SELECT 1").file("V1_0__b.sql", "SELECT 2");

        folder.refusal().hasMessageContaining("V1__a.sql").hasMessageContaining("V1_0__b.sql");
    }

    @Test
    void a_way_back_without_its_way_out_is_refused() {
        folder.file("1_a.up.sql", "SELECT 1").file("2_b.down.sql", "SELECT 2");

        folder.refusal().hasMessageStartingWith("2_b.down.sql: has no .up.sql beside it");
    }

    @Test
    void one_migrations_own_folder_is_refused_with_the_folder_to_give() {
        folder.file("up.sql", "SELECT 1");

        folder.refusal().hasMessageContaining("give the folder above it");
    }

    @Test
    void an_empty_folder_is_refused() {
        folder.file("README.md", "none yet");

        folder.refusal().hasMessageContaining("holds no .sql file");
    }

    @Test
    void a_missing_folder_and_a_file_in_its_place_are_refused() {
        new Folder(temp.resolve("none")).refusal().hasMessageContaining("no such folder");
        folder.file("a.sql", "SELECT 1");
        new Folder(temp.resolve("a.sql")).refusal().hasMessageContaining("is a file");
    }
}
