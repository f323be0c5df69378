package dev.surefoot.schema.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.schema.proof.statement.Statements;
import dev.surefoot.schema.proof.statement.StatementsFile;
import dev.surefoot.schema.proof.statement.UnreadableStatements;
import dev.surefoot.schema.shadow.Shadow;
import dev.surefoot.schema.shadow.ShadowDatabase;
import dev.surefoot.schema.shadow.ShadowSource;
import dev.surefoot.testkit.Requirement;
import dev.surefoot.testkit.Vectors;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Foreign measurements of what breaks an old version, and of what does not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BreaksTest {
    private Shadow shadow;
    private ShadowDatabase baseline;
    private Statements old;

    @BeforeAll
    void fill() throws SQLException, UnreadableStatements {
        byte[] setup = Vectors.read("schema", "breaks.setup.sql");
        old = StatementsFile.parse(Vectors.read("schema", "breaks.old.jsonl"));
        shadow = Shadow.startForgetful(new ShadowSource.Bundled(), Map.of("search_path", "s"));
        baseline = shadow.create();
        run(baseline, new String(setup, StandardCharsets.UTF_8));
    }

    @AfterAll
    void stop() {
        if (shadow != null) {
            shadow.close();
        }
    }

    /** One row of the table. */
    record Row(
            String id,
            String setup,
            String migration,
            String broken,
            String typed,
            String prepared,
            String extra) {
        static Row of(String line) {
            String[] cells = line.split("\t", -1);
            return new Row(
                    cells[0],
                    cells[3],
                    cells[4],
                    cells[5],
                    cells[6].equals("same") ? cells[5] : cells[6],
                    cells[7],
                    cells[8]);
        }

        @Override
        public String toString() {
            return id;
        }
    }

    static Stream<Row> rows() {
        String table = new String(Vectors.read("schema", "breaks.tsv"), StandardCharsets.UTF_8);
        return table.lines().skip(1).map(Row::of);
    }

    /** One copy for three ways of asking: making one is what takes the time. */
    @ParameterizedTest
    @MethodSource("rows")
    @Requirement("PROOF-1")
    void exactly_the_statements_that_break_are_found(Row row) throws SQLException {
        try (ShadowDatabase database = shadow.copyOf(baseline)) {
            run(database, row.setup);
            Asked untyped = new Asked(database, old, Typing.INFERRED);
            Asked typed = new Asked(database, old, Typing.AS_BEFORE);
            LooseReplay preparing = new LooseReplay(old.all(), Typing.INFERRED);
            var prepared = preparing.prepareOnly(database);
            run(database, row.migration);

            Trial trial = untyped.again(database);

            assertThat(broken(trial)).isEqualTo(row.broken);
            assertThat(extra(trial)).isEqualTo(row.extra);
            assertThat(trial.unproven()).isEmpty();
            assertThat(trial.run()).isEqualTo(9);
            assertThat(broken(typed.again(database))).as("typed").isEqualTo(row.typed);
            var references = Trial.references(prepared, prepared);
            assertThat(broken(Trial.ofOld(old, references, preparing.prepareOnly(database))))
                    .as("by PREPARE alone")
                    .isEqualTo(row.prepared);
        }
    }

    /** Two runs before, and one after. */
    private record Asked(Statements old, Replay replay, Map<String, Reference> before) {
        Asked(ShadowDatabase database, Statements old, Typing typing) throws SQLException {
            this(old, Replay.of(old, typing), database);
        }

        private Asked(Statements old, Replay replay, ShadowDatabase database) throws SQLException {
            this(old, replay, Trial.references(replay.once(database), replay.once(database)));
        }

        Trial again(ShadowDatabase database) throws SQLException {
            return Trial.ofOld(old, before, replay.once(database));
        }
    }

    private static String broken(Trial trial) {
        return words(trial.broken().stream().map(Break::toString));
    }

    private static String extra(Trial trial) {
        return words(trial.notes().stream().map(note -> note.statement() + ": " + note.words()));
    }

    private static String words(Stream<String> each) {
        String all = each.collect(Collectors.joining("; "));
        return all.isEmpty() ? "-" : all;
    }

    private static void run(ShadowDatabase database, String sql) throws SQLException {
        try (Connection connection = database.connect();
                var statement = connection.createStatement()) {
            if (!sql.equals("-")) {
                statement.execute(sql);
            }
        }
    }
}
