package dev.surefoot.cli;

import dev.surefoot.schema.run.RunPlan;
import dev.surefoot.schema.run.drift.Drift;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A plan, for people and programs. */
final class SchemaPlanText {
    private static final int MOST = 20;

    private final SchemaTargetOptions options;

    SchemaPlanText(SchemaTargetOptions options) {
        this.options = options;
    }

    void print(RunPlan plan, Optional<Drift> drift) {
        Output output = new Output(options.json);
        output.line("server    PostgreSQL " + plan.version() + ", as role " + plan.role());
        plan.settings().forEach((name, value) -> output.line("setting   " + name + " = " + value));
        drift.ifPresent(it -> drift(output, it));
        if (plan.files().isEmpty()) {
            output.line("nothing is left to run");
        }
        if (!plan.unfilled().isEmpty()) {
            output.line("to be filled on: " + String.join(", ", plan.unfilled()));
        }
        plan.files().forEach(file -> file(output, file));
        output.result(SchemaRunViews.Plan.of(plan, drift));
    }

    private static void drift(Output output, Drift drift) {
        switch (drift) {
            case Drift.None() ->
                    output.line("drift     none: the catalog is what the files that ran make");
            case Drift.Unknown(String why) -> output.line("drift     not known: " + why);
            case Drift.Differs(List<String> all) -> {
                output.line(
                        "drift     WARNING: %d objects are not as the files that ran make them;"
                                        .formatted(all.size())
                                + " what was proven may not hold here");
                all.stream().limit(MOST).forEach(each -> output.line("  " + each));
                if (all.size() > MOST) {
                    output.line("  and %d more; --json names all".formatted(all.size() - MOST));
                }
            }
        }
    }

    private void file(Output output, RunPlan.PlannedFile file) {
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
