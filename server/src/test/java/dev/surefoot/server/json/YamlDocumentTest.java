package dev.surefoot.server.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;

import java.util.List;

class YamlDocumentTest {
    @Test
    @Requirement("INPUT-3")
    void every_duplicate_key_is_refused_with_where_it_stood_first() {
        assertThat(problems("a: 1\nb: {c: 1, c: 2}\na: 3\n"))
                .containsExactly(
                        "2:11 b.c: key \"c\" stands here a second time, first in line 2; keep one",
                        "3:1 a: key \"a\" stands here a second time, first in line 1; keep one");
    }

    @Test
    void anchors_and_aliases_are_refused_so_that_no_text_can_grow() {
        assertThat(problems("a: &x [1]\nb: [*x, *x]\n"))
                .containsExactly(
                        "1:4 a: anchors (&name) are not supported; write the value out where it is"
                                + " used",
                        "2:5 b[0]: aliases (*name) are not supported; write the value out",
                        "2:9 b[1]: aliases (*name) are not supported; write the value out");
    }

    @Test
    void a_tag_is_refused() {
        assertThat(problems("a: !!binary aGk=\n"))
                .containsExactly(
                        "1:4 a: tags (tag:yaml.org,2002:binary) are not supported; leave the tag"
                                + " out");
    }

    @Test
    void a_second_document_is_refused() {
        assertThat(problems("a: 1\n---\nb: 1\n"))
                .containsExactly("2:1 : a second document begins here; write one document a file");
    }

    @Test
    void an_empty_file_is_refused() {
        String said = "1:1 : the file is empty; it must hold one YAML document";

        assertThat(problems("")).containsExactly(said);
        assertThat(problems("# nothing\n")).containsExactly(said);
    }

    @Test
    void a_character_that_yaml_does_not_allow_is_refused_at_its_place() {
        String said = "not allowed in YAML; save the file as UTF-8 text";

        assertThat(problems("a: 1\nb: \0\n")).containsExactly("2:4 : character U+0000 is " + said);
        assertThat(problems("ä: 😀\uD800")).containsExactly("1:5 : character U+D800 is " + said);
    }

    @Test
    void a_text_that_ends_in_the_middle_is_refused_at_its_end() {
        assertThat(problems("a: [1, 2\n"))
                .singleElement()
                .asString()
                .startsWith("2:1 : not valid YAML: while parsing a flow sequence: expected ','");
    }

    @Test
    void depth_is_bounded_however_deep_the_text_goes() {
        assertThat(problems("[".repeat(100_000)))
                .singleElement()
                .asString()
                .contains("is more than 32 levels deep; write it flatter")
                .startsWith("1:34 ");
        assertThat(problems("[".repeat(32) + "]".repeat(32))).isEmpty();
    }

    @Test
    void length_is_bounded() {
        assertThat(problems("a: " + "x".repeat(YamlDocument.MAX_CHARACTERS)))
                .singleElement()
                .asString()
                .contains("has 262,147 characters, at most 262,144 are read");
    }

    @Test
    void numbers_and_booleans_are_what_yaml_1_2_says_and_hexadecimal_stays_text() {
        YamlDocument document =
                document("{a: 10, b: 0.5, c: true, d: yes, e: \"1\", f: 0x1F, g: ~, h: 5%}");

        assertThat(document.json().toString())
                .isEqualTo(
                        "{\"a\":10,\"b\":0.5,\"c\":true,\"d\":\"yes\",\"e\":\"1\",\"f\":\"0x1F\","
                                + "\"g\":null,\"h\":\"5%\"}");
    }

    @Test
    void a_problem_stands_at_the_value_or_at_the_key() {
        YamlDocument document = document("a:\n  - b: 1\n    cc:   2\n");
        YamlPath path = YamlPath.of("a", 0, "cc");

        assertThat(document.problem(path, "m")).isEqualTo(at(3, 11, "a[0].cc"));
        assertThat(document.problemWithKey(path, "m")).isEqualTo(at(3, 5, "a[0].cc"));
        assertThat(document.problem(path.parent().then("none"), "m"))
                .isEqualTo(at(2, 5, "a[0].none"));
    }

    private static YamlProblem at(int line, int column, String path) {
        return new YamlProblem("f.yaml", line, column, path, "m");
    }

    private static YamlDocument document(String text) {
        return ((YamlDocument.Parsed.Document) YamlDocument.parse(new YamlFile("f.yaml", text)))
                .document();
    }

    private static List<String> problems(String text) {
        return switch (YamlDocument.parse(new YamlFile("f.yaml", text))) {
            case YamlDocument.Parsed.Document _ -> List.of();
            case YamlDocument.Parsed.Unreadable(List<YamlProblem> problems) ->
                    problems.stream()
                            .map(
                                    each ->
                                            "%d:%d %s: %s"
                                                    .formatted(
                                                            each.line(),
                                                            each.column(),
                                                            each.path(),
                                                            each.message()))
                            .toList();
        };
    }
}
