package dev.surefoot.schema.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.surefoot.schema.sql.SqlParser;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

class RefusedFilesTest {
    @TempDir Path temp;
    private Folder folder;

    @BeforeEach
    void open() {
        folder = new Folder(temp.resolve("migrations"));
    }

    @Test
    @Requirement("FILES-2")
    void a_command_of_psql_is_refused_with_its_line() {
        folder.file("a.sql", "SELECT 1;\n\\c other\nSELECT 2");
        folder.refusal().hasMessageStartingWith("a.sql:2: \"\\c other\" is a command of psql");

        folder.file("a.sql", "\\copy t FROM 'x'");
        folder.refusal().hasMessageStartingWith("a.sql:1: \"\\copy t FROM 'x'\"");
    }

    @Test
    void a_backslash_in_a_string_or_comment_is_none() throws Exception {
        folder.file("a.sql", "-- \\c\nSELECT '\\c', E'\\\\', $$\\d$$, \"\\x\"");

        assertThat(folder.only().statements()).hasSize(1);
    }

    @Test
    void data_in_the_script_is_refused() {
        folder.file("a.sql", "SELECT 1;\ncopy t (a, b)\nfrom stdin WITH (FORMAT csv);\n1,2\n\\.\n");

        folder.refusal().hasMessageStartingWith("a.sql:2: COPY … FROM STDIN reads data");
    }

    @Test
    @Requirement("FILES-2")
    void text_that_is_not_utf_8_is_refused_with_line_and_byte() {
        folder.file("a.sql", "SELECT 1;\nSELECT 'é'".getBytes(StandardCharsets.ISO_8859_1));

        folder.refusal().hasMessage("a.sql:2: byte 18 (0xe9) is not UTF-8; save the file as UTF-8");
    }

    @Test
    void a_nul_is_refused_and_a_byte_order_mark_left_out() throws Exception {
        folder.file("a.sql", "\uFEFFSELECT 1");
        assertThat(folder.only().statements()).containsExactly(new Statement(1, 1, 0, "SELECT 1"));

        folder.file("a.sql", "SELECT 1;\n\0");
        folder.refusal().hasMessageStartingWith("a.sql:2: holds a NUL");
    }

    @Test
    void a_file_over_the_bound_and_a_folder_over_it_are_refused() {
        folder.file("a.sql", "SELECT 1").file("b.sql", "SELECT 2");

        var small = new ReadOptions(Map.of(), SqlParser.scanner(), 7, 10);
        assertThatThrownBy(() -> SchemaDirectory.read(folder.root(), small))
                .hasMessageStartingWith("a.sql: is larger than 7 bytes");
        var few = new ReadOptions(Map.of(), SqlParser.scanner(), 100, 1);
        assertThatThrownBy(() -> SchemaDirectory.read(folder.root(), few))
                .hasMessageContaining("at most 1 are read");
    }

    @Test
    @Requirement("FILES-2")
    void a_link_out_of_the_folder_or_to_nothing_is_refused() throws Exception {
        folder.file("a.sql", "SELECT 1");
        Path outside = Files.writeString(temp.resolve("outside.sql"), "SELECT 2");
        Path link = Files.createSymbolicLink(folder.root().resolve("b.sql"), outside);
        folder.refusal().hasMessageStartingWith("b.sql: is a link that leaves the folder");

        Files.delete(outside);
        folder.refusal().hasMessageStartingWith("b.sql: is a link to nothing");

        Files.delete(link);
        Files.createSymbolicLink(link, folder.root().resolve("a.sql"));
        assertThat(folder.paths()).containsExactly("a.sql", "b.sql");
    }

    @Test
    @Requirement("FILES-2")
    void what_is_no_regular_file_is_refused_by_its_name_and_not_read() throws Exception {
        folder.file("a.sql", "SELECT 1");
        Path socket = folder.root().resolve("b.sql");
        try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            folder.refusal().hasMessageStartingWith("b.sql: is a pipe, a socket or a device");

            Files.createSymbolicLink(folder.root().resolve("a_link.sql"), socket);
            folder.refusal().hasMessageStartingWith("a_link.sql: is a pipe, a socket or a device");
        }
    }

    @Test
    void a_link_to_a_folder_is_refused() throws Exception {
        folder.file("a.sql", "SELECT 1");
        Path other = Files.createDirectory(temp.resolve("other"));
        Files.createSymbolicLink(folder.root().resolve("more"), other);

        folder.refusal().hasMessageStartingWith("more: is a link");
    }

    @Test
    void placeholders_are_filled_once_and_only_once() throws Exception {
        folder.file("a.sql", "SELECT '${a}', ${b}, '{{index .Options \"a\"}}' -- ${c}");

        var file = folder.read(Map.of("a", "${b}", "b", "2")).files().getFirst();

        assertThat(file.text()).isEqualTo("SELECT '${b}', 2, '${b}' -- ${c}");
    }

    @Test
    void a_placeholder_without_a_value_is_refused_with_line_and_option() {
        folder.file("V1__a.sql", "SELECT 1;\nSELECT '${schema}'");
        folder.refusal()
                .hasMessage(
                        "V1__a.sql:2: placeholder ${schema} has no value; give it with"
                                + " --placeholder schema=VALUE");
    }

    @Test
    void outside_flyway_a_dollar_brace_in_a_string_may_be_meant() throws Exception {
        folder.file("a.sql", "SELECT '${x}', $$${y}$$ -- ${z}");
        assertThat(folder.only().text()).contains("${x}");

        folder.file("a.sql", "SELECT ${x}");
        folder.refusal().hasMessageContaining("--placeholder x=VALUE");
    }

    @Test
    void another_template_than_the_known_one_is_refused_but_not_in_a_string() throws Exception {
        folder.file("a.sql", "SELECT '{{1,2},{3,4}}'::int[]");
        assertThat(folder.only().statements()).hasSize(1);

        folder.file("a.sql", "SELECT {{ .Schema }}");
        folder.refusal().hasMessageContaining("a.sql:1: template \"{{ .Schema }}\" is not read");
    }
}
