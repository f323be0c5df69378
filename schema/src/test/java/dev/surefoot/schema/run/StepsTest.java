package dev.surefoot.schema.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.schema.fact.LockMode;
import dev.surefoot.schema.migration.MigrationFile.Wrapping;
import dev.surefoot.schema.migration.Phase;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

/** How a file's statements become steps, and what is told from a statement's words. */
class StepsTest {
    @Test
    void a_file_in_one_transaction_is_one_step_without_its_own_begin_and_commit() {
        assertThat(steps(Wrapping.FILE, "begin;\nselect 1;\nselect 2;\ncommit;\n"))
                .containsExactly(List.of(2, 3));
    }

    @Test
    void statements_by_themselves_are_a_step_each_but_for_what_begin_and_commit_enclose() {
        assertThat(steps(Wrapping.STATEMENT, "select 1;\nbegin;\nselect 2;\nselect 3;\ncommit;\n"))
                .containsExactly(List.of(1), List.of(3, 4));
    }

    @Test
    void a_commit_in_the_middle_of_a_file_is_refused_with_its_line() {
        assertThat(not(Wrapping.FILE, "select 1;\ncommit;\nselect 2;\n")).contains("line 2");
        assertThat(not(Wrapping.STATEMENT, "rollback;\n")).contains("ROLLBACK");
        assertThat(not(Wrapping.STATEMENT, "begin;\nselect 1;\n")).contains("does not commit");
    }

    @Test
    void concurrently_beside_others_in_one_transaction_is_refused() {
        assertThat(not(Wrapping.FILE, "create index concurrently a on b (c);\nselect 1;\n"))
                .contains("transaction=statement");
    }

    @Test
    void statements_that_run_by_themselves_are_known_by_their_words() {
        assertThat(Shape.of("create /* x */ unique index concurrently if not exists a on only s.b"))
                .isEqualTo(new Shape.BuildIndex(Optional.of("a"), "s.b"));
        assertThat(Shape.of("create index concurrently on \"S\".b (c)"))
                .isEqualTo(new Shape.BuildIndex(Optional.empty(), "\"S\".b"));
        assertThat(Shape.of("drop index concurrently if exists s.a"))
                .isEqualTo(new Shape.DropIndex("s.a"));
        assertThat(Shape.of("alter table p detach partition q concurrently"))
                .isEqualTo(new Shape.Detach("p", "q"));
        assertThat(Shape.of("reindex (verbose) table concurrently t"))
                .isEqualTo(new Shape.Reindex());
        assertThat(Shape.of("create index a on b (c)")).isEqualTo(new Shape.Plain());
        assertThat(Shape.of("select 'create index concurrently'")).isEqualTo(new Shape.Plain());
    }

    @Test
    void a_lock_is_foretold_only_where_it_is_sure() {
        assertThat(LockGuess.of("alter table app.users add column a text"))
                .contains(new LockGuess("app.users", LockMode.ACCESS_EXCLUSIVE));
        assertThat(LockGuess.of("drop table if exists app.users"))
                .contains(new LockGuess("app.users", LockMode.ACCESS_EXCLUSIVE));
        assertThat(LockGuess.of("create index a on app.users (b)"))
                .contains(new LockGuess("app.users", LockMode.SHARE));
        assertThat(LockGuess.of("alter table app.users validate constraint c")).isEmpty();
        assertThat(LockGuess.of("update app.users set a = 1")).isEmpty();
    }

    private static List<List<Integer>> steps(Wrapping wrapping, String text) {
        return ((Steps.Divided.Into) divide(wrapping, text))
                .steps().stream().map(Step::numbers).toList();
    }

    private static String not(Wrapping wrapping, String text) {
        return ((Steps.Divided.Not) divide(wrapping, text)).reason();
    }

    private static Steps.Divided divide(Wrapping wrapping, String text) {
        var file = Folders.plain().file("1", Folders.Head.of(Phase.EXPAND), text).set().files();
        return Steps.divide("1.sql", file.getFirst().statements(), wrapping);
    }
}
