package dev.surefoot.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Holds {@code docs/requirements.md} and the tests' {@link Requirement}s against each other. */
class RequirementsTest {
    private static final Pattern LINE =
            Pattern.compile("^- \\*\\*([A-Z]+(?:-[A-Z]+)*-\\d+)\\*\\* ");
    private static final Pattern USE = Pattern.compile("@Requirement\\(\"([^\"]+)\"\\)");

    @Test
    void every_requirement_named_by_a_test_is_in_the_list() throws IOException {
        Set<String> listed = listed();

        Set<String> unknown = tested();
        unknown.removeAll(listed);

        assertThat(listed).as("requirements in docs/requirements.md").isNotEmpty();
        assertThat(unknown).as("named by tests but not in docs/requirements.md").isEmpty();
        Set<String> untested = new TreeSet<>(listed);
        untested.removeAll(tested());
        System.out.println(
                "requirements without a test: " + (untested.isEmpty() ? "none" : untested));
    }

    @Test
    void no_number_stands_for_two_requirements() throws IOException {
        assertThat(numbers()).doesNotHaveDuplicates();
    }

    private static Set<String> listed() throws IOException {
        return new TreeSet<>(numbers());
    }

    private static List<String> numbers() throws IOException {
        try (var lines = Files.lines(ProjectRoot.find().resolve("docs/requirements.md"))) {
            return lines.map(LINE::matcher).filter(m -> m.find()).map(m -> m.group(1)).toList();
        }
    }

    private static Set<String> tested() throws IOException {
        try (var files = Files.walk(ProjectRoot.find())) {
            return files.filter(f -> f.toString().contains("/src/test/java/"))
                    .filter(f -> f.toString().endsWith(".java"))
                    .flatMap(f -> USE.matcher(text(f)).results().map(m -> m.group(1)))
                    .filter(number -> !number.equals("[^"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
