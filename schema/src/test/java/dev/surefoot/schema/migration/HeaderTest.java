package dev.surefoot.schema.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.schema.migration.Header.BackfillSpec;
import dev.surefoot.schema.migration.Header.SyncSpec;
import dev.surefoot.schema.migration.MigrationFile.Wrapping;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

class HeaderTest {
    @TempDir Path temp;
    private Folder folder;

    @BeforeEach
    void open() {
        folder = new Folder(temp);
    }

    @Test
    void reads_every_key() throws Exception {
        folder.file("back.sql", "SELECT -1")
                .file(
                        "001.sql",
                        """
                        -- Renames a column.
                        -- surefoot: phase=expand inverse=back.sql transaction=file
                        -- surefoot: table=app.users key=id set="full_name = name || ""é"" " \
                        verify="full_name IS DISTINCT FROM name"
                        -- surefoot: sync=app.users old=name new=full_name up="name" down="full_name"
                        -- surefoot: sync=app.teams old=a new=b up=upper(a) down="lower(b)"

                        SELECT 1;
                        """);

        MigrationFile file = folder.only();

        Header header = file.header();
        assertThat(header.phase()).contains(Phase.EXPAND);
        assertThat(header.inverse()).contains("back.sql");
        assertThat(header.wrapping()).contains(Wrapping.FILE);
        assertThat(file.wrapping()).isEqualTo(Wrapping.FILE);
        assertThat(header.backfills())
                .containsExactly(
                        new BackfillSpec(
                                "app.users",
                                "id",
                                "full_name = name || \"é\" ",
                                "full_name IS DISTINCT FROM name"));
        assertThat(header.syncs())
                .containsExactly(
                        new SyncSpec("app.users", "name", "full_name", "name", "full_name"),
                        new SyncSpec("app.teams", "a", "b", "upper(a)", "lower(b)"));
        assertThat(file.statements())
                .containsExactly(new Statement(1, 7, file.text().indexOf("SELECT"), "SELECT 1"));
    }

    @Test
    void a_file_that_says_nothing_runs_in_one_transaction_a_headed_one_by_statement()
            throws Exception {
        folder.file("1.sql", "SELECT 1; SELECT 2")
                .file("2.sql", "-- surefoot: phase=expand\nSELECT 1");

        var files = folder.read().files();

        assertThat(files.getFirst().header()).isEqualTo(Header.NONE);
        assertThat(files.getFirst().wrapping()).isEqualTo(Wrapping.FILE);
        assertThat(files.getLast().wrapping()).isEqualTo(Wrapping.STATEMENT);
    }

    @Test
    @Requirement("FILES-3")
    void refuses_what_it_does_not_know_naming_file_and_line() {
        refuses(
                "phse=expand",
                "a.sql:2: the surefoot line has an unknown key phse=; known: phase,");
        refuses("phase=Expand", "says phase=Expand; one of: expand, backfill, contract");
        refuses("transaction=no", "says transaction=no; one of: file, statement");
        refuses("phase=expand phase=expand", "gives phase= twice");
        refuses("phase=", "gives phase= no value");
        refuses("phase", "expects key=value at \"phase\"");
        refuses("phase = expand", "expects key=value at \"phase = expand\"");
        refuses("", "says nothing");
        refuses("table=t key=id set=a=1", "with table= lacks verify=");
        refuses("sync=t old=a new=b up=a", "with sync= lacks down=");
        refuses("key=id", "has key= without table=");
        refuses("old=id", "has old= without sync=");
        refuses("table=t key=id set=a verify=b sync=t", "write two lines");
        refuses("table=\"t", "never closes the quote of table=");
        refuses("table=\"t\"x", "has more behind the quoted value of table=");
        refuses("set=a\"b", "has a quote within set=");
    }

    @Test
    @Requirement("FILES-3")
    void refuses_what_is_nearly_a_surefoot_line() throws Exception {
        folder.file("a.sql", "-- surefoot phase=expand\nSELECT 1");
        folder.refusal().hasMessageContaining("a.sql:1: write \"-- surefoot: key=value\"");

        folder.file("a.sql", "/* surefoot: phase=expand */ SELECT 1");
        folder.refusal().hasMessageContaining("a line of its own");

        folder.file("a.sql", "-- surefoot likes this\nSELECT 1");
        assertThat(folder.only().header()).isEqualTo(Header.NONE);
    }

    @Test
    void refuses_a_key_said_again_on_another_line() {
        folder.file("a.sql", "-- surefoot: phase=expand\n-- surefoot: phase=expand\nSELECT 1");

        folder.refusal()
                .hasMessage("a.sql:2: the surefoot line gives phase= a second time; keep one");
    }

    @Test
    @Requirement("FILES-3")
    void refuses_a_line_behind_the_first_statement() {
        folder.file("a.sql", "SELECT 1;\n--surefoot: phase=expand");

        folder.refusal().hasMessageContaining("a.sql:2:").hasMessageContaining("move it above");
    }

    @Test
    void a_line_in_a_string_or_a_block_comment_is_no_header() throws Exception {
        folder.file("a.sql", "/*\n-- surefoot: x\n*/ SELECT '\n-- surefoot: y'");

        assertThat(folder.only().header()).isEqualTo(Header.NONE);
    }

    @Test
    void refuses_an_inverse_that_is_missing_outside_or_the_file_itself() {
        refusesInverse("gone.sql", "a.sql:2: inverse=gone.sql is no .sql file here");
        refusesInverse("../a.sql", "a.sql:2: inverse=../a.sql leaves the folder");
        refusesInverse("/etc/a.sql", "leaves the folder");
        refusesInverse("a.sql", "names itself as its way back");
    }

    @Test
    void refuses_two_ways_back() {
        folder.file("1_a.up.sql", "-- surefoot: inverse=other.sql\nSELECT 1")
                .file("1_a.down.sql", "SELECT 1")
                .file("other.sql", "SELECT 1");

        folder.refusal().hasMessageContaining("1_a.down.sql is one by its name; keep one");
    }

    @Test
    void a_way_back_may_only_speak_of_its_transaction() throws Exception {
        folder.file("1_a.up.sql", "SELECT 1").file("1_a.down.sql", "-- surefoot: phase=expand");
        folder.refusal().hasMessageStartingWith("1_a.down.sql: is a way back");

        folder.file("1_a.down.sql", "-- surefoot: transaction=statement");
        assertThat(folder.only().inverse().orElseThrow().wrapping()).isEqualTo(Wrapping.STATEMENT);
    }

    private void refuses(String words, String message) {
        folder.file("a.sql", "-- x\n-- surefoot: " + words + "\nSELECT 1");
        folder.refusal().hasMessageStartingWith("a.sql:2: ").hasMessageContaining(message);
    }

    private void refusesInverse(String inverse, String message) {
        folder.file("a.sql", "\n-- surefoot: inverse=" + inverse + "\nSELECT 1");
        folder.refusal().hasMessageContaining(message);
    }
}
