package dev.surefoot.schema.rule;

import dev.surefoot.schema.fact.SqlError;
import dev.surefoot.schema.measure.MeasuredFile;
import dev.surefoot.schema.migration.Layout;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All rules over one file. Pure, so the same facts always give the same findings. */
public final class Rules {
    private static final List<RuleGroup> GROUPS =
            List.of(
                    new ServerRules(),
                    new PhaseRules(),
                    new NameRules(),
                    new DropRules(),
                    new ColumnRules(),
                    new RequiredColumns(),
                    new ConstraintRules(),
                    new EnumRules(),
                    new AccessRules(),
                    new LockRules(),
                    new TransactionRules(),
                    new RetryRules(),
                    new LeftoverRules(),
                    new BulkRules());

    private Rules() {}

    /** Judges a file; findings come by line, the gravest of a line first. */
    public static Judged judge(MeasuredFile measured, World world) {
        FileView file = FileView.of(measured, world);
        List<Finding> findings =
                GROUPS.stream()
                        .flatMap(group -> group.of(file))
                        .distinct()
                        .sorted(
                                Comparator.comparingInt(Finding::line)
                                        .thenComparing(Finding::severity)
                                        .thenComparing(Finding::rule))
                        .toList();
        return new Judged(
                PhaseDerivation.of(file, PhaseDerivation.lines(file)),
                measured.file().header().phase(),
                recovery(measured, findings),
                findings);
    }

    /** What a second run of each statement means, by the number of those where it failed. */
    public static List<Finding> again(MeasuredFile measured, Map<Integer, SqlError> second) {
        FileView file = FileView.of(measured, World.unknown(Layout.PLAIN));
        return file.steps().stream()
                .flatMap(
                        it ->
                                Optional.ofNullable(second.get(it.measured().statement().number()))
                                        .map(error -> RetryRules.again(file, it, error))
                                        .stream())
                .toList();
    }

    /** Without a way back that is written down, one can only go forward. */
    private static Recovery recovery(MeasuredFile measured, List<Finding> findings) {
        boolean back = measured.file().inverse().isPresent() || measured.statements().isEmpty();
        Recovery least = back ? Recovery.INVERSE : Recovery.ROLL_FORWARD;
        return findings.stream()
                .filter(it -> it.severity() != Severity.NOTE)
                .map(Finding::recovery)
                .reduce(least, (one, other) -> one.compareTo(other) >= 0 ? one : other);
    }
}
