package dev.surefoot.schema.check;

import dev.surefoot.schema.check.CheckRequest.Applied;
import dev.surefoot.schema.migration.MigrationFile;
import dev.surefoot.schema.migration.MigrationSet;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The files of a folder, parted at what production has.
 *
 * @param baseline are only applied
 * @param judged are what the check is about
 */
record Pending(List<MigrationFile> baseline, List<MigrationFile> judged) {
    /** A version may be given as the layout has it, or as the path or name of its file. */
    static Pending of(MigrationSet set, Applied applied) throws UnknownVersion {
        List<MigrationFile> all = set.files();
        return switch (applied) {
            case Applied.Nothing nothing -> new Pending(List.of(), all);
            case Applied.These(Set<String> paths) -> parted(all, it -> paths.contains(it.path()));
            case Applied.Listed listed -> parted(all, it -> History.ran(it, listed));
            case Applied.Contradicted contradicted -> new Pending(List.of(), List.of());
            case Applied.Upto(String version) -> upto(set, version);
        };
    }

    private static Pending parted(List<MigrationFile> all, Predicate<MigrationFile> ran) {
        return new Pending(
                all.stream().filter(ran).toList(), all.stream().filter(ran.negate()).toList());
    }

    private static Pending upto(MigrationSet set, String version) throws UnknownVersion {
        List<MigrationFile> all = set.files();
        for (int i = all.size() - 1; i >= 0; i--) {
            if (is(all.get(i), version)) {
                return new Pending(all.subList(0, i + 1), all.subList(i + 1, all.size()));
            }
        }
        throw new UnknownVersion(version, set);
    }

    private static boolean is(MigrationFile file, String version) {
        String path = file.path();
        String name = path.substring(path.lastIndexOf('/') + 1);
        return file.version().equals(version)
                || path.equals(version)
                || name.equals(version)
                || path.startsWith(version + "/");
    }
}
