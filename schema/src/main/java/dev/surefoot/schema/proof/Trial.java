package dev.surefoot.schema.proof;

import dev.surefoot.schema.proof.statement.AppStatement;
import dev.surefoot.schema.proof.statement.StatementSource;
import dev.surefoot.schema.proof.statement.Statements;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/**
 * Statements tried against a reference.
 *
 * @param run how many were tried
 * @param broken those that came to something else, in their order
 * @param notes extra columns
 * @param unproven those that could show nothing, each with the reason
 */
record Trial(int run, List<Break> broken, List<Note> notes, List<String> unproven) {
    private static final int SAID = 3;

    Trial {
        broken = List.copyOf(broken);
        notes = List.copyOf(notes);
        unproven = List.copyOf(unproven);
    }

    /** The references of two runs before. */
    static Map<String, Reference> references(
            Map<String, Outcome> first, Map<String, Outcome> second) {
        Map<String, Reference> all = new LinkedHashMap<>();
        first.forEach(
                (id, outcome) -> {
                    Outcome again = second.get(id);
                    if (again != null) {
                        all.put(id, new Reference(outcome, again));
                    }
                });
        return all;
    }

    /** The old version's: everything that it could see must be the same. */
    static Trial ofOld(
            Statements statements, Map<String, Reference> before, Map<String, Outcome> after) {
        return of(
                statements,
                before,
                after,
                (statement, outcome) ->
                        Optional.ofNullable(before.get(statement.id()))
                                .flatMap(each -> broken(statement, each, outcome)));
    }

    /**
     * A reference that can't serve still tells that the server found all that the statement names;
     * if it does not any more, that is a break.
     */
    private static Optional<Break> broken(
            AppStatement statement, Reference reference, Outcome outcome) {
        boolean lost = outcome.needsWhatIsNotThere() && !reference.first().needsWhatIsNotThere();
        return lost || sanity(statement, reference).isEmpty()
                ? Comparison.of(statement, reference, outcome)
                : Optional.empty();
    }

    static Trial of(
            Statements statements,
            Map<String, Reference> reference,
            Map<String, Outcome> after,
            BiFunction<AppStatement, Outcome, Optional<Break>> compare) {
        List<Break> broken = new ArrayList<>();
        List<Note> notes = new ArrayList<>();
        List<String> unproven = new ArrayList<>();
        int run = 0;
        for (AppStatement each : statements.all()) {
            Optional<String> why = unproven(each, statements.source(), reference.get(each.id()));
            why.ifPresent(reason -> unproven.add(each.id() + ": " + reason));
            Outcome outcome = after.get(each.id());
            if (outcome == null) {
                continue;
            }
            run++;
            Optional<Break> found = compare.apply(each, outcome);
            found.ifPresent(broken::add);
            Reference before = reference.get(each.id());
            if (found.isEmpty() && before != null) {
                Comparison.extra(before.first(), outcome)
                        .forEach(column -> notes.add(extra(each, column)));
            }
        }
        return new Trial(run, broken, notes, unproven);
    }

    private static Note extra(AppStatement statement, Outcome.Column column) {
        return new Note(
                statement.id(), Note.Kind.EXTRA_COLUMN, column.name() + ":" + column.type());
    }

    private static Optional<String> unproven(
            AppStatement statement, StatementSource source, @Nullable Reference reference) {
        Optional<String> never = Replay.unprovable(statement, source);
        if (never.isPresent() || reference == null) {
            return never;
        }
        return sanity(statement, reference);
    }

    /** Why a reference can't serve; empty if it can. */
    static Optional<String> sanity(AppStatement statement, Reference reference) {
        String state = reference.first().sqlState();
        if (!reference.sameState()) {
            return Optional.of(
                    "came to "
                            + state
                            + " and then to "
                            + reference.second().sqlState()
                            + " on the same database");
        }
        return state.equals(statement.ends())
                ? Optional.empty()
                : Optional.of(
                        "ends in "
                                + state
                                + " where it should in "
                                + statement.ends()
                                + (state.equals(AppStatement.SUCCESS)
                                        ? ""
                                        : " (" + reference.first().message() + ")"));
    }

    /** The trials of one state, after each of its steps: what broke in any of them is broken. */
    static Trial merged(List<Trial> trials) {
        Map<String, Break> broken = new LinkedHashMap<>();
        trials.forEach(
                trial -> trial.broken.forEach(each -> broken.putIfAbsent(each.statement(), each)));
        Trial last = trials.getLast();
        return new Trial(last.run, List.copyOf(broken.values()), last.notes, last.unproven);
    }

    /** With the step after which it was. */
    Trial after(String step) {
        List<Break> known = broken.stream().map(each -> each.after(step)).toList();
        return new Trial(run, known, notes, unproven);
    }

    /** The ids of what broke. */
    Set<String> brokenIds() {
        return broken.stream().map(Break::statement).collect(Collectors.toSet());
    }

    Verdict verdict() {
        if (!broken.isEmpty()) {
            return Verdict.FAIL;
        }
        return run == 0 || !unproven.isEmpty() ? Verdict.INCONCLUSIVE : Verdict.PASS;
    }

    /** Why it proves nothing; empty text for a pass or a break. */
    String reason() {
        if (verdict() != Verdict.INCONCLUSIVE) {
            return "";
        }
        if (unproven.isEmpty()) {
            return "no statement was tried";
        }
        String first = String.join("; ", unproven.subList(0, Math.min(SAID, unproven.size())));
        return unproven.size() <= SAID
                ? first
                : first + "; and " + (unproven.size() - SAID) + " more";
    }
}
