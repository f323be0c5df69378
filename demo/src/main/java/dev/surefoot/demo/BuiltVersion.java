package dev.surefoot.demo;

import java.nio.file.Path;
import java.util.List;

/**
 * What the team's CI made of one commit: the artifact and what was found out about it. Failed tests
 * are a result, not an error; the caller decides what to do with them.
 *
 * @param commit what was built
 * @param jar the runnable artifact
 * @param sha256Hex the SHA-256 of the jar's bytes, 64 lower-case hex digits
 * @param testReports JUnit XML as the test run wrote it
 * @param testsRun test cases in the reports, skipped ones included
 * @param testsFailed test cases of these with a failure or an error
 * @param sbom CycloneDX 1.6 JSON that names the jar by its hash
 * @param provenance who built the jar and from which commit, signed with the build's key
 * @param migrations the folder of all SQL migrations as of the commit, in Flyway's naming
 * @param statements the SQL that this version's code runs, JSON Lines
 */
public record BuiltVersion(
        ShopCommit commit,
        Path jar,
        String sha256Hex,
        List<Path> testReports,
        int testsRun,
        int testsFailed,
        Path sbom,
        Path provenance,
        Path migrations,
        Path statements) {
    /** Keeps its own copy of the list. */
    public BuiltVersion {
        testReports = List.copyOf(testReports);
    }
}
