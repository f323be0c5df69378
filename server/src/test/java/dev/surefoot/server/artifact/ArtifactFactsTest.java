package dev.surefoot.server.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.evidence.Digest;
import dev.surefoot.server.gate.Fact;
import dev.surefoot.server.gate.GateSubject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

class ArtifactFactsTest {
    private static final Instant AT = Instant.parse("2026-11-26T12:00:00Z");
    private static final byte[] BYTES = "the artifact".getBytes(StandardCharsets.UTF_8);
    private static final Digest DIGEST = Digest.sha256(BYTES);

    @TempDir Path directory;
    private ArtifactFiles files;
    private ArtifactFacts source;

    @BeforeEach
    void open() {
        files = new ArtifactFiles(directory);
        source = new ArtifactFacts(files);
    }

    @Test
    void bytes_that_give_the_digest_are_present() throws IOException {
        assertThat(present(AT)).isEqualTo(Fact.known(false));

        files.receive(DIGEST, new ByteArrayInputStream(BYTES));

        assertThat(present(AT)).isEqualTo(Fact.known(true));
    }

    @Test
    void bytes_that_were_changed_or_removed_since_are_not() throws IOException {
        files.receive(DIGEST, new ByteArrayInputStream(BYTES));
        assertThat(present(AT)).isEqualTo(Fact.known(true));

        overwrite("another one, longer", FileTime.from(AT));
        assertThat(present(AT.plusSeconds(1))).isEqualTo(Fact.known(false));

        Files.delete(files.path(DIGEST));
        assertThat(present(AT.plusSeconds(2))).isEqualTo(Fact.known(false));
    }

    @Test
    void a_change_that_keeps_size_and_time_is_found_within_a_minute() throws IOException {
        files.receive(DIGEST, new ByteArrayInputStream(BYTES));
        FileTime time = Files.getLastModifiedTime(files.path(DIGEST));
        assertThat(present(AT)).isEqualTo(Fact.known(true));

        overwrite("THE ARTIFACT", time);

        assertThat(present(AT.plusSeconds(60))).isEqualTo(Fact.known(false));
    }

    @Test
    void a_file_that_cannot_be_read_is_absent_and_not_false() throws IOException {
        Path file = files.path(DIGEST);
        Files.createDirectories(file.getParent());
        Files.createSymbolicLink(file, file);

        Fact fact = present(AT);

        assertThat(fact)
                .isInstanceOfSatisfying(
                        Fact.Absent.class,
                        it ->
                                assertThat(it.why())
                                        .contains(files.path(DIGEST) + " can't be read")
                                        .contains("check the disk"));
    }

    private void overwrite(String text, FileTime time) throws IOException {
        Path file = files.path(DIGEST);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, time);
    }

    private Fact present(Instant at) {
        GateSubject subject =
                new GateSubject("shop", "staging", new UUID(1, 2), DIGEST, Digest.sha256(BYTES), 1);
        return java.util.Objects.requireNonNull(
                source.facts(subject, List.of(), at).get("artifact.present"));
    }
}
