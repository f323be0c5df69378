package dev.surefoot.cli;

import dev.surefoot.server.candidate.SourceChange;
import dev.surefoot.server.candidate.SourceHistory;

import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.RevisionSyntaxException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.util.io.DisabledOutputStream;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a git clone says of a commit: which earlier candidate it descends from, and the changes
 * since then. Only reads; runs no hook and no filter.
 */
final class GitHistory {
    private static final int AUTHOR_CHARACTERS = 16;

    private GitHistory() {}

    /** What came of reading it. */
    sealed interface Read {
        /** It is known. */
        record Known(SourceHistory history) implements Read {}

        /** It is not; {@code why} says what to do. */
        record Unknown(String why) implements Read {}
    }

    /**
     * Reads the history of {@code commit}.
     *
     * @param directory a clone, or a folder in one
     * @param known commits of earlier candidates
     */
    static Read read(Path directory, String commit, Collection<String> known) {
        FileRepositoryBuilder found = new FileRepositoryBuilder().findGitDir(directory.toFile());
        if (found.getGitDir() == null) {
            return new Read.Unknown(directory + " is in no git clone");
        }
        try (Repository repository = found.build()) {
            return read(repository, commit, known);
        } catch (IOException | RevisionSyntaxException e) {
            return new Read.Unknown(directory + " can't be read as a git clone: " + e.getMessage());
        }
    }

    private static Read read(Repository repository, String commit, Collection<String> known)
            throws IOException {
        ObjectId id = resolved(repository, commit);
        if (id == null) {
            return new Read.Unknown(
                    "commit "
                            + commit
                            + " is not in "
                            + repository.getDirectory()
                            + ": fetch it, with its history");
        }
        if (shallow(repository)) {
            return new Read.Unknown(
                    repository.getDirectory()
                            + " is a shallow clone: fetch the whole history (git fetch"
                            + " --unshallow)");
        }
        try (RevWalk walk = new RevWalk(repository)) {
            RevCommit head = walk.parseCommit(id);
            Optional<RevCommit> base = base(repository, head, known);
            if (base.isEmpty()) {
                return new Read.Known(new SourceHistory(Optional.empty(), List.of()));
            }
            return changes(repository, head, base.get());
        }
    }

    private static @Nullable ObjectId resolved(Repository repository, String commit)
            throws IOException {
        try {
            return repository.resolve(commit + "^{commit}");
        } catch (MissingObjectException e) {
            return null; // A full id is taken at its word until it is looked for.
        }
    }

    private static boolean shallow(Repository repository) throws IOException {
        return !repository.getObjectDatabase().getShallowCommits().isEmpty();
    }

    /** The newest of the known commits among the ancestors; one built again is none. */
    private static Optional<RevCommit> base(
            Repository repository, RevCommit head, Collection<String> known) throws IOException {
        try (RevWalk walk = new RevWalk(repository)) {
            walk.sort(RevSort.TOPO);
            walk.markStart(walk.parseCommit(head));
            for (RevCommit ancestor : walk) {
                if (!ancestor.equals(head) && known.contains(ancestor.getName())) {
                    return Optional.of(ancestor);
                }
            }
            return Optional.empty();
        }
    }

    private static Read changes(Repository repository, RevCommit head, RevCommit base)
            throws IOException {
        Map<ObjectId, Instant> onTrunk = onTrunk(repository, head, base);
        List<SourceChange> changes = new ArrayList<>();
        try (RevWalk walk = new RevWalk(repository);
                DiffFormatter diffs = new DiffFormatter(DisabledOutputStream.INSTANCE)) {
            diffs.setRepository(repository);
            walk.sort(RevSort.TOPO);
            walk.markStart(walk.parseCommit(head));
            walk.markUninteresting(walk.parseCommit(base));
            for (RevCommit commit : walk) {
                if (changes.size() == SourceHistory.MOST_CHANGES) {
                    return new Read.Unknown(
                            "more than "
                                    + SourceHistory.MOST_CHANGES
                                    + " commits since "
                                    + base.getName());
                }
                changes.add(change(walk, diffs, commit, onTrunk));
            }
        }
        return new Read.Known(new SourceHistory(Optional.of(base.getName()), changes));
    }

    /** A commit is on trunk from the first commit of the first-parent line that contains it. */
    private static Map<ObjectId, Instant> onTrunk(
            Repository repository, RevCommit head, RevCommit base) throws IOException {
        Map<ObjectId, Instant> times = new HashMap<>();
        try (RevWalk walk = new RevWalk(repository)) {
            RevCommit trunk = walk.parseCommit(head);
            while (trunk != null && !walk.isMergedInto(trunk, walk.parseCommit(base))) {
                RevCommit parent =
                        trunk.getParentCount() == 0 ? null : walk.parseCommit(trunk.getParent(0));
                contained(repository, trunk, parent, times);
                trunk = parent;
            }
        }
        return times;
    }

    private static void contained(
            Repository repository,
            RevCommit trunk,
            @Nullable RevCommit parent,
            Map<ObjectId, Instant> times)
            throws IOException {
        try (RevWalk walk = new RevWalk(repository)) {
            walk.markStart(walk.parseCommit(trunk));
            if (parent != null) {
                walk.markUninteresting(walk.parseCommit(parent));
            }
            for (RevCommit commit : walk) {
                times.put(commit.copy(), Instant.ofEpochSecond(trunk.getCommitTime()));
            }
        }
    }

    private static SourceChange change(
            RevWalk walk, DiffFormatter diffs, RevCommit commit, Map<ObjectId, Instant> onTrunk)
            throws IOException {
        // A merge's own changes are those of the commits that it brings.
        List<DiffEntry> entries =
                commit.getParentCount() > 1
                        ? List.of()
                        : diffs.scan(
                                commit.getParentCount() == 0
                                        ? null
                                        : walk.parseCommit(commit.getParent(0)).getTree(),
                                commit.getTree());
        long added = 0;
        long deleted = 0;
        List<String> paths = new ArrayList<>();
        for (DiffEntry entry : entries) {
            paths.add(
                    entry.getChangeType() == DiffEntry.ChangeType.DELETE
                            ? entry.getOldPath()
                            : entry.getNewPath());
            for (Edit edit : diffs.toFileHeader(entry).toEditList()) {
                added += edit.getLengthB();
                deleted += edit.getLengthA();
            }
        }
        return new SourceChange(
                commit.getName(),
                commit.getAuthorIdent().getWhenAsInstant(),
                onTrunk.getOrDefault(commit, Instant.ofEpochSecond(commit.getCommitTime())),
                added,
                deleted,
                paths.stream().limit(SourceHistory.MOST_PATHS).toList(),
                author(commit.getAuthorIdent().getEmailAddress()));
    }

    /** Tells authors apart; the address itself stays here. */
    private static String author(String email) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(
                                    email.strip()
                                            .toLowerCase(Locale.ROOT)
                                            .getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, AUTHOR_CHARACTERS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
