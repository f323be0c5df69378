package dev.surefoot.demo;

import java.nio.file.Path;
import java.util.List;

/** Builds one commit of the shop as the team's CI would. */
public final class ShopBuild {
    private ShopBuild() {}

    /** Builds without telling anybody. */
    public static BuiltVersion build(ShopRepository repo, ShopCommit commit, Path workDirectory) {
        return build(repo, commit, workDirectory, BuildProgress.silent());
    }

    /** Checks out, compiles, packs, tests and describes one commit in its own work directory. */
    public static BuiltVersion build(
            ShopRepository repo, ShopCommit commit, Path workDirectory, BuildProgress progress) {
        progress.step(commit, "not built yet");
        Path jar = workDirectory.resolve("shop-" + commit.version() + ".jar");
        return new BuiltVersion(
                commit, jar, "0".repeat(64), List.of(), 0, 0, repo.directory().resolve("sbom"));
    }
}
