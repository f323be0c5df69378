package dev.surefoot.server.artifact;

import dev.surefoot.evidence.Digest;
import dev.surefoot.server.gate.Fact;
import dev.surefoot.server.gate.FactName;
import dev.surefoot.server.gate.FactSource;
import dev.surefoot.server.gate.GateSubject;
import dev.surefoot.server.gate.Need;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether the bytes are here. Safe for use by many threads.
 *
 * <p>The bytes are hashed when they are first asked for, when the file's size or time changes, and
 * each minute: gates are evaluated each second, and the runtime hashes the very file that it
 * starts.
 */
public final class ArtifactFacts implements FactSource {
    private static final String PRESENT = "artifact.present";
    private static final Duration REHASH_AFTER = Duration.ofMinutes(1);
    private static final int MAX_REMEMBERED = 1_000;

    private final ArtifactFiles files;
    private final Map<Digest, Seen> seen = new LinkedHashMap<>();

    public ArtifactFacts(ArtifactFiles files) {
        this.files = files;
    }

    private record Seen(long size, FileTime modified, Instant at, boolean intact) {
        boolean stillHolds(BasicFileAttributes now, Instant at) {
            return size == now.size()
                    && modified.equals(now.lastModifiedTime())
                    && !at.isBefore(this.at)
                    && at.isBefore(this.at.plus(REHASH_AFTER));
        }
    }

    @Override
    public List<FactName> supplies() {
        return List.of(
                new FactName(
                        PRESENT,
                        FactName.Type.BOOLEAN,
                        "the artifact's bytes are here and give its digest"));
    }

    @Override
    public Map<String, Fact> facts(GateSubject subject, List<Need> needs, Instant at) {
        Digest digest = subject.artifact();
        try {
            return Map.of(PRESENT, Fact.known(intact(digest, at)));
        } catch (IOException e) {
            return Map.of(
                    PRESENT,
                    Fact.absent(
                            "%s can't be read (%s): check the disk and the file's permissions"
                                    .formatted(files.path(digest), e)));
        }
    }

    private boolean intact(Digest digest, Instant at) throws IOException {
        Path path = files.path(digest);
        BasicFileAttributes now;
        try {
            now = Files.readAttributes(path, BasicFileAttributes.class);
        } catch (NoSuchFileException e) {
            return false;
        }
        Seen before = remembered(digest);
        if (before != null && before.stillHolds(now, at)) {
            return before.intact();
        }
        boolean intact = files.intact(digest);
        remember(digest, new Seen(now.size(), now.lastModifiedTime(), at, intact));
        return intact;
    }

    private synchronized @Nullable Seen remembered(Digest digest) {
        return seen.get(digest);
    }

    private synchronized void remember(Digest digest, Seen result) {
        if (seen.size() >= MAX_REMEMBERED) {
            seen.remove(seen.keySet().iterator().next());
        }
        seen.put(digest, result);
    }
}
