package dev.surefoot.cli;

import dev.surefoot.schema.check.CheckReport;
import dev.surefoot.schema.check.CheckRequest;
import dev.surefoot.schema.check.SchemaCheck;
import dev.surefoot.schema.check.UnknownVersion;
import dev.surefoot.schema.migration.MigrationSet;
import dev.surefoot.schema.migration.UnreadableMigrations;
import dev.surefoot.schema.rule.Phase;
import dev.surefoot.schema.run.Outcome;
import dev.surefoot.schema.run.Progress;
import dev.surefoot.schema.run.RunPlan;
import dev.surefoot.schema.run.SchemaRunner;
import dev.surefoot.schema.shadow.ShadowFailure;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

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
            outcome = command.on(runner(set, derived()));
        }
        return end(outcome);
    }

    /** Prints what would run of these phases, and touches nothing. */
    int plan(List<Phase> phases) {
        MigrationSet set = options.set();
        RunPlan.Made made = RunPlan.make(options.target(), set, options.options(Map.of()));
        if (made instanceof RunPlan.Made.Not(Outcome outcome) && nobodySays(outcome)) {
            made = RunPlan.make(options.target(), set, options.options(derived()));
        }
        return switch (made) {
            case RunPlan.Made.Not(Outcome outcome) -> end(outcome);
            case RunPlan.Made.Ready(RunPlan plan) -> {
                print(plan, phases);
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

    private Map<String, Phase> derived() {
        System.err.println("phases    measured on a PostgreSQL of our own, as no header says them");
        try {
            CheckReport report =
                    SchemaCheck.run(
                            CheckRequest.of(options.directory).with(options.reading()),
                            (what, done, all) -> {});
            Map<String, Phase> phases = new HashMap<>();
            report.files().forEach(file -> phases.put(file.path(), file.phase()));
            return phases;
        } catch (UnreadableMigrations | UnknownVersion e) {
            throw new Failed(ExitCode.UNREADABLE, String.valueOf(e.getMessage()));
        } catch (ShadowFailure e) {
            throw new Failed(ExitCode.COULD_NOT, String.valueOf(e.getMessage()));
        }
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

    private void print(RunPlan all, List<Phase> phases) {
        RunPlan plan =
                new RunPlan(
                        all.version(),
                        all.role(),
                        all.settings(),
                        all.files().stream().filter(f -> phases.contains(f.phase())).toList());
        Output output = new Output(options.json);
        output.line("server    PostgreSQL " + plan.version() + ", as role " + plan.role());
        plan.settings().forEach((name, value) -> output.line("setting   " + name + " = " + value));
        if (plan.files().isEmpty()) {
            output.line("nothing is left to run");
        }
        for (RunPlan.PlannedFile file : plan.files()) {
            output.line("");
            output.line(
                    file.path()
                            + "  "
                            + file.phase().name().toLowerCase(Locale.ROOT)
                            + ", "
                            + file.state().name().toLowerCase(Locale.ROOT));
            file.statements().forEach(each -> statement(output, each));
            for (RunPlan.PlannedFill fill : file.fills()) {
                output.line(
                        "  backfill %s set %s: about %d rows, %s to %s (assumed)"
                                .formatted(
                                        fill.table(),
                                        fill.set(),
                                        fill.rows(),
                                        SchemaRunProgress.span(fill.from()),
                                        SchemaRunProgress.span(fill.to())));
            }
        }
        output.result(SchemaRunViews.Plan.of(plan));
    }

    private void statement(Output output, RunPlan.PlannedStatement each) {
        output.line("  line " + each.line() + ": " + each.text().strip().replace("\n", "\n    "));
        each.lock()
                .ifPresent(
                        lock ->
                                output.line(
                                        "    asks for "
                                                + lock
                                                + each.rows()
                                                        .map(n -> " (about " + n + " rows)")
                                                        .orElse("")));
        output.line(
                "    others wait "
                        + each.prediction()
                                .map(
                                        p ->
                                                "%d to %d ms"
                                                        .formatted(
                                                                p.stallFrom().toMillis(),
                                                                p.stallTo().toMillis()))
                                .orElse(
                                        "at most about "
                                                + options.stallBudget
                                                + " ms: longer ends the statement"));
    }
}
