package dev.surefoot.cli;

import dev.surefoot.schema.migration.MigrationSet;
import dev.surefoot.schema.migration.Phase;
import dev.surefoot.schema.run.Outcome;
import dev.surefoot.schema.run.Progress;
import dev.surefoot.schema.run.RunPlan;
import dev.surefoot.schema.run.SchemaRunner;
import dev.surefoot.schema.run.drift.Drift;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs a phase, or prints what it would run; one place for messages and exit codes. */
final class SchemaRunning {
    private final SchemaTargetOptions options;

    SchemaRunning(SchemaTargetOptions options) {
        this.options = options;
    }

    /** One of the runner's commands. */
    @FunctionalInterface
    interface Command {
        Outcome on(SchemaRunner runner) throws InterruptedException;
    }

    /** Runs it; files that don't say their phase are measured on a shadow. */
    int run(Command command) throws InterruptedException {
        MigrationSet set = options.set();
        Outcome outcome = command.on(runner(set, Map.of()));
        if (nobodySays(outcome)) {
            DerivedPhases derived = DerivedPhases.of(options);
            outcome = command.on(runner(set, derived.phases()));
            derived.still(nobodySays(outcome));
        }
        return end(outcome);
    }

    /** Prints what would run of these phases, and touches nothing. */
    int plan(List<Phase> phases) {
        return plan(phases, (set, plan) -> Optional.empty());
    }

    /** Says whether a target is what its history says; empty: nobody looks. */
    @FunctionalInterface
    interface Drifts {
        Optional<Drift> of(MigrationSet set, RunPlan plan);
    }

    /** The same, and how the target's catalog stands to its history. */
    int plan(List<Phase> phases, Drifts drifts) {
        MigrationSet set = options.set();
        RunPlan.Made made = RunPlan.make(options.target(), set, options.options(Map.of()));
        if (made instanceof RunPlan.Made.Not(Outcome outcome) && nobodySays(outcome)) {
            DerivedPhases derived = DerivedPhases.of(options);
            made = RunPlan.make(options.target(), set, options.options(derived.phases()));
            derived.still(made instanceof RunPlan.Made.Not(Outcome again) && nobodySays(again));
        }
        return switch (made) {
            case RunPlan.Made.Not(Outcome outcome) -> end(outcome);
            case RunPlan.Made.Ready(RunPlan plan) -> {
                new SchemaPlanText(options)
                        .print(
                                plan.of(file -> phases.contains(file.phase())),
                                drifts.of(set, plan));
                yield ExitCode.YES;
            }
        };
    }

    private SchemaRunner runner(MigrationSet set, Map<String, Phase> phases) {
        Progress progress = options.json ? Progress.NONE : new SchemaRunProgress();
        return new SchemaRunner(options.target(), set, options.options(phases), progress);
    }

    private static boolean nobodySays(Outcome outcome) {
        return outcome instanceof Outcome.Refused(String rule, String reason)
                && rule.equals("PHASE");
    }

    int end(Outcome outcome) {
        Output output = new Output(options.json);
        output.result(SchemaRunViews.Ending.of(outcome));
        int code = code(outcome);
        if (options.json) {
            return code;
        }
        return switch (outcome) {
            case Outcome.Done(var notes) -> {
                notes.forEach(output::line);
                yield code;
            }
            case Outcome.Held(String reason, var blockers) ->
                    throw new Failed(
                            code,
                            "held: " + reason,
                            blockers.stream().map(each -> each.shown()).toList());
            case Outcome.Refused(String rule, String reason) ->
                    throw new Failed(code, "refused (" + rule + "): " + reason);
            case Outcome.Failed(String where, var error) ->
                    throw new Failed(
                            code,
                            "%s: SQLSTATE %s, %s"
                                    .formatted(where, error.sqlState(), error.message()),
                            List.of(
                                    "the statement left nothing behind; status shows what is done"));
            case Outcome.NotAllowed(String reason) -> throw new Failed(code, reason);
            case Outcome.CouldNot(String reason) -> throw new Failed(code, reason);
        };
    }

    static int code(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done done -> ExitCode.YES;
            case Outcome.CouldNot could -> ExitCode.COULD_NOT;
            case Outcome.NotAllowed not -> ExitCode.UNREADABLE;
            case Outcome.Refused refused -> ExitCode.NO;
            case Outcome.Failed failed -> ExitCode.NO;
            case Outcome.Held held -> ExitCode.UNDECIDED;
        };
    }
}
