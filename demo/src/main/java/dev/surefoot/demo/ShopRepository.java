package dev.surefoot.demo;

import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.ResetCommand.ResetType;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The shop's git repository: branch {@code main} with five commits, tagged {@code v1} to {@code
 * v5}, dated when they were made. The commits are written as objects, so nothing in the user's own
 * git configuration (signing, hooks, line endings, ignored files) has a say in them.
 *
 * <p>Immutable once made; safe for all threads. Where the directory cannot be written it throws
 * {@link UncheckedIOException}.
 */
public final class ShopRepository {
    private static final String AUTHOR = "Shop Team";
    private static final String EMAIL = "team@shop.example";
    private static final String BRANCH = "main";

    private final Path directory;
    private final List<ShopCommit> commits;

    private ShopRepository(Path directory, List<ShopCommit> commits) {
        this.directory = directory;
        this.commits = List.copyOf(commits);
    }

    /**
     * Makes the repository and checks out its newest commit.
     *
     * @param directory does not exist yet, or is empty
     * @throws IllegalArgumentException if the directory holds anything
     */
    public static ShopRepository create(Path directory) {
        try {
            Files.createDirectories(directory);
            requireEmpty(directory);
            try (Git git =
                    Git.init().setDirectory(directory.toFile()).setInitialBranch(BRANCH).call()) {
                keepBytesAsTheyAre(git.getRepository());
                List<ShopCommit> commits = commitAll(git.getRepository());
                git.reset().setMode(ResetType.HARD).call();
                return new ShopRepository(directory, commits);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the shop's repository at " + directory, e);
        } catch (GitAPIException e) {
            throw new IllegalStateException("git refused to make " + directory, e);
        }
    }

    /** The commits, oldest first. */
    public List<ShopCommit> commits() {
        return commits;
    }

    /** The work tree, checked out at the newest commit; its {@code .git} is inside. */
    public Path directory() {
        return directory;
    }

    /** Writes a commit's files below a directory, as a fresh clone at that commit would have. */
    void checkout(ShopCommit commit, Path target) {
        try (Git git = Git.open(directory.toFile());
                RevWalk commits = new RevWalk(git.getRepository());
                TreeWalk files = new TreeWalk(git.getRepository())) {
            files.addTree(commits.parseCommit(ObjectId.fromString(commit.sha())).getTree());
            files.setRecursive(true);
            while (files.next()) {
                Path file = target.resolve(files.getPathString());
                Files.createDirectories(file.resolveSibling("."));
                Files.write(
                        file, files.getObjectReader().open(files.getObjectId(0)).getCachedBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot check out " + commit + " to " + target, e);
        }
    }

    private static void requireEmpty(Path directory) throws IOException {
        try (var entries = Files.list(directory)) {
            if (entries.findAny().isPresent()) {
                throw new IllegalArgumentException(
                        directory + " is not empty: the shop's repository needs a new directory");
            }
        }
    }

    private static void keepBytesAsTheyAre(Repository repository) throws IOException {
        StoredConfig config = repository.getConfig();
        config.setBoolean(
                ConfigConstants.CONFIG_CORE_SECTION,
                null,
                ConfigConstants.CONFIG_KEY_AUTOCRLF,
                false);
        config.save();
    }

    private static List<ShopCommit> commitAll(Repository repository) throws IOException {
        SortedMap<String, byte[]> tree = new TreeMap<>();
        List<ShopCommit> commits = new ArrayList<>();
        ObjectId parent = ObjectId.zeroId();
        for (String version : ShopSources.VERSIONS) {
            ShopSources.Change change = ShopSources.read(version);
            tree.putAll(change.files());
            parent = commit(repository, tree, change.message(), parent);
            point(repository, Constants.R_TAGS + version, parent);
            commits.add(
                    new ShopCommit(
                            version,
                            parent.name(),
                            change.message().lines().findFirst().orElse("")));
        }
        point(repository, Constants.R_HEADS + BRANCH, parent);
        return commits;
    }

    private static ObjectId commit(
            Repository repository, Map<String, byte[]> files, String message, ObjectId parent)
            throws IOException {
        try (ObjectInserter objects = repository.newObjectInserter()) {
            DirCache index = DirCache.newInCore();
            DirCacheBuilder entries = index.builder();
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                DirCacheEntry entry = new DirCacheEntry(file.getKey());
                entry.setFileMode(FileMode.REGULAR_FILE);
                entry.setObjectId(objects.insert(Constants.OBJ_BLOB, file.getValue()));
                entries.add(entry);
            }
            entries.finish();
            CommitBuilder commit = new CommitBuilder();
            PersonIdent team = new PersonIdent(AUTHOR, EMAIL, Instant.now(), ZoneOffset.UTC);
            commit.setAuthor(team);
            commit.setCommitter(team);
            commit.setMessage(message);
            commit.setTreeId(index.writeTree(objects));
            if (!parent.equals(ObjectId.zeroId())) {
                commit.setParentId(parent);
            }
            ObjectId id = objects.insert(commit);
            objects.flush();
            return id;
        }
    }

    private static void point(Repository repository, String name, ObjectId target)
            throws IOException {
        RefUpdate ref = repository.updateRef(name);
        ref.setNewObjectId(target);
        ref.setExpectedOldObjectId(ObjectId.zeroId());
        RefUpdate.Result result = ref.update();
        if (result != RefUpdate.Result.NEW) {
            throw new IOException("git answered " + result + " to making " + name);
        }
    }
}
