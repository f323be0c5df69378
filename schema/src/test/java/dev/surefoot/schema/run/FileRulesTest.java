package dev.surefoot.schema.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.schema.migration.MigrationSet;
import dev.surefoot.schema.migration.Phase;
import dev.surefoot.schema.run.target.FileRow;
import dev.surefoot.schema.run.target.FlywayChecksum;
import dev.surefoot.schema.run.target.ToolHistory;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A folder against what the target knows of it. */
class FileRulesTest {
    private static final String TEXT = "create table a (b int);\n";
    private static final MigrationSet ONE = set("1");

    @Test
    void new_files_are_pending_and_of_one_change() {
        List<FileRow> rows = agree(set("1", "2"), known());

        assertThat(rows).extracting(FileRow::state).containsOnly(FileRow.State.PENDING);
        assertThat(rows).extracting(FileRow::change).containsOnly(1L);
    }

    @Test
    void files_that_come_after_an_expansion_are_the_next_change() {
        List<FileRow> rows = agree(set("1", "2"), known(done(agree(ONE, known()).getFirst())));

        assertThat(rows.getFirst().done()).isTrue();
        assertThat(rows.getLast().change()).isEqualTo(2);
    }

    @Test
    @Requirement("SCHEMA-RUN-5")
    void a_file_that_was_edited_after_it_ran_is_refused_by_name() {
        FileRow ran = done(agree(ONE, known()).getFirst());
        MigrationSet edited =
                Folders.flyway().file("1", Folders.Head.of(Phase.EXPAND), TEXT + "--\n").set();

        assertThat(reason(edited, known(ran))).contains("V1__change.sql was edited");
    }

    @Test
    void a_file_that_was_not_begun_may_be_edited() {
        FileRow pending = agree(ONE, known()).getFirst();
        MigrationSet edited =
                Folders.flyway().file("1", Folders.Head.of(Phase.EXPAND), TEXT + "--\n").set();

        assertThat(agree(edited, known(pending)).getFirst().sha256())
                .isEqualTo(edited.files().getFirst().sha256());
    }

    @Test
    @Requirement("SCHEMA-RUN-5")
    void a_new_file_before_one_that_ran_is_out_of_order() {
        FileRow ran = done(agree(set("2"), known()).getFirst());

        assertThat(reason(set("1", "2"), known(ran)))
                .contains("V1__change.sql is out of order")
                .contains("V2__change.sql");
    }

    @Test
    void a_contract_may_still_wait_when_a_later_change_was_expanded() {
        MigrationSet first =
                Folders.flyway()
                        .file("1", Folders.Head.of(Phase.EXPAND), TEXT)
                        .file("2", Folders.Head.of(Phase.CONTRACT), "drop table a;\n")
                        .file("3", Folders.Head.of(Phase.EXPAND), "create table c (b int);\n")
                        .set();
        List<FileRow> rows = agree(first, known());

        List<FileRow> again =
                agree(first, known(done(rows.get(0)), rows.get(1), done(rows.get(2))));

        assertThat(again.get(1).pending()).isTrue();
    }

    @Test
    @Requirement("SCHEMA-RUN-5")
    void a_file_that_ran_and_is_gone_is_named() {
        FileRow ran = done(agree(set("2"), known()).getFirst());

        assertThat(reason(ONE, known(ran)))
                .contains("V2__change.sql")
                .contains("not in the folder");
    }

    @Test
    @Requirement("SCHEMA-RUN-15")
    void what_newer_versions_of_the_folder_ran_is_no_gap_in_the_history() {
        List<FileRow> newer = agree(set("1", "2"), known());
        FileRow ran = done(newer.getLast());

        FileRules.Compared.Agree agree =
                (FileRules.Compared.Agree)
                        FileRules.compare(
                                ONE,
                                known(done(newer.getFirst()), ran),
                                RunOptions.Folder.PLAIN.with(brought(set("1", "2"))));

        assertThat(agree.rows()).extracting(FileRow::done).containsExactly(true);
        assertThat(agree.later()).containsExactly(ran);
        assertThat(agree.gone()).isEmpty();
    }

    @Test
    @Requirement("SCHEMA-RUN-15")
    void what_ran_as_no_newer_version_has_it_is_refused_by_name() {
        FileRow ran = done(agree(set("1", "2"), known()).getLast());
        MigrationSet edited =
                Folders.flyway().file("2", Folders.Head.of(Phase.EXPAND), TEXT + "--\n").set();

        assertThat(reason(ONE, known(ran), brought(edited)))
                .contains("V2__change.sql was run here with SHA-256");
        assertThat(reason(ONE, known(ran), brought(set("3")))).contains("not in the folder");
    }

    @Test
    @Requirement("SCHEMA-RUN-15")
    void a_new_file_before_one_that_a_newer_version_ran_is_out_of_order() {
        FileRow ran = done(agree(set("3"), known()).getFirst());

        assertThat(reason(set("2"), known(ran), brought(set("3"))))
                .contains("V2__change.sql is out of order: V3__change.sql");
    }

    @Test
    void what_a_newer_version_has_not_begun_yet_is_not_forgotten() {
        List<FileRow> newer = agree(set("1", "2"), known());
        FileRules.Known known = known(done(newer.getFirst()), newer.getLast());

        FileRules.Compared with =
                FileRules.compare(ONE, known, RunOptions.Folder.PLAIN.with(brought(set("1", "2"))));
        FileRules.Compared without = FileRules.compare(ONE, known, RunOptions.Folder.PLAIN);

        assertThat(((FileRules.Compared.Agree) with).gone()).isEmpty();
        assertThat(((FileRules.Compared.Agree) without).gone()).containsExactly("V2__change.sql");
    }

    @Test
    void what_the_tools_table_has_is_not_run_again() {
        int checksum = FlywayChecksum.of(TEXT.getBytes(StandardCharsets.UTF_8));

        FileRow row = agree(ONE, flyway("1", checksum)).getFirst();

        assertThat(row.origin()).isEqualTo(FileRow.Origin.TOOL);
        assertThat(row.done()).isTrue();
    }

    @Test
    @Requirement("SCHEMA-RUN-5")
    void a_file_that_was_edited_after_its_tool_ran_it_is_refused() {
        assertThat(reason(ONE, flyway("1", 42))).contains("checksum was 42");
    }

    @Test
    void flyways_baseline_stands_for_all_before_it() {
        FileRules.Known known =
                new FileRules.Known(
                        List.of(),
                        Optional.of(ToolHistory.Kind.FLYWAY),
                        Map.of(
                                "1.9",
                                new ToolHistory.Applied("1.9", Optional.empty(), true, true)));

        List<FileRow> rows = agree(set("1", "1.10"), known);

        assertThat(rows).extracting(FileRow::done).containsExactly(true, false);
    }

    @Test
    void a_changed_repeatable_script_runs_again() {
        FileRow ran = done(agree(set("R__view"), known()).getFirst());
        MigrationSet edited =
                Folders.flyway()
                        .file("R__view", Folders.Head.of(Phase.EXPAND), "create view v as select 1")
                        .set();

        FileRow again = agree(edited, known(ran)).getFirst();

        assertThat(again.pending()).isTrue();
        assertThat(again.round()).isEqualTo(2);
    }

    @Test
    void a_baseline_that_somebody_names_is_not_run() {
        RunOptions.Folder folder =
                new RunOptions.Folder(Map.of(), Optional.of("1"), true, file -> Optional.empty());

        FileRules.Compared compared = FileRules.compare(set("1", "2"), known(), folder);

        assertThat(((FileRules.Compared.Agree) compared).rows())
                .extracting(FileRow::origin)
                .containsExactly(FileRow.Origin.BASELINE, FileRow.Origin.RUN);
    }

    private static MigrationSet set(String... versions) {
        Folders folders = Folders.flyway();
        for (String version : versions) {
            folders.file(version, Folders.Head.of(Phase.EXPAND), TEXT);
        }
        return folders.set();
    }

    private static FileRules.Known known(FileRow... rows) {
        return new FileRules.Known(List.of(rows), Optional.empty(), Map.of());
    }

    private static FileRules.Known flyway(String version, int checksum) {
        return new FileRules.Known(
                List.of(),
                Optional.of(ToolHistory.Kind.FLYWAY),
                Map.of(
                        version,
                        new ToolHistory.Applied(version, Optional.of(checksum), true, false)));
    }

    private static FileRow done(FileRow row) {
        return new FileRow(
                row.path(),
                row.position(),
                row.version(),
                row.sha256(),
                row.phase(),
                row.change(),
                row.round(),
                FileRow.State.DONE,
                row.origin(),
                row.note());
    }

    private static List<FileRow> agree(MigrationSet set, FileRules.Known known) {
        return ((FileRules.Compared.Agree) FileRules.compare(set, known, RunOptions.Folder.PLAIN))
                .rows();
    }

    private static String reason(MigrationSet set, FileRules.Known known) {
        return reason(set, known, Set.of());
    }

    private static String reason(
            MigrationSet set, FileRules.Known known, Set<RunOptions.Brought> newer) {
        return ((FileRules.Compared.Edited)
                        FileRules.compare(set, known, RunOptions.Folder.PLAIN.with(newer)))
                .reason();
    }

    private static Set<RunOptions.Brought> brought(MigrationSet set) {
        return set.files().stream()
                .map(file -> new RunOptions.Brought(file.path(), file.sha256()))
                .collect(Collectors.toSet());
    }
}
