package dev.surefoot.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.server.web.SchemaModel.Matrix;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Optional;

class ProofMatrixTest {
    @Test
    @Requirement("WEB-7")
    void what_was_not_tried_is_said_to_be_so() {
        Matrix nothing = ProofMatrix.of(Optional.empty(), Map.of());

        assertThat(nothing.columns())
                .containsExactly("before", "expanded", "backfilled", "contracted");
        assertThat(nothing.rows())
                .flatExtracting(Matrix.Row::boxes)
                .extracting(Matrix.Box::words)
                .containsOnly("Not tried")
                .hasSize(8);
    }

    @Test
    @Requirement("WEB-7")
    void a_break_that_is_to_be_expected_says_what_it_means() {
        Matrix matrix = ProofMatrix.of(Optional.of(Changes.RENAME), Map.of("OLD EXPANDED", 14L));

        assertThat(boxes(matrix, 0))
                .containsExactly(
                        new Matrix.Box(Tone.GOOD, "Pass", ""),
                        new Matrix.Box(Tone.GOOD, "Pass", "14 statements"),
                        new Matrix.Box(Tone.GOOD, "Pass", ""),
                        new Matrix.Box(Tone.HELD, "Fail", "so there is no way back"));
        assertThat(boxes(matrix, 1))
                .containsExactly(
                        new Matrix.Box(Tone.QUIET, "Fail", "so expand comes first"),
                        new Matrix.Box(Tone.GOOD, "Pass", ""),
                        new Matrix.Box(Tone.QUIET, "Not tried", ""),
                        new Matrix.Box(Tone.HELD, "Unknown", ""));
        assertThat(matrix.failing())
                .extracting(Matrix.Failing::where)
                .containsExactly("Old version, contracted", "New version, before");
    }

    private static List<Matrix.Box> boxes(Matrix matrix, int row) {
        return matrix.rows().get(row).boxes();
    }
}
