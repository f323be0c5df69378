package dev.surefoot.schema.rule;

import dev.surefoot.schema.fact.SqlError;
import dev.surefoot.schema.migration.Statement;
import dev.surefoot.schema.rule.Finding.Words;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** S01 and S02: what the shadow's server refused. */
final class ServerRules implements RuleGroup {
    private static final Set<String> MISSING = Set.of("58P01", "0A000", "22023");
    private static final Pattern EXTENSION =
            Pattern.compile("extension (?:control file )?\"([^\"]+)\"");

    private static final Pattern LIBRARY =
            Pattern.compile("^could not (?:load library|access file) \"([^\"]+)\"");

    @Override
    public Stream<Finding> of(FileView file) {
        return file.steps().stream()
                .flatMap(
                        step ->
                                step.measured().error().stream()
                                        .map(error -> refused(file, step, error)));
    }

    private static Finding refused(FileView file, Step step, SqlError error) {
        Matcher extension = EXTENSION.matcher(error.message());
        if (MISSING.contains(error.sqlState()) && extension.find()) {
            return lacks(file, step, extension.group(1));
        }
        Matcher library = LIBRARY.matcher(error.message());
        if (library.find()) {
            return lacks(file, step, library.group(1));
        }
        return KnownExtensions.of(error)
                .map(used -> uses(file, step, used))
                .orElseGet(() -> wrong(file, step, error));
    }

    /** Production has an extension that somebody made there by hand. */
    private static Finding uses(FileView file, Step step, KnownExtensions.Used used) {
        return file.inconclusive(
                Rule.S02,
                step,
                new Words(
                        "It uses %s of the extension '%s', which no file before it makes, so what"
                                        .formatted(used.what(), used.extension())
                                + " follows can't be measured.",
                        "nobody yet: this file and those after it are not judged",
                        "until a file makes it, or the shadow has it",
                        "CREATE EXTENSION IF NOT EXISTS \"%s\"; in a file before; where the"
                                        .formatted(used.extension())
                                + " extension is not PostgreSQL's own, check with an installation"
                                + " that has it: --postgres-bin DIR or --shadow-url JDBC."),
                new Unknown(
                        "what %s does with the extension '%s'"
                                .formatted(file.file().path(), used.extension()),
                        "a file that makes it, or --shadow-url JDBC of a server that has it"));
    }

    private static Finding lacks(FileView file, Step step, String control) {
        String name = control.replaceAll(".*/|\\.(control|so|dylib)$", "");
        return file.inconclusive(
                Rule.S02,
                step,
                new Words(
                        "The shadow has no extension '%s', so what follows can't be measured."
                                .formatted(name),
                        "nobody yet: this file and those after it are not judged",
                        "until the shadow has it",
                        "Check with an installation that has it: --postgres-bin DIR or"
                                + " --shadow-url JDBC."),
                new Unknown(
                        "what %s does with the extension '%s'".formatted(file.file().path(), name),
                        "--postgres-bin DIR or --shadow-url JDBC of a server that has it"));
    }

    private static Finding wrong(FileView file, Step step, SqlError error) {
        Place place = Place.of(step.measured().statement(), error);
        Finding at =
                file.finding(
                        Rule.S01,
                        Severity.BLOCK,
                        step,
                        new Words(
                                "The server refuses it at line %d, column %d: %s (SQLSTATE %s)."
                                        .formatted(
                                                place.line(),
                                                place.column(),
                                                error.message().lines().findFirst().orElse(""),
                                                error.sqlState()),
                                "whoever runs the migration: the release stops here",
                                "until the file is mended",
                                "Mend the statement; nothing of the file was judged after it."));
        return new Finding(
                at.rule(),
                at.severity(),
                at.path(),
                place.line(),
                at.recovery(),
                at.words(),
                at.missing());
    }

    /** A place in a file, both from 1. */
    record Place(int line, int column) {
        static Place of(Statement statement, SqlError error) {
            String text = statement.text();
            int points = text.codePointCount(0, text.length());
            int at = Math.min(Math.max(error.position().orElse(1) - 1, 0), points);
            String before = text.substring(0, text.offsetByCodePoints(0, at));
            int breaks = (int) before.chars().filter(c -> c == '\n').count();
            int column = before.length() - before.lastIndexOf('\n');
            return new Place(statement.line() + breaks, column);
        }
    }
}
