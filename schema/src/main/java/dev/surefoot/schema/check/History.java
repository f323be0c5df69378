package dev.surefoot.schema.check;

import dev.surefoot.schema.check.CheckRequest.Applied;
import dev.surefoot.schema.migration.MigrationFile;
import dev.surefoot.schema.migration.MigrationSet;
import dev.surefoot.schema.migration.Phase;
import dev.surefoot.schema.rule.Finding;
import dev.surefoot.schema.rule.Rule;
import dev.surefoot.schema.rule.Severity;
import dev.surefoot.schema.rule.Unknown;
import dev.surefoot.schema.run.target.ToolHistory;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** D04: whether what production ran is what the folder holds, in its order. Pure. */
final class History {
    private History() {}

    /** Whether production has a file as it is; one that is meant to run again may have changed. */
    static boolean ran(MigrationFile file, Applied.Listed listed) {
        String digest = listed.digests().get(file.path());
        return digest != null
                && (!ToolHistory.repeatable(file.version()) || digest.equals(file.sha256()));
    }

    /** What does not fit, and what lies in the folder and could not be read. */
    static List<Finding> findings(MigrationSet set, Applied applied, Pending pending) {
        List<Finding> all = new ArrayList<>();
        switch (applied) {
            case Applied.Nothing _, Applied.Upto _ -> {}
            case Applied.These(Set<String> paths) -> all.addAll(gone(set, paths));
            case Applied.Listed(Map<String, String> digests) -> {
                all.addAll(gone(set, digests.keySet()));
                all.addAll(edited(set, digests));
            }
            case Applied.Contradicted(String reason) ->
                    all.add(
                            block(
                                    "",
                                    "Production's own history contradicts the folder: " + reason,
                                    "Bring the folder back to what ran, and write new files."));
        }
        all.addAll(late(set, pending));
        set.leftOut().forEach(it -> all.add(leftOut(it)));
        return all;
    }

    private static List<Finding> gone(MigrationSet set, Set<String> ran) {
        Set<String> missing = new HashSet<>(ran);
        set.files().forEach(file -> missing.remove(file.path()));
        return missing.stream()
                .sorted()
                .map(
                        it ->
                                block(
                                        it,
                                        it + " ran in production and is not in the folder.",
                                        "Bring the file back as it ran."))
                .toList();
    }

    private static List<Finding> edited(MigrationSet set, Map<String, String> digests) {
        List<Finding> all = new ArrayList<>();
        for (MigrationFile file : set.files()) {
            String then = digests.get(file.path());
            if (then != null
                    && !then.equals(file.sha256())
                    && !ToolHistory.repeatable(file.version())) {
                all.add(
                        block(
                                file.path(),
                                "%s was edited after it ran: its SHA-256 was %s and is %s."
                                        .formatted(file.path(), brief(then), brief(file.sha256())),
                                "Undo the edit; what it was for goes into a new file."));
            }
        }
        return all;
    }

    /** A file that waits for a later phase may lie before one that ran; others may not. */
    private static List<Finding> late(MigrationSet set, Pending pending) {
        int last =
                pending.baseline().stream()
                        .filter(it -> !ToolHistory.repeatable(it.version()))
                        .mapToInt(set.files()::indexOf)
                        .max()
                        .orElse(-1);
        return pending.judged().stream()
                .filter(it -> set.files().indexOf(it) < last)
                .filter(it -> it.header().phase().filter(p -> p != Phase.EXPAND).isEmpty())
                .filter(it -> !ToolHistory.repeatable(it.version()))
                .map(
                        it ->
                                block(
                                        it.path(),
                                        "%s is out of order: %s, which comes later, ran already."
                                                .formatted(it.path(), set.files().get(last).path()),
                                        "Give the file a version after that one."))
                .toList();
    }

    private static Finding leftOut(String what) {
        return finding(
                Severity.INCONCLUSIVE,
                what.substring(0, Math.max(0, what.indexOf(':'))),
                new Finding.Words(
                        what + ".",
                        "all files that come after it",
                        "until somebody has looked at it",
                        "Write it as SQL, or try it where its tool runs."),
                Optional.of(new Unknown("what " + what, "a migration in SQL")));
    }

    private static Finding block(String path, String what, String instead) {
        return finding(
                Severity.BLOCK,
                path,
                new Finding.Words(
                        what,
                        "whoever runs the migrations, and every database made from this folder,"
                                + " which is not like production",
                        "until folder and production agree",
                        instead),
                Optional.empty());
    }

    private static Finding finding(
            Severity severity, String path, Finding.Words words, Optional<Unknown> missing) {
        return new Finding(Rule.D04, severity, path, 0, Rule.D04.recovery(), words, missing);
    }

    private static String brief(String sha256) {
        return sha256.length() > 12 ? sha256.substring(0, 12) : sha256;
    }
}
