package dev.surefoot.schema.proof;

import dev.surefoot.schema.fact.SqlError;
import dev.surefoot.schema.proof.statement.AppStatement;
import dev.surefoot.schema.proof.statement.Statements;
import dev.surefoot.schema.shadow.ShadowDatabase;
import dev.surefoot.schema.shadow.ShadowFailure;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tries both versions of an application on all states of a change: the old one before, and after
 * every step that others may see, compared with before; the new one in each state, compared with
 * the last. All on copies of the database given, which stays as it is and to which nobody may be
 * connected. Not thread-safe.
 */
public final class Matrix {
    private final Versions versions;
    private final Replay old;
    private final Replay fresh;
    private final List<Step> path;
    private final Map<State, Trial> oldTrials = new EnumMap<>(State.class);
    private final Map<State, Map<String, Outcome>> freshOutcomes = new EnumMap<>(State.class);
    private final Map<State, List<Note>> oldWarm = new EnumMap<>(State.class);
    private final Map<State, List<Note>> freshWarm = new EnumMap<>(State.class);
    private Map<String, Reference> before = Map.of();
    private Map<String, Reference> last = Map.of();
    private Optional<Failure> failure = Optional.empty();

    private record Failure(State state, String words) {}

    private Matrix(Versions versions, List<Step> path) {
        this.versions = versions;
        this.path = List.copyOf(path);
        this.old = Replay.of(versions.old(), versions.typing());
        this.fresh = Replay.of(versions.fresh(), versions.typing());
    }

    /**
     * Tries everything.
     *
     * @param before the database as it is now, with rows
     * @param path all steps of the change in their order
     * @param now the time of the proof
     * @throws ShadowFailure if the shadow could not
     */
    public static Cells prove(
            ShadowDatabase before, List<Step> path, Versions versions, Instant now) {
        Matrix matrix = new Matrix(versions, path);
        try (ShadowDatabase work = before.shadow().copyOf(before)) {
            List<String> assumed = Roles.ready(work, versions.all());
            matrix.walk(work);
            return new Cells(
                    before.shadow().version(),
                    before.shadow().settings(),
                    Cells.Basis.of(versions.old()),
                    Cells.Basis.of(versions.fresh()),
                    now,
                    matrix.cells(),
                    assumed);
        } catch (SQLException e) {
            throw new ShadowFailure("the proof broke off: " + e.getMessage(), e);
        }
    }

    /**
     * Whether the rows that a database was given bear the change: generated ones may stand against
     * a constraint that production's keep to. The database stays as it is.
     *
     * @throws ShadowFailure if the shadow could not
     */
    public static boolean bears(ShadowDatabase before, List<Step> path, Versions versions) {
        try (ShadowDatabase work = before.shadow().copyOf(before)) {
            Roles.ready(work, versions.all());
            for (Step each : path) {
                if (each.change().apply(work).isPresent()) {
                    return false;
                }
            }
            return true;
        } catch (SQLException e) {
            throw new ShadowFailure("the change was not tried on rows: " + e.getMessage(), e);
        }
    }

    private void walk(ShadowDatabase work) throws SQLException {
        Map<String, Outcome> first = old.once(work);
        before = Trial.references(first, old.once(work));
        oldTrials.put(State.BEFORE, Trial.ofOld(versions.old(), before, first));
        freshOutcomes.put(State.BEFORE, fresh.once(work));
        State reached = State.BEFORE;
        for (State state : List.of(State.EXPANDED, State.BACKFILLED, State.CONTRACTED)) {
            List<Step> steps = path.stream().filter(each -> each.state() == state).toList();
            if (!steps.isEmpty()) {
                warm(work, state, steps);
            }
            reach(work, state, steps, reached);
            if (failure.isPresent()) {
                break;
            }
            reached = state;
        }
        last = Trial.references(freshOutcomes.getOrDefault(reached, Map.of()), fresh.once(work));
    }

    /** A state without steps is the one before. */
    private void reach(ShadowDatabase work, State state, List<Step> steps, State from)
            throws SQLException {
        if (steps.isEmpty()) {
            oldTrials.put(state, oldTrials.get(from));
            freshOutcomes.put(state, freshOutcomes.get(from));
            return;
        }
        List<Trial> trials = new ArrayList<>();
        for (Step each : steps) {
            Optional<SqlError> error = each.change().apply(work);
            if (error.isPresent()) {
                failure = Optional.of(failed(each, error.get()));
                break;
            }
            boolean done = each.equals(steps.getLast());
            if (done || (each.proves() && state != State.CONTRACTED)) {
                trials.add(Trial.ofOld(versions.old(), before, old.once(work)).after(each.name()));
            }
        }
        if (!trials.isEmpty()) {
            oldTrials.put(state, Trial.merged(trials));
        }
        if (failure.isEmpty()) {
            freshOutcomes.put(state, fresh.once(work));
        }
    }

    private static Failure failed(Step step, SqlError error) {
        return new Failure(
                step.state(),
                step.name() + " ends in " + error.sqlState() + " (" + error.message() + ")");
    }

    /** The old version's pool is warm until contract, the new one's from expand on. */
    private void warm(ShadowDatabase work, State state, List<Step> steps) throws SQLException {
        try (ShadowDatabase copy = work.shadow().copyOf(work);
                Warm olds = Warm.up(copy, state == State.CONTRACTED ? List.of() : oldOnes());
                Warm news = Warm.up(copy, state == State.EXPANDED ? List.of() : freshOnes())) {
            for (Step each : steps) {
                if (each.change().apply(copy).isPresent()) {
                    return;
                }
            }
            oldWarm.put(state, olds.meet());
            freshWarm.put(state, news.meet());
        }
    }

    private List<AppStatement> oldOnes() {
        return versions.old().all();
    }

    private List<AppStatement> freshOnes() {
        return versions.fresh().all();
    }

    private List<Cell> cells() {
        List<Cell> all = new ArrayList<>();
        for (State state : State.values()) {
            all.add(
                    cell(
                            App.OLD,
                            state,
                            versions.old(),
                            Optional.ofNullable(oldTrials.get(state))));
        }
        for (State state : State.values()) {
            Optional<Trial> trial =
                    Optional.ofNullable(freshOutcomes.get(state))
                            .map(some -> NewVersion.trial(versions.fresh(), last, some));
            all.add(cell(App.NEW, state, versions.fresh(), trial));
        }
        return all;
    }

    /** Of a change that stopped, the new version has no last state to be compared with. */
    private Cell cell(App app, State state, Statements statements, Optional<Trial> trial) {
        if (statements.isEmpty()) {
            return Cell.unknown(
                    app, state, app == App.OLD ? "no statements given" : "no new statements given");
        }
        Optional<String> stopped =
                failure.filter(one -> app == App.NEW || state.compareTo(one.state()) >= 0)
                        .map(Failure::words);
        boolean broken = trial.isPresent() && trial.get().verdict() == Verdict.FAIL;
        if (!broken && (stopped.isPresent() || trial.isEmpty())) {
            return Cell.unknown(app, state, stopped.orElse("the state was not reached"));
        }
        Trial found = trial.orElseThrow();
        List<Note> met =
                (app == App.OLD ? oldWarm : freshWarm)
                        .getOrDefault(state, List.of()).stream()
                                .filter(each -> !found.brokenIds().contains(each.statement()))
                                .toList();
        return Cell.of(app, state, found, met);
    }
}
