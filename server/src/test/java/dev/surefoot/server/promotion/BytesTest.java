package dev.surefoot.server.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.evidence.Digest;
import dev.surefoot.server.artifact.ArtifactFiles;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Whether bytes are intact, asked once a second. */
@Requirement("PROM-12")
class BytesTest {
    private static final byte[] CONTENT = "bytes".getBytes(StandardCharsets.UTF_8);
    private static final Digest DIGEST = Digest.sha256(CONTENT);

    @TempDir private Path directory;
    private ArtifactFiles files;
    private final AtomicInteger reads = new AtomicInteger();

    @BeforeEach
    void stored() throws IOException {
        files = new ArtifactFiles(directory);
        files.receive(DIGEST, new ByteArrayInputStream(CONTENT));
    }

    @Test
    void nobody_waits_for_many_bytes_and_they_are_read_once_at_a_time() {
        CountDownLatch end = new CountDownLatch(1);
        Bytes bytes =
                new Bytes(
                        files,
                        digest -> {
                            reads.incrementAndGet();
                            await(end);
                            return files.intact(digest);
                        });

        assertThat(bytes.intact(DIGEST)).isEmpty();
        assertThat(bytes.intact(DIGEST)).isEmpty();
        assertThat(reads).hasValue(1);

        end.countDown();
        assertThat(eventually(bytes)).isTrue();
        assertThat(reads).hasValue(1);
        assertThat(eventually(bytes)).isTrue();
        assertThat(reads).as("what was true then is looked at again").hasValue(2);
    }

    @Test
    void a_broken_file_is_not_read_again_until_it_has_changed() throws IOException {
        Bytes bytes =
                new Bytes(
                        files,
                        digest -> {
                            reads.incrementAndGet();
                            return files.intact(digest);
                        });
        Path file = files.path(DIGEST);
        Files.delete(file);
        Files.writeString(file, "other");

        assertThat(eventually(bytes)).isFalse();
        assertThat(bytes.intact(DIGEST)).contains(false);
        assertThat(reads).hasValue(1);

        files.receive(DIGEST, new ByteArrayInputStream(CONTENT));
        assertThat(eventually(bytes)).isTrue();
    }

    @Test
    void bytes_that_are_gone_are_not_intact() throws IOException {
        Files.delete(files.path(DIGEST));

        assertThat(new Bytes(files).intact(DIGEST)).contains(false);
    }

    private static boolean eventually(Bytes bytes) {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(20));
        Optional<Boolean> intact = bytes.intact(DIGEST);
        while (intact.isEmpty() && Instant.now().isBefore(deadline)) {
            intact = bytes.intact(DIGEST);
        }
        return intact.orElseThrow();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
