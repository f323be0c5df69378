package dev.surefoot.schema.check;

import dev.surefoot.schema.measure.MeasuredFile;
import dev.surefoot.schema.migration.MigrationFile;
import dev.surefoot.schema.migration.MigrationSet;
import dev.surefoot.schema.migration.Phase;
import dev.surefoot.schema.rehearsal.Rehearsal;
import dev.surefoot.schema.rehearsal.RehearsalReport;
import dev.surefoot.schema.rehearsal.RehearsalRequest;
import dev.surefoot.schema.rehearsal.Rehearsed;
import dev.surefoot.schema.rule.Finding;
import dev.surefoot.schema.rule.Judged;
import dev.surefoot.schema.rule.Recovery;
import dev.surefoot.schema.rule.Rule;
import dev.surefoot.schema.rule.Severity;
import dev.surefoot.schema.rule.Unknown;
import dev.surefoot.schema.shadow.Shadow;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * D05: whether the inverses of files that succeeded lead back. One that was not rehearsed is not
 * counted on: the file's recovery is then another change forward, at best.
 */
final class WaysBack {
    private static final int ROWS = 3;
    private static final int SHOWN = 5;

    private final Map<String, Rehearsed> known;
    private final Set<String> untried;

    private WaysBack(Map<String, Rehearsed> known, Set<String> untried) {
        this.known = known;
        this.untried = untried;
    }

    /** None is rehearsed. */
    static WaysBack untried(List<MeasuredFile> files) {
        return new WaysBack(Map.of(), withInverse(files));
    }

    /** Rehearses each on generated rows, on the schema that the files before it make. */
    static WaysBack rehearse(
            Shadow shadow,
            MigrationSet set,
            Pending pending,
            List<MeasuredFile> files,
            Progress progress) {
        Set<String> wanted = withInverse(files);
        if (wanted.isEmpty()) {
            return new WaysBack(Map.of(), Set.of());
        }
        List<MigrationFile> all =
                Stream.concat(pending.baseline().stream(), pending.judged().stream()).toList();
        Map<String, Rehearsed> known = new HashMap<>();
        progress.at("rehearsing ways back", 0, wanted.size());
        new Rehearsal(shadow, RehearsalRequest.withRows(ROWS))
                .some(
                        new MigrationSet(set.layout(), set.parser(), all),
                        file -> wanted.contains(file.path()),
                        each -> {
                            known.put(each.path(), each);
                            progress.at("rehearsed " + each.path(), known.size(), wanted.size());
                        });
        return new WaysBack(known, Set.of());
    }

    private static Set<String> withInverse(List<MeasuredFile> files) {
        return files.stream()
                .filter(MeasuredFile::applied)
                .map(MeasuredFile::file)
                .filter(it -> it.inverse().isPresent())
                .map(MigrationFile::path)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The same judgment with what the rehearsal says of the file. */
    Judged judge(MeasuredFile measured, Judged judged) {
        MigrationFile file = measured.file();
        Rehearsed rehearsed = known.get(file.path());
        if (rehearsed == null || file.inverse().isEmpty()) {
            return untried.contains(file.path())
                    ? judged.with(worse(judged.recovery(), Recovery.ROLL_FORWARD))
                    : judged;
        }
        Recovery honest = rehearsed.recovery().orElse(Recovery.ROLL_FORWARD);
        return judged.with(worse(judged.recovery(), honest))
                .with(finding(file, judged, rehearsed).stream().toList());
    }

    private static Recovery worse(Recovery one, Recovery other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private static Optional<Finding> finding(
            MigrationFile file, Judged judged, Rehearsed rehearsed) {
        RehearsalReport.FileView view = rehearsed.view(ROWS);
        String details = details(view);
        return switch (view.verdict()) {
            case PASS -> Optional.empty();
            case FAIL -> {
                boolean contract = judged.declared().orElse(judged.phase()) == Phase.CONTRACT;
                yield Optional.of(
                        rehearsed.rowsOnly()
                                ? unknown(file, rehearsed, details)
                                : found(
                                        file,
                                        rehearsed,
                                        contract ? Severity.WARN : Severity.BLOCK,
                                        details));
            }
            case INCONCLUSIVE -> Optional.of(unknown(file, rehearsed, details));
        };
    }

    private static String details(RehearsalReport.FileView view) {
        List<String> all =
                Stream.of(view.details(), view.newWritesDetails(), view.notes())
                        .filter(it -> !it.isEmpty())
                        .findFirst()
                        .orElse(List.of(view.outcome()));
        String shown = all.stream().limit(SHOWN).collect(Collectors.joining("; "));
        return all.size() > SHOWN ? shown + "; and " + (all.size() - SHOWN) + " more" : shown;
    }

    private static Finding found(
            MigrationFile file, Rehearsed rehearsed, Severity severity, String details) {
        return finding(
                file,
                severity,
                rehearsed.recovery().orElse(Rule.D05.recovery()),
                new Finding.Words(
                        "%s does not lead back: %s."
                                .formatted(rehearsed.inverse().orElse("The inverse"), details),
                        "whoever counts on it when the release has to be taken back",
                        "from then on",
                        "Mend it until 'surefoot schema rehearse' passes, or take it away: the way"
                                + " out is then another change forward, or a restore."),
                Optional.empty());
    }

    private static Finding unknown(MigrationFile file, Rehearsed rehearsed, String details) {
        String inverse = rehearsed.inverse().orElse(file.path());
        return finding(
                file,
                Severity.INCONCLUSIVE,
                rehearsed.recovery().orElse(Rule.D05.recovery()),
                new Finding.Words(
                        "Whether %s leads back is not known: %s.".formatted(inverse, details),
                        "whoever counts on it when the release has to be taken back",
                        "until it is rehearsed with rows that fit",
                        "Rehearse it on rows of your own, or take the inverse away."),
                Optional.of(
                        new Unknown(
                                "whether " + inverse + " leads back: " + details,
                                "an inverse that generated rows don't stand against")));
    }

    private static Finding finding(
            MigrationFile file,
            Severity severity,
            Recovery recovery,
            Finding.Words words,
            Optional<Unknown> missing) {
        return new Finding(
                Rule.D05,
                severity,
                file.path(),
                file.statements().isEmpty() ? 1 : file.statements().getFirst().line(),
                recovery,
                words,
                missing);
    }

    /** What is to be said where none was rehearsed: once, not for each file. */
    Optional<Finding> untried() {
        return untried.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Finding(
                                Rule.D05,
                                Severity.WARN,
                                "",
                                0,
                                Rule.D05.recovery(),
                                new Finding.Words(
                                        "%d files have a way back that was not rehearsed; none is"
                                                        .formatted(untried.size())
                                                + " counted on.",
                                        "whoever has to take the release back",
                                        "until it is rehearsed",
                                        "Check with --rehearse, or run 'surefoot schema"
                                                + " rehearse'."),
                                Optional.empty()));
    }
}
