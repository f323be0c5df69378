package dev.surefoot.demo;

import com.sun.source.tree.LiteralTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** Reads the SQL out of a version's sources: every string of theirs that begins as SQL does. */
final class SqlInSources {
    private static final Pattern SQL =
            Pattern.compile(
                    "(?is)\\s*(select|insert|update|delete|merge|with|call|lock|alter|create|drop)"
                            + "\\s.*");

    private SqlInSources() {}

    /** Each with {@code $1} for {@code ?} and single spaces, as {@code statements.jsonl} has it. */
    static List<String> of(BuiltVersion version) throws IOException {
        Path sources = version.statements().resolveSibling("../src/main/java").normalize();
        List<Path> files;
        try (var paths = Files.walk(sources)) {
            files = paths.filter(path -> path.toString().endsWith(".java")).toList();
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> found = new ArrayList<>();
        try (var manager = compiler.getStandardFileManager(null, null, null)) {
            var units = manager.getJavaFileObjectsFromPaths(files);
            var task = (JavacTask) compiler.getTask(null, manager, null, null, null, units);
            for (var unit : task.parse()) {
                new Literals().scan(unit, found);
            }
        }
        return found;
    }

    /** Adds what is SQL to the list. */
    private static final class Literals extends TreeScanner<@Nullable Void, List<String>> {
        @Override
        public @Nullable Void visitLiteral(LiteralTree literal, List<String> found) {
            if (literal.getValue() instanceof String text && SQL.matcher(text).matches()) {
                found.add(numbered(text));
            }
            return super.visitLiteral(literal, found);
        }
    }

    private static String numbered(String jdbc) {
        Matcher mark = Pattern.compile("\\?").matcher(jdbc.strip().replaceAll("\\s+", " "));
        StringBuilder numbered = new StringBuilder();
        for (int i = 1; mark.find(); i++) {
            mark.appendReplacement(numbered, Matcher.quoteReplacement("$" + i));
        }
        return mark.appendTail(numbered).toString();
    }
}
