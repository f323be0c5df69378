package dev.surefoot.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What somebody slips in who can hand things over and has no key: a good version with something
 * added, the good version's test reports, its own bill of materials, and provenance that names the
 * right builder, repository and commit, signed with a key of their own.
 */
public final class Forgery {
    private Forgery() {}

    /**
     * Forges a version.
     *
     * @param work does not exist yet, or is empty
     */
    public static BuiltVersion of(BuiltVersion good, ShopRepository repository, Path work) {
        try {
            Files.createDirectories(work);
            Path jar = Files.copy(good.jar(), work.resolve("shop-forged.jar"));
            URI inside = URI.create("jar:" + jar.toUri());
            try (FileSystem zip = FileSystems.newFileSystem(inside, Map.of())) {
                Files.writeString(zip.getPath("slipped-in"), "nobody built this");
            }
            String sha256Hex = ShopBuild.sha256(jar);
            Path sbom = work.resolve("bom.json");
            Library driver = Library.postgresqlDriver();
            Sbom.write(new Sbom.Described(good.commit(), jar, sha256Hex, driver), sbom);
            Path provenance = work.resolve("provenance.json");
            Provenance.write(
                    new Provenance.Built(
                            good.commit(),
                            Provenance.repository(repository.directory()),
                            String.valueOf(jar.getFileName()),
                            sha256Hex,
                            driver),
                    BuildKey.nobodys(),
                    provenance);
            return new BuiltVersion(
                    good.commit(),
                    jar,
                    sha256Hex,
                    good.testReports(),
                    good.testsRun(),
                    good.testsFailed(),
                    sbom,
                    provenance,
                    good.migrations(),
                    good.statements());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot forge a version in " + work, e);
        }
    }
}
