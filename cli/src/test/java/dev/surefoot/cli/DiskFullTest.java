package dev.surefoot.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.stream.Stream;

/** On a real file system that is too small: a tmpfs, which only root may mount. */
class DiskFullTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir Path given;
    Path mounted = Path.of("");

    @AfterEach
    void unmount() throws Exception {
        if (!mounted.toString().isEmpty()) {
            // What was told to end holds its files a moment longer.
            Await.until(
                    () -> mounted + " to be left by " + new OwnProcesses(mounted).running(),
                    PATIENCE,
                    () -> exit("umount", mounted.toString()) == 0);
        }
    }

    @Test
    void a_server_that_finds_no_space_says_where_and_starts_once_there_is_some() throws Exception {
        Path disk = mount(given.toRealPath().resolve("disk"), "8m");
        Path data = disk.resolve("data");
        Path log = given.resolve("server.log");

        ServeProcess serve = ServeProcess.start(data, log);

        assertThat(serve.awaitEnd()).as(serve.output()).isEqualTo(ExitCode.COULD_NOT);
        assertThat(serve.output()).contains("surefoot: ").contains(data.toString());
        assertThat(data.resolve("postgres/data")).doesNotExist();
        assertThat(data.resolve("token")).doesNotExist();
        assertThat(new OwnProcesses(disk).running()).isEmpty();

        assertThat(exit("mount", "-o", "remount,size=512m", disk.toString())).isZero();
        try (Stack stack = Stack.start(disk)) {
            assertThat(stack.server().isAlive()).isTrue();
        }
    }

    @Test
    void an_artifact_that_does_not_fit_is_refused_and_nothing_of_it_is_kept() throws Exception {
        Path root = given.toRealPath();
        Path artifacts = mount(root.resolve("data/artifacts"), "1m");
        Path large = root.resolve("large.jar");
        byte[] bytes = new byte[3 << 20];
        new Random(1).nextBytes(bytes);
        Files.write(large, bytes);

        try (Stack stack = Stack.start(root)) {
            Cli.Answer answer =
                    stack.tried(
                            "candidate",
                            "create",
                            "shop",
                            "--artifact",
                            large.toString(),
                            "--source",
                            "https://git.example/shop@4f2a91c");

            assertThat(answer.exit()).as("%s", answer).isEqualTo(ExitCode.COULD_NOT);
            assertThat(answer.err()).contains(artifacts.toString()).contains("nothing was kept");
            assertThat(files(artifacts)).isZero();
        }
    }

    private Path mount(Path at, String size) throws Exception {
        Files.createDirectories(at);
        int exit = exit("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", at.toString());
        assumeTrue(exit == 0, "mounting a tmpfs needs root");
        mounted = at;
        return at;
    }

    private static long files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).count();
        }
    }

    private static int exit(String... command) throws Exception {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
