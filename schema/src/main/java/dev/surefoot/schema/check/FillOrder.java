package dev.surefoot.schema.check;

import dev.surefoot.schema.fact.CatalogObject;
import dev.surefoot.schema.fact.Fact;
import dev.surefoot.schema.fact.ObjectKind;
import dev.surefoot.schema.measure.MeasuredFile;
import dev.surefoot.schema.measure.MeasuredStatement;
import dev.surefoot.schema.migration.Header;
import dev.surefoot.schema.migration.MigrationFile;
import dev.surefoot.schema.migration.Phase;
import dev.surefoot.schema.rule.Finding;
import dev.surefoot.schema.rule.Rule;
import dev.surefoot.schema.rule.Severity;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * D06, as far as a folder tells it: a contract that takes away a column which a later file still
 * copies from. Whether a backfill is complete and no old session is left, only production knows;
 * {@code surefoot schema contract} asks it. Pure.
 */
final class FillOrder {
    private FillOrder() {}

    /** Something that is copied from. */
    private record Source(MigrationFile file, String table, String text) {
        boolean uses(CatalogObject column) {
            String bare = table.replace("\"", "").toLowerCase(Locale.ROOT);
            String relation = (column.schema() + "." + column.owner()).toLowerCase(Locale.ROOT);
            boolean same = relation.equals(bare) || relation.endsWith("." + bare);
            return same
                    && Pattern.compile(
                                    "(?<![\\w$])\"?"
                                            + Pattern.quote(column.name())
                                            + "\"?(?![\\w$])",
                                    Pattern.CASE_INSENSITIVE)
                            .matcher(text)
                            .find();
        }
    }

    static List<Finding> findings(List<MeasuredFile> files) {
        List<Finding> all = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            List<Source> later =
                    files.subList(i + 1, files.size()).stream()
                            .flatMap(it -> sources(it.file()))
                            .toList();
            MeasuredFile file = files.get(i);
            if (!later.isEmpty() && file.file().header().phase().equals(contract())) {
                file.statements().forEach(each -> all.addAll(early(file.file(), each, later)));
            }
        }
        return all;
    }

    private static Optional<Phase> contract() {
        return Optional.of(Phase.CONTRACT);
    }

    private static Stream<Source> sources(MigrationFile file) {
        Header header = file.header();
        return Stream.concat(
                header.backfills().stream()
                        .map(it -> new Source(file, it.table(), it.set() + " " + it.verify())),
                header.syncs().stream()
                        .map(it -> new Source(file, it.table(), it.old() + " " + it.up())));
    }

    private static List<Finding> early(
            MigrationFile file, MeasuredStatement statement, List<Source> later) {
        List<Finding> all = new ArrayList<>();
        for (Fact fact : statement.facts()) {
            if (fact instanceof Fact.Gone(CatalogObject gone, var attributes)
                    && gone.kind() == ObjectKind.COLUMN) {
                later.stream()
                        .filter(it -> it.uses(gone))
                        .findFirst()
                        .ifPresent(it -> all.add(early(file, statement, gone, it)));
            }
        }
        return all;
    }

    private static Finding early(
            MigrationFile file, MeasuredStatement statement, CatalogObject gone, Source later) {
        String backfill = later.file().path();
        return new Finding(
                Rule.D06,
                Severity.BLOCK,
                file.path(),
                statement.statement().line(),
                Rule.D06.recovery(),
                new Finding.Words(
                        "%s goes before %s has copied from it."
                                .formatted(gone.qualified(), backfill),
                        "every row whose value was not copied yet",
                        "for good",
                        "Let %s come after %s.".formatted(file.path(), backfill)),
                Optional.empty());
    }
}
