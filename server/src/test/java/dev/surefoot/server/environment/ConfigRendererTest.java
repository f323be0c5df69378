package dev.surefoot.server.environment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class ConfigRendererTest {
    private static final String VALUE = "hunter2: [";
    private static final Map<String, String> ENVIRONMENT =
            Map.of("DB", "jdbc:pö", "SECRET", VALUE, "EMPTY", "");
    private final ConfigRenderer renderer =
            new ConfigRenderer(name -> Optional.ofNullable(ENVIRONMENT.get(name)));

    @ParameterizedTest
    @CsvSource({
        "a=${env:DB};b=${env:DB}, a=jdbc:pö;b=jdbc:pö",
        "a=${env:EMPTY}, a=",
        "a=$${env:DB}, a=${env:DB}",
        "a=$${x}${y}$z, a=${x}${y}$z",
        "ü=1, ü=1",
    })
    void placeholders_are_filled_in_and_everything_else_stays(String raw, String expected) {
        RenderedConfig rendered = renderer.render("shop.conf", Texts.bytes(raw));

        assertThat(text(rendered)).isEqualTo(expected);
    }

    @Test
    void bytes_that_are_no_text_stay_as_they_are() {
        byte[] raw = new byte[256];
        for (int i = 0; i < raw.length; i++) {
            raw[i] = (byte) i;
        }

        RenderedConfig rendered = renderer.render("keys.bin", raw);

        assertThat(((RenderedConfig.Complete) rendered).bytes()).isEqualTo(raw);
    }

    @Test
    @Requirement("GATE-5")
    void all_missing_names_are_told_at_once() {
        byte[] raw = Texts.bytes("a: ${env:ZED}\nb: ${env:ALSO}\nc: ${env:DB}\nd: ${env:ZED}\n");

        RenderedConfig rendered = renderer.render("a.yaml", raw);

        assertThat(rendered)
                .isEqualTo(new RenderedConfig.Incomplete(List.of("ALSO", "ZED"), Optional.empty()));
        assertThat(((RenderedConfig.Incomplete) rendered).why())
                .isEqualTo(
                        "not set in the server's environment: ALSO, ZED; set them and restart the"
                                + " server");
    }

    @Test
    void a_misspelled_placeholder_is_refused_with_its_line() {
        RenderedConfig rendered = renderer.render("a.conf", Texts.bytes("a\nb ${env:1X}\n"));

        assertThat(((RenderedConfig.Incomplete) rendered).fault().orElseThrow())
                .startsWith("a.conf line 2 has ${env: without a name and }");
    }

    @ParameterizedTest
    @CsvSource({
        "a.yaml, 'a: 1\nb: ${env:SECRET}\n', 'is not valid YAML at line 2, column 11'",
        "a.json, '{\"a\": \"x\", ${env:SECRET}', 'is not valid JSON at line 1'",
        "a.json, '{} {}', 'is not valid JSON at line 1'",
        "a.json, '', 'is not valid JSON at line 1'",
        "a.properties, 'a=${env:SECRET}\\u00zz', 'has a \\u that four hex digits do not follow'",
    })
    @Requirement("GATE-5")
    void a_file_that_can_not_be_read_is_refused_without_showing_what_is_in_it(
            String name, String raw, String expected) {
        RenderedConfig rendered = renderer.render(name, Texts.bytes(raw));

        assertThat(((RenderedConfig.Incomplete) rendered).fault().orElseThrow())
                .startsWith(name + " " + expected);
        assertThat(rendered.toString()).doesNotContain("hunter2");
    }

    @Test
    void several_documents_and_anchors_are_the_applications_own_affair() {
        byte[] raw = Texts.bytes("a: &x 1\nb: *x\n---\na: 2\n");

        assertThat(renderer.render("a.yml", raw)).isInstanceOf(RenderedConfig.Complete.class);
    }

    @Test
    @Requirement("GATE-5")
    void a_complete_file_shows_nothing_of_itself() {
        RenderedConfig rendered = renderer.render("a.conf", Texts.bytes("${env:SECRET}"));

        assertThat(text(rendered)).isEqualTo(VALUE);
        assertThat(rendered.toString()).isEqualTo("Complete[10 bytes]");
    }

    private static String text(RenderedConfig rendered) {
        return new String(((RenderedConfig.Complete) rendered).bytes(), StandardCharsets.UTF_8);
    }
}
