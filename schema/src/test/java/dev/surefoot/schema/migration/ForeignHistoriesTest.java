package dev.surefoot.schema.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.surefoot.schema.migration.MigrationFile.Wrapping;
import dev.surefoot.testkit.Requirement;
import dev.surefoot.testkit.Vectors;

import org.junit.jupiter.api.Test;

import java.util.Comparator;
import java.util.Map;

class ForeignHistoriesTest {
    @Test
    @Requirement("FILES-1")
    void reads_the_285_migrations_of_crates_io_with_620_statements() throws Exception {
        var folder = Vectors.set("migrations").resolve("crates.io");

        MigrationSet set = SchemaDirectory.read(folder, ReadOptions.plain());

        assertThat(set.layout()).isEqualTo(Layout.DIESEL);
        assertThat(set.files()).hasSize(285).allMatch(f -> f.inverse().isPresent());
        assertThat(set.files()).isSortedAccordingTo(Comparator.comparing(MigrationFile::version));
        assertThat(set.files()).filteredOn(f -> f.wrapping() == Wrapping.STATEMENT).hasSize(7);
        assertThat(statements(set)).isEqualTo(620);
    }

    @Test
    @Requirement("FILES-1")
    void reads_the_70_migrations_of_supabase_auth_with_205_statements() throws Exception {
        var folder = Vectors.set("migrations").resolve("supabase-auth");
        var options = ReadOptions.plain().withPlaceholders(Map.of("Namespace", "auth"));

        MigrationSet set = SchemaDirectory.read(folder, options);

        assertThat(set.layout()).isEqualTo(Layout.PAIRS);
        assertThat(set.files()).hasSize(70).noneMatch(f -> f.text().contains("Options"));
        assertThat(set.files()).isSortedAccordingTo(Comparator.comparing(MigrationFile::path));
        assertThat(statements(set)).isEqualTo(205);
    }

    @Test
    @Requirement("FILES-2")
    void names_file_line_and_option_of_a_placeholder_without_a_value() {
        var folder = Vectors.set("migrations").resolve("supabase-auth");

        assertThatThrownBy(() -> SchemaDirectory.read(folder, ReadOptions.plain()))
                .isInstanceOf(UnreadableMigrations.class)
                .hasMessageContaining("00_init_auth_schema.up.sql:")
                .hasMessageContaining("--placeholder Namespace=VALUE");
    }

    private static int statements(MigrationSet set) {
        return set.files().stream().mapToInt(f -> f.statements().size()).sum();
    }
}
