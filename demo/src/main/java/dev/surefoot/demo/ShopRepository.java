package dev.surefoot.demo;

import java.nio.file.Path;
import java.util.List;

/** The shop's git repository with its four commits. */
public final class ShopRepository {
    private final Path directory;
    private final List<ShopCommit> commits;

    private ShopRepository(Path directory, List<ShopCommit> commits) {
        this.directory = directory;
        this.commits = List.copyOf(commits);
    }

    /** Makes the repository in a directory that does not exist yet or is empty. */
    public static ShopRepository create(Path directory) {
        return new ShopRepository(directory, List.of());
    }

    /** The commits, oldest first. */
    public List<ShopCommit> commits() {
        return commits;
    }

    /** The work tree, checked out at the newest commit. */
    public Path directory() {
        return directory;
    }
}
