package dev.surefoot.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes.Name;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

class RunningClassPathTest {
    @TempDir Path directory;

    @Test
    void finds_the_jars_that_only_a_manifest_names() throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes()
                .put(
                        Name.CLASS_PATH,
                        "lib/junit-platform-console-6.jar lib/junit-jupiter-engine-6.jar lib/a.jar");
        Path program = directory.resolve("program.jar");
        new JarOutputStream(Files.newOutputStream(program), manifest).close();

        assertThat(RunningClassPath.testFramework(program.toString()))
                .containsExactly(
                        directory.resolve("lib/junit-platform-console-6.jar"),
                        directory.resolve("lib/junit-jupiter-engine-6.jar"));
    }

    @Test
    void finds_the_driver_and_takes_nothing_else_for_it() throws IOException {
        String classPath =
                String.join(
                        File.pathSeparator,
                        "lib/flyway-database-postgresql-13.jar",
                        "lib/postgresql-tools-1.jar",
                        "lib/postgresql-42.7.14.jar");

        assertThat(RunningClassPath.driver(classPath))
                .isEqualTo(Path.of("lib/postgresql-42.7.14.jar").toAbsolutePath());
    }

    @Test
    void says_what_is_missing() {
        assertThatThrownBy(() -> RunningClassPath.driver("classes"))
                .isInstanceOf(BuildFailure.class)
                .hasMessageContaining("no postgresql-*.jar");
        assertThatThrownBy(() -> RunningClassPath.testFramework("classes"))
                .isInstanceOf(BuildFailure.class)
                .hasMessageContaining("junit-platform-console-");
    }
}
