package dev.surefoot.schema.proof;

import dev.surefoot.schema.proof.statement.StatementSource;
import dev.surefoot.schema.proof.statement.Statements;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All cells of a change, with what they rest on: enough to become a claim.
 *
 * @param postgres the version that they were tried on, for example {@code 17.11}
 * @param settings the server's settings that were production's
 * @param old what the old version's cells rest on
 * @param fresh what the new version's cells rest on
 * @param provedAt when
 * @param cells old before to contracted, then new
 * @param assumed roles whose grants were assumed
 */
public record Cells(
        String postgres,
        Map<String, String> settings,
        Basis old,
        Basis fresh,
        Instant provedAt,
        List<Cell> cells,
        List<String> assumed) {

    /** So long they may be believed, if the database does not change before. */
    public static final Duration VALIDITY = Duration.ofDays(7);

    public Cells {
        settings = Map.copyOf(settings);
        cells = List.copyOf(cells);
        assumed = List.copyOf(assumed);
    }

    /**
     * The statements that a version was tried with.
     *
     * @param sha256 of their file; empty if there are none
     */
    public record Basis(StatementSource source, String sha256, int statements) {
        static Basis of(Statements statements) {
            return new Basis(statements.source(), statements.sha256(), statements.all().size());
        }
    }

    /** After it they must be proved again. */
    public Instant expiresAt() {
        return provedAt.plus(VALIDITY);
    }

    /** One of them. */
    public Cell at(App app, State state) {
        return cells.stream()
                .filter(each -> each.app() == app && each.state() == state)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no cell " + app + " " + state));
    }

    /** Over the cells that gate. */
    public Verdict verdict() {
        List<Verdict> gating =
                cells.stream().filter(Cell::gates).map(Cell::verdict).distinct().toList();
        if (gating.contains(Verdict.FAIL)) {
            return Verdict.FAIL;
        }
        return gating.contains(Verdict.INCONCLUSIVE) ? Verdict.INCONCLUSIVE : Verdict.PASS;
    }

    /**
     * The state from which on the old version does not work any more; empty if it works on all of
     * them, as far as was tried.
     */
    public Optional<State> pointOfNoReturn() {
        return cells.stream()
                .filter(each -> each.app() == App.OLD && each.verdict() == Verdict.FAIL)
                .map(Cell::state)
                .min(State::compareTo);
    }
}
