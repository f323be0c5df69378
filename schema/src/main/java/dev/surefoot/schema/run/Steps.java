package dev.surefoot.schema.run;

import dev.surefoot.schema.migration.Header.SyncSpec;
import dev.surefoot.schema.migration.MigrationFile.Wrapping;
import dev.surefoot.schema.migration.Statement;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Divides a file's statements into steps. Pure. */
final class Steps {
    private Steps() {}

    /** The steps, or why there are none. */
    sealed interface Divided {
        record Into(List<Step> steps) implements Divided {}

        record Not(String rule, String reason) implements Divided {}
    }

    private enum Control {
        NONE,
        OPENS,
        CLOSES,
        FORBIDDEN
    }

    /** Statements as one transaction, or each by itself but for what BEGIN and COMMIT enclose. */
    static Divided divide(String path, List<Statement> statements, Wrapping wrapping) {
        return switch (wrapping) {
            case FILE -> whole(path, statements);
            case STATEMENT -> each(path, statements);
        };
    }

    /** One for each table whose columns are to be kept in step. */
    static List<Step> syncs(List<SyncSpec> specs) {
        Map<String, List<SyncSpec>> byTable = new LinkedHashMap<>();
        specs.forEach(s -> byTable.computeIfAbsent(s.table(), t -> new ArrayList<>()).add(s));
        List<Step> steps = new ArrayList<>();
        byTable.forEach(
                (table, all) ->
                        steps.add(new Step.Sync(Step.Sync.FIRST + steps.size(), table, all)));
        return steps;
    }

    private static Divided whole(String path, List<Statement> statements) {
        List<Statement> inner = new ArrayList<>();
        for (int i = 0; i < statements.size(); i++) {
            Statement each = statements.get(i);
            switch (control(each)) {
                case NONE -> inner.add(each);
                case OPENS -> {
                    if (i > 0) {
                        return control(path, each);
                    }
                }
                case CLOSES -> {
                    if (i < statements.size() - 1) {
                        return control(path, each);
                    }
                }
                case FORBIDDEN -> {
                    return control(path, each);
                }
            }
        }
        return inner.size() == 1 ? single(inner) : checked(path, inner);
    }

    private static Divided each(String path, List<Statement> statements) {
        List<Step> steps = new ArrayList<>();
        List<Statement> group = new ArrayList<>();
        boolean open = false;
        for (Statement each : statements) {
            switch (control(each)) {
                case NONE -> {
                    group.add(each);
                    if (!open) {
                        steps.add(new Step.Run(group));
                        group.clear();
                    }
                }
                case OPENS -> {
                    if (open) {
                        return control(path, each);
                    }
                    open = true;
                }
                case CLOSES -> {
                    if (!open) {
                        return control(path, each);
                    }
                    open = false;
                    if (checked(path, group) instanceof Divided.Not not) {
                        return not;
                    }
                    if (!group.isEmpty()) {
                        steps.add(new Step.Run(group));
                    }
                    group.clear();
                }
                case FORBIDDEN -> {
                    return control(path, each);
                }
            }
        }
        return open
                ? new Divided.Not("L08", path + " opens a transaction that it does not commit")
                : new Divided.Into(List.copyOf(steps));
    }

    private static Divided single(List<Statement> one) {
        return new Divided.Into(List.of(new Step.Run(one)));
    }

    private static Divided checked(String path, List<Statement> together) {
        for (Statement each : together) {
            if (Shape.of(each.text()).patient()) {
                return new Divided.Not(
                        "L08",
                        "%s line %d can't run in a transaction with other statements; put it into"
                                        .formatted(path, each.line())
                                + " a file of its own, or head the file with"
                                + " '-- surefoot: transaction=statement'");
            }
        }
        return together.isEmpty() ? new Divided.Into(List.of()) : single(together);
    }

    private static Divided control(String path, Statement each) {
        return new Divided.Not(
                "L08",
                "%s line %d: %s does not fit here; leave transactions to the runner"
                        .formatted(path, each.line(), Words.of(each.text()).getFirst()));
    }

    private static Control control(Statement statement) {
        List<String> words = Words.of(statement.text());
        return switch (words.isEmpty() ? "" : words.getFirst()) {
            case "BEGIN", "START" -> Control.OPENS;
            case "COMMIT", "END" -> words.contains("PREPARED") ? Control.FORBIDDEN : Control.CLOSES;
            case "ROLLBACK" -> words.contains("TO") ? Control.NONE : Control.FORBIDDEN;
            case "ABORT" -> Control.FORBIDDEN;
            case "PREPARE" ->
                    words.contains("TRANSACTION") && words.size() == 3
                            ? Control.FORBIDDEN
                            : Control.NONE;
            default -> Control.NONE;
        };
    }
}
