package dev.surefoot.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Builds one commit of the shop as the team's CI would: a fresh checkout, the JDK's compiler, a
 * reproducible jar with the JDBC driver inside, the commit's own tests in a JVM of their own, and
 * an SBOM read from the jar.
 *
 * <p>The same commit built twice by one JDK gives the same jar, byte for byte. Builds in different
 * work directories may run at once. Everything is written below the work directory.
 */
public final class ShopBuild {
    private static final String MAIN_CLASS = "shop.Main";
    private static final String MIGRATIONS = "db/migration";
    private static final String STATEMENTS = "db/statements.jsonl";

    private ShopBuild() {}

    /** As {@link #build(ShopRepository, ShopCommit, Path, BuildProgress)}, telling nobody. */
    public static BuiltVersion build(ShopRepository repo, ShopCommit commit, Path workDirectory) {
        return build(repo, commit, workDirectory, BuildProgress.silent());
    }

    /**
     * Builds one commit. Tests that fail are in the result; the jar is made all the same.
     *
     * @param workDirectory does not exist yet, or is empty
     * @throws BuildFailure if there is no artifact or no test result to speak of
     * @throws UncheckedIOException if the work directory cannot be written
     */
    public static BuiltVersion build(
            ShopRepository repo, ShopCommit commit, Path workDirectory, BuildProgress progress) {
        try {
            return buildIn(
                    Files.createDirectories(workDirectory).toRealPath(), repo, commit, progress);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot build " + commit.version() + " in " + workDirectory, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BuildFailure("the build of " + commit.version() + " was interrupted");
        }
    }

    private static BuiltVersion buildIn(
            Path work, ShopRepository repo, ShopCommit commit, BuildProgress progress)
            throws IOException, InterruptedException {
        progress.step(commit, "check out");
        Path source = work.resolve("source");
        repo.checkout(commit, source);

        progress.step(commit, "compile");
        Path classes = work.resolve("classes");
        ShopCompiler.compile(source.resolve("src/main/java"), List.of(), classes);

        progress.step(commit, "pack");
        Path jar = work.resolve("shop-" + commit.version() + ".jar");
        Library driver = Library.postgresqlDriver();
        ReproducibleJar.write(
                new ReproducibleJar.Content(classes, MAIN_CLASS, commit.version(), driver), jar);
        String sha256Hex = sha256(jar);

        progress.step(commit, "test");
        // The tests see the very jar that is handed over, not the classes it was made from.
        List<Path> classPath = new ArrayList<>(RunningClassPath.testFramework());
        classPath.add(jar);
        Path testClasses = work.resolve("test-classes");
        ShopCompiler.compile(source.resolve("src/test/java"), classPath, testClasses);
        List<Path> reports = ShopTests.run(testClasses, classPath, work.resolve("test-reports"));
        TestCount tests = TestCount.of(reports);

        progress.step(commit, "describe");
        Path sbom = work.resolve("shop-" + commit.version() + ".cdx.json");
        Sbom.write(new Sbom.Described(commit, jar, sha256Hex, driver), sbom);

        progress.step(commit, "sign");
        Path provenance = work.resolve("shop-" + commit.version() + ".provenance.json");
        Provenance.write(
                new Provenance.Built(
                        commit,
                        Provenance.repository(repo.directory()),
                        String.valueOf(jar.getFileName()),
                        sha256Hex,
                        driver),
                BuildKey.beside(repo.directory()),
                provenance);
        return new BuiltVersion(
                commit,
                jar,
                sha256Hex,
                reports,
                tests.run(),
                tests.failed(),
                sbom,
                provenance,
                source.resolve(MIGRATIONS),
                source.resolve(STATEMENTS));
    }

    static String sha256(Path file) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
