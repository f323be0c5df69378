package dev.surefoot.schema.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

class BundleFileTest {
    @TempDir Path folder;

    @Test
    void what_went_in_comes_out() throws Exception {
        Path migrations = folder.resolve("db");
        Files.createDirectories(migrations.resolve("nested"));
        Files.writeString(migrations.resolve("V1__a.sql"), "create table a ()");
        Files.writeString(migrations.resolve("nested/V2__b.sql"), "create table b ()");
        Path statements = Files.writeString(folder.resolve("s.jsonl"), "{}\n");
        Path job = Files.writeString(folder.resolve("invoices.sql"), "select 1");

        byte[] bytes =
                packed(
                        new BundleFile.Content(
                                Optional.of(migrations),
                                Optional.of(statements),
                                Map.of("invoices", job)));
        Bundle bundle = unpacked(bytes);

        assertThat(bundle.migrations().resolve("V1__a.sql")).hasContent("create table a ()");
        assertThat(bundle.migrations().resolve("nested/V2__b.sql")).hasContent("create table b ()");
        assertThat(bundle.statements()).get().satisfies(it -> assertThat(it).hasContent("{}"));
        assertThat(bundle.jobs()).containsOnlyKeys("invoices");
    }

    @Test
    void the_same_content_gives_the_same_bytes_whenever_it_was_written() throws Exception {
        Path migrations = Files.createDirectories(folder.resolve("db"));
        Path file = Files.writeString(migrations.resolve("V1__a.sql"), "select 1");
        BundleFile.Content content =
                new BundleFile.Content(Optional.of(migrations), Optional.empty(), Map.of());
        byte[] first = packed(content);

        Files.setLastModifiedTime(file, java.nio.file.attribute.FileTime.fromMillis(1));

        assertThat(packed(content)).isEqualTo(first);
    }

    @Test
    void an_entry_that_would_leave_the_folder_is_refused_and_not_written() throws IOException {
        for (String name : new String[] {"migrations/../../evil.sql", "/etc/evil", "other.txt"}) {
            byte[] bytes = zip(name);

            assertThatThrownBy(() -> unpacked(bytes))
                    .isInstanceOf(UnreadableBundle.class)
                    .hasMessageContaining(name);
        }
        assertThat(folder.resolve("evil.sql")).doesNotExist();
    }

    @Test
    void what_is_no_bundle_is_refused() {
        assertThatThrownBy(
                        () ->
                                unpacked(
                                        "no zip at all"
                                                .getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .isInstanceOf(UnreadableBundle.class)
                .hasMessageContaining("candidate create");
    }

    @Test
    void a_link_is_refused_by_name() throws Exception {
        Path migrations = Files.createDirectories(folder.resolve("db"));
        Files.createSymbolicLink(migrations.resolve("V1__a.sql"), Path.of("/etc/hostname"));

        assertThatThrownBy(
                        () ->
                                packed(
                                        new BundleFile.Content(
                                                Optional.of(migrations),
                                                Optional.empty(),
                                                Map.of())))
                .isInstanceOf(UnreadableBundle.class)
                .hasMessageContaining("V1__a.sql is a link");
    }

    private static byte[] zip(String name) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write('x');
        }
        return out.toByteArray();
    }

    private static byte[] packed(BundleFile.Content content) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BundleFile.write(content, out);
        return out.toByteArray();
    }

    private Bundle unpacked(byte[] bytes) throws Exception {
        return BundleFile.read(
                new ByteArrayInputStream(bytes), Files.createTempDirectory(folder, "out"));
    }
}
