package dev.surefoot.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

class ShopBuildTest {
    @TempDir Path directory;

    @Test
    @Requirement("SHOP-1")
    void builds_the_same_bytes_again_from_another_repository_and_another_directory() {
        ShopRepository other = ShopRepository.create(directory.resolve("git"));

        BuiltVersion again =
                ShopBuild.build(other, other.commits().get(1), directory.resolve("work"));

        assertThat(again.jar()).hasSameBinaryContentAs(BuiltShop.version(2).jar());
        assertThat(again.sha256Hex()).isEqualTo(BuiltShop.version(2).sha256Hex());
    }

    @Test
    void gives_every_version_bytes_of_its_own() {
        assertThat(BuiltShop.VERSIONS).extracting(BuiltVersion::sha256Hex).doesNotHaveDuplicates();
    }

    @Test
    void writes_a_manifest_that_names_the_version() throws IOException {
        try (JarFile jar = new JarFile(BuiltShop.version(3).jar().toFile())) {
            var attributes = jar.getManifest().getMainAttributes();

            assertThat(attributes.getValue("Implementation-Version")).isEqualTo("v3");
            assertThat(attributes.getValue("Main-Class")).isEqualTo("shop.Main");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5})
    void finds_no_failed_test_in_any_version_but_the_fourth(int version) {
        BuiltVersion built = BuiltShop.version(version);

        assertThat(built.testsFailed()).isZero();
        assertThat(built.testsRun()).isGreaterThanOrEqualTo(12);
    }

    @Test
    void finds_the_failed_test_of_the_fourth_version_and_keeps_its_xml() {
        BuiltVersion built = BuiltShop.version(4);

        assertThat(built.testsFailed()).isEqualTo(1);
        assertThat(built.testReports())
                .singleElement()
                .satisfies(
                        report ->
                                assertThat(report)
                                        .content()
                                        .contains("takes_a_code_however_it_is_typed", "<failure"));
    }

    @Test
    @Requirement("SHOP-1")
    void puts_the_driver_into_the_jar_sorted_and_with_its_licences() throws IOException {
        Library driver = Library.postgresqlDriver();

        try (JarFile jar = new JarFile(BuiltShop.version(1).jar().toFile())) {
            List<String> names = jar.stream().map(ZipEntry::getName).toList();

            assertThat(names.subList(1, names.size())).isSorted();
            assertThat(names)
                    .startsWith("META-INF/MANIFEST.MF")
                    .doesNotHaveDuplicates()
                    .contains(
                            "META-INF/services/java.sql.Driver",
                            "org/postgresql/Driver.class",
                            "shop/Main.class")
                    .doesNotContain("META-INF/LICENSE");
            assertThat(
                            bytes(
                                    jar,
                                    Library.LICENSES
                                            + "org.postgresql/postgresql-%s/LICENSE"
                                                    .formatted(driver.coordinates().version())))
                    .isEqualTo(licenseOf(driver));
            assertThat(names).filteredOn(name -> name.endsWith("/LICENSE")).hasSizeGreaterThan(1);
        }
    }

    @Test
    void hands_over_the_migrations_and_the_statements_of_the_very_commit() {
        assertThat(BuiltShop.version(1).migrations())
                .isDirectoryContaining("glob:**/V1__*.sql")
                .isDirectoryNotContaining("glob:**/V2__*.sql");
        assertThat(BuiltShop.version(5).migrations())
                .isDirectoryContaining("glob:**/V1__*.sql")
                .isDirectoryContaining("glob:**/V7__*.sql");
        assertThat(BuiltShop.version(1).statements()).content().doesNotContain("full_name");
        assertThat(BuiltShop.version(2).statements()).content().contains("full_name");
    }

    @Test
    void tells_its_steps_in_order() {
        List<String> steps = new ArrayList<>();

        ShopBuild.build(
                BuiltShop.REPOSITORY,
                BuiltShop.REPOSITORY.commits().getFirst(),
                directory.resolve("work"),
                (commit, what) -> steps.add(commit.version() + " " + what));

        assertThat(steps)
                .containsExactly(
                        "v1 check out",
                        "v1 compile",
                        "v1 pack",
                        "v1 test",
                        "v1 describe",
                        "v1 sign");
    }

    private static byte[] licenseOf(Library library) throws IOException {
        try (JarFile jar = new JarFile(library.jar().toFile())) {
            return bytes(jar, "META-INF/LICENSE");
        }
    }

    private static byte[] bytes(JarFile jar, String name) throws IOException {
        return jar.getInputStream(jar.getJarEntry(name)).readAllBytes();
    }

    @Test
    void leaves_no_process_running() {
        assertThat(BuiltShop.VERSIONS).allSatisfy(built -> assertThat(built.jar()).exists());

        assertThat(ProcessHandle.current().children().map(p -> p.info().commandLine().orElse("")))
                .noneMatch(command -> command.contains("ConsoleLauncher"));
    }
}
