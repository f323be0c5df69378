package dev.surefoot.schema.check;

import dev.surefoot.schema.migration.Layout;
import dev.surefoot.schema.proof.JobCheck;
import dev.surefoot.schema.proof.statement.Statements;
import dev.surefoot.schema.rule.Finding;
import dev.surefoot.schema.rule.Rule;
import dev.surefoot.schema.rule.Severity;
import dev.surefoot.schema.rule.Unknown;
import dev.surefoot.schema.shadow.ShadowDatabase;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** D02 for declared jobs: run twice on the schema as the files leave it. */
final class Jobs {
    private Jobs() {}

    static List<Finding> twice(Trials trials, Map<String, Statements> jobs, Layout layout) {
        return new TreeMap<>(jobs)
                .entrySet().stream()
                        .map(it -> trials.alone(at -> run(at, it.getKey(), it.getValue(), layout)))
                        .flatMap(it -> finding(it).stream())
                        .toList();
    }

    private static JobCheck.Result run(
            ShadowDatabase database, String name, Statements statements, Layout layout) {
        try (ShadowDatabase seeded = database.shadow().copyOf(database)) {
            Seeds.plant(seeded, layout);
            return JobCheck.twice(seeded, name, statements);
        }
    }

    private static Optional<Finding> finding(JobCheck.Result result) {
        return switch (result.verdict()) {
            case PASS -> Optional.empty();
            case FAIL -> Optional.of(found(result, Severity.BLOCK, Optional.empty()));
            case INCONCLUSIVE ->
                    Optional.of(
                            found(
                                    result,
                                    Severity.INCONCLUSIVE,
                                    Optional.of(
                                            new Unknown(
                                                    "what job %s does when it is run twice: %s"
                                                            .formatted(
                                                                    result.job(), result.reason()),
                                                    "statements that succeed on this schema"))));
        };
    }

    private static Finding found(
            JobCheck.Result result, Severity severity, Optional<Unknown> missing) {
        String tables =
                result.changed().stream()
                        .map(it -> "%s (%d rows)".formatted(it.table(), it.rows()))
                        .collect(Collectors.joining(", "));
        String what = tables.isEmpty() ? result.reason() : "its second run changes " + tables;
        return new Finding(
                Rule.D02,
                severity,
                "",
                0,
                Rule.D02.recovery(),
                new Finding.Words(
                        "Job %s can't be run twice: %s.".formatted(result.job(), what),
                        "whoever starts it again after a crash, or twice by mistake",
                        "for good",
                        "Let it look at what is done already: INSERT … ON CONFLICT DO NOTHING, or"
                                + " UPDATE … WHERE it is not yet so."),
                missing);
    }
}
