package dev.surefoot.schema.measure;

import dev.surefoot.schema.shadow.ShadowSource;

import org.junit.jupiter.api.Assumptions;

import java.nio.file.Files;
import java.nio.file.Path;

/** The same on PostgreSQL 15, where it is installed. */
class KindsOn15Test extends KindsTest {
    @Override
    ShadowSource source() {
        Path binaries = Path.of("/usr/lib/postgresql/15");
        Assumptions.assumeTrue(
                Files.isDirectory(binaries), "PostgreSQL 15 is missing: package postgresql-15");
        return new ShadowSource.Binaries(binaries);
    }
}
