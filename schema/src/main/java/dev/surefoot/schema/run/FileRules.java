package dev.surefoot.schema.run;

import dev.surefoot.schema.migration.MigrationFile;
import dev.surefoot.schema.migration.MigrationSet;
import dev.surefoot.schema.migration.Phase;
import dev.surefoot.schema.run.target.FileRow;
import dev.surefoot.schema.run.target.FlywayChecksum;
import dev.surefoot.schema.run.target.ToolHistory;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Holds a folder against what the target knows of it. Pure. */
final class FileRules {
    private final MigrationSet set;
    private final Known known;
    private final RunOptions.Folder folder;
    private final Map<String, FileRow> byPath = new HashMap<>();
    private final long change;
    private final int lastRun;
    private final List<FileRow> absent;

    /**
     * What the target knows.
     *
     * @param rows ours
     * @param history the tool's kind of table, if it has one here
     * @param applied what that holds, by comparable version
     */
    record Known(
            List<FileRow> rows,
            Optional<ToolHistory.Kind> history,
            Map<String, ToolHistory.Applied> applied) {
        Known {
            rows = List.copyOf(rows);
            applied = Map.copyOf(applied);
        }
    }

    /** What came out. */
    sealed interface Compared {
        /**
         * They agree.
         *
         * @param rows to be written, in order
         * @param later files that ran, and that only newer versions of the folder have
         * @param gone paths of files that were never begun and that no version has any more
         */
        record Agree(List<FileRow> rows, List<FileRow> later, List<String> gone)
                implements Compared {}

        /** The history was edited, or its order. */
        record Edited(String reason) implements Compared {}

        /** Files whose phase nobody says. */
        record NoPhase(List<String> paths) implements Compared {}
    }

    private FileRules(MigrationSet set, Known known, RunOptions.Folder folder) {
        this.set = set;
        this.known = known;
        this.folder = folder;
        known.rows().forEach(row -> byPath.put(row.path(), row));
        this.absent = absent();
        this.change = nextChange(known.rows());
        this.lastRun = lastRun();
    }

    static Compared compare(MigrationSet set, Known known, RunOptions.Folder folder) {
        return new FileRules(set, known, folder).compare();
    }

    /** A change takes new files in until its expansion is done; then they are the next one's. */
    private static long nextChange(List<FileRow> rows) {
        long last = rows.stream().mapToLong(FileRow::change).max().orElse(0);
        boolean open =
                rows.stream()
                        .filter(row -> row.change() == last && row.phase() == Phase.EXPAND)
                        .anyMatch(row -> !row.done());
        return last > 0 && open ? last : last + 1;
    }

    private Compared compare() {
        Optional<String> missing = missing();
        if (missing.isPresent()) {
            return new Compared.Edited(missing.get());
        }
        List<FileRow> rows = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        for (int i = 0; i < set.files().size(); i++) {
            MigrationFile file = set.files().get(i);
            Optional<String> late = outOfOrder(file, i);
            Optional<String> edited = edited(file).or(() -> late);
            if (edited.isPresent()) {
                return new Compared.Edited(edited.get());
            }
            Optional<FileRow> row = row(file, i);
            if (row.isEmpty()) {
                unknown.add(file.path());
            } else {
                rows.add(row.get());
            }
        }
        Set<String> newer =
                folder.newer().stream().map(RunOptions.Brought::path).collect(Collectors.toSet());
        List<String> gone =
                absent.stream()
                        .filter(FileRow::pending)
                        .map(FileRow::path)
                        .filter(path -> !newer.contains(path))
                        .toList();
        return unknown.isEmpty()
                ? new Compared.Agree(rows, later(), gone)
                : new Compared.NoPhase(unknown);
    }

    /** Known there, and not in the folder. */
    private List<FileRow> absent() {
        Set<String> paths =
                set.files().stream().map(MigrationFile::path).collect(Collectors.toSet());
        return known.rows().stream().filter(row -> !paths.contains(row.path())).toList();
    }

    private List<FileRow> later() {
        return absent.stream().filter(row -> !row.pending()).toList();
    }

    private Optional<String> missing() {
        return later().stream()
                .filter(
                        row ->
                                !folder.newer()
                                        .contains(new RunOptions.Brought(row.path(), row.sha256())))
                .findFirst()
                .map(this::missing);
    }

    private String missing(FileRow row) {
        return folder.newer().stream()
                .filter(each -> each.path().equals(row.path()))
                .findFirst()
                .map(
                        each ->
                                "%s was run here with SHA-256 %s, and newer versions bring it with"
                                                .formatted(row.path(), brief(row.sha256()))
                                        + " "
                                        + brief(each.sha256())
                                        + "; undo the edit and write a new migration")
                .orElseGet(
                        () ->
                                row.path()
                                        + " was run here, but is not in the folder any more; bring"
                                        + " it back");
    }

    private Optional<String> edited(MigrationFile file) {
        FileRow row = byPath.get(file.path());
        if (ToolHistory.repeatable(file.version())) {
            return Optional.empty();
        }
        if (row != null && !row.pending() && !row.sha256().equals(file.sha256())) {
            return Optional.of(
                    "%s was edited after it ran here: its SHA-256 was %s and is %s; undo the edit"
                                    .formatted(
                                            file.path(), brief(row.sha256()), brief(file.sha256()))
                            + " and write a new migration");
        }
        ToolHistory.Applied applied = applied(file).orElse(null);
        if (applied == null || (row != null && !row.pending())) {
            return Optional.empty();
        }
        if (!applied.success()) {
            return Optional.of(
                    file.path() + " was left half done by its own tool; repair that there first");
        }
        int checksum = checksum(file);
        return applied.checksum()
                .filter(there -> there != checksum)
                .map(
                        there ->
                                "%s was edited after its own tool ran it: the checksum was %d and"
                                                .formatted(file.path(), there)
                                        + " is "
                                        + checksum);
    }

    private int checksum(MigrationFile file) {
        return FlywayChecksum.of(
                folder.bytes()
                        .of(file)
                        .orElseGet(() -> file.text().getBytes(StandardCharsets.UTF_8)));
    }

    private Optional<String> outOfOrder(MigrationFile file, int position) {
        boolean fresh = !byPath.containsKey(file.path()) && applied(file).isEmpty();
        boolean minds =
                fresh && !baselined(file) && phase(file).filter(p -> p != Phase.EXPAND).isEmpty();
        Optional<String> after =
                position < lastRun
                        ? Optional.of(set.files().get(lastRun).path())
                        : later().stream()
                                .filter(row -> !ToolHistory.repeatable(row.version()))
                                .filter(row -> !ToolHistory.repeatable(file.version()))
                                .filter(row -> ToolHistory.upTo(file.version(), row.version()))
                                .map(FileRow::path)
                                .findFirst();
        return after.filter(path -> minds)
                .map(
                        path ->
                                "%s is out of order: %s, which comes later, was run here already;"
                                                .formatted(file.path(), path)
                                        + " give it a later version");
    }

    private int lastRun() {
        int last = -1;
        for (int i = 0; i < set.files().size(); i++) {
            MigrationFile file = set.files().get(i);
            FileRow row = byPath.get(file.path());
            boolean ran =
                    (row != null && !row.pending()) || (row == null && applied(file).isPresent());
            if (ran && !ToolHistory.repeatable(file.version())) {
                last = i;
            }
        }
        return last;
    }

    private Optional<FileRow> row(MigrationFile file, int position) {
        FileRow row = byPath.get(file.path());
        if (row != null && !row.pending()) {
            boolean again =
                    ToolHistory.repeatable(file.version())
                            && row.done()
                            && !row.sha256().equals(file.sha256());
            return again
                    ? pending(file, position, row.round() + 1, change)
                    : Optional.of(at(row, position));
        }
        if (applied(file).isPresent() && !changedRepeatable(file)) {
            return Optional.of(fresh(file, position, FileRow.Origin.TOOL));
        }
        if (row == null && baselined(file)) {
            return Optional.of(fresh(file, position, FileRow.Origin.BASELINE));
        }
        return pending(
                file, position, row == null ? 1 : row.round(), row == null ? change : row.change());
    }

    private Optional<FileRow> pending(MigrationFile file, int position, int round, long its) {
        return phase(file)
                .map(
                        phase ->
                                new FileRow(
                                        file.path(),
                                        position,
                                        file.version(),
                                        file.sha256(),
                                        phase,
                                        its,
                                        round,
                                        FileRow.State.PENDING,
                                        FileRow.Origin.RUN,
                                        Optional.empty()));
    }

    private boolean changedRepeatable(MigrationFile file) {
        return ToolHistory.repeatable(file.version())
                && applied(file)
                        .flatMap(ToolHistory.Applied::checksum)
                        .filter(there -> there != checksum(file))
                        .isPresent();
    }

    private FileRow fresh(MigrationFile file, int position, FileRow.Origin origin) {
        return new FileRow(
                file.path(),
                position,
                file.version(),
                file.sha256(),
                phase(file).orElse(Phase.EXPAND),
                0,
                1,
                FileRow.State.DONE,
                origin,
                Optional.empty());
    }

    private static FileRow at(FileRow row, int position) {
        return new FileRow(
                row.path(),
                position,
                row.version(),
                row.sha256(),
                row.phase(),
                row.change(),
                row.round(),
                row.state(),
                row.origin(),
                row.note());
    }

    private Optional<Phase> phase(MigrationFile file) {
        return file.header()
                .phase()
                .or(() -> Optional.ofNullable(folder.phases().get(file.path())));
    }

    /** What the tool's table says of it, unless we know better. */
    private Optional<ToolHistory.Applied> applied(MigrationFile file) {
        if (known.history().isEmpty() || file.version().isEmpty()) {
            return Optional.empty();
        }
        ToolHistory.Applied exact = known.applied().get(ToolHistory.comparable(file.version()));
        if (exact != null && !exact.andBefore()) {
            return Optional.of(exact);
        }
        if (ToolHistory.repeatable(file.version()) || alreadyOurs()) {
            return Optional.empty();
        }
        return known.applied().values().stream()
                .filter(ToolHistory.Applied::andBefore)
                .filter(row -> ToolHistory.upTo(file.version(), row.version()))
                .findFirst();
    }

    /** Where one row stands for all before it, it says so only until we have run any. */
    private boolean alreadyOurs() {
        return known.history().get() == ToolHistory.Kind.LAST && !known.rows().isEmpty();
    }

    private boolean baselined(MigrationFile file) {
        return folder.baseline()
                .filter(
                        version -> {
                            int position = set.files().indexOf(file);
                            int base =
                                    set.files().stream()
                                            .filter(each -> same(each.version(), version))
                                            .mapToInt(set.files()::indexOf)
                                            .max()
                                            .orElse(-1);
                            return position <= base;
                        })
                .isPresent();
    }

    private static boolean same(String one, String other) {
        return ToolHistory.comparable(one).equals(ToolHistory.comparable(other));
    }

    private static String brief(String sha256) {
        return sha256.length() > 12 ? sha256.substring(0, 12) : sha256;
    }
}
