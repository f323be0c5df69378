package dev.surefoot.schema.rows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.schema.migration.MigrationFile;
import dev.surefoot.schema.migration.ReadOptions;
import dev.surefoot.schema.migration.SchemaDirectory;
import dev.surefoot.schema.migration.Statement;
import dev.surefoot.schema.migration.UnreadableMigrations;
import dev.surefoot.schema.shadow.Shadow;
import dev.surefoot.schema.shadow.ShadowDatabase;
import dev.surefoot.schema.shadow.ShadowSource;
import dev.surefoot.testkit.Vectors;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/** Real schemas, as they are after all their migrations. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForeignTablesTest {
    private final Shadow shadow = Shadow.startForgetful(new ShadowSource.Bundled(), Map.of());

    @AfterAll
    void stop() {
        shadow.close();
    }

    @Test
    void every_table_of_crates_io_gets_rows() throws Exception {
        fills("crates.io", "select 1", Map.of());
    }

    @Test
    void every_table_of_supabase_auth_gets_rows() throws Exception {
        fills(
                "supabase-auth",
                """
                create schema auth;
                do $$ declare r text; begin
                  foreach r in array array['anon', 'authenticated', 'service_role',
                                           'supabase_auth_admin', 'postgres'] loop
                    execute format('create role %I', r);
                  end loop;
                end $$
                """,
                Map.of("Namespace", "auth"));
    }

    private void fills(String corpus, String before, Map<String, String> placeholders)
            throws SQLException, UnreadableMigrations {
        Path directory = Vectors.set("migrations").resolve(corpus);
        ReadOptions options = ReadOptions.plain().withPlaceholders(placeholders);
        try (ShadowDatabase database = shadow.create();
                Connection connection = database.connect()) {
            Seeder.run(connection, before);
            for (MigrationFile file : SchemaDirectory.read(directory, options).files()) {
                for (Statement each : file.statements()) {
                    Seeder.run(connection, each.text());
                }
            }

            Seeded seeded = Seeder.fill(connection, SeedRequest.of(3));

            assertThat(seeded.tables()).hasSizeGreaterThan(15);
            assertThat(seeded.tables())
                    .allSatisfy(each -> assertThat(each.rows()).as(each.toString()).isPositive());
        }
    }
}
