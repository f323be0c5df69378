package dev.surefoot.cli;

import dev.surefoot.schema.check.CheckRequest;
import dev.surefoot.schema.rule.Rows;
import dev.surefoot.schema.run.target.Address;
import dev.surefoot.schema.shadow.ShadowSource;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** What is said of production on the command line, where the shadow stands in for it. */
final class SchemaProduction {
    private static final int OLDEST = 12;

    @Option(
            names = "--postgres-version",
            paramLabel = "N",
            description = "Production's major version; 17 is assumed unless said.")
    @Nullable Integer postgresVersion;

    @Option(
            names = "--postgres-bin",
            paramLabel = "DIR",
            description = "Another PostgreSQL's programs for the shadow.")
    @Nullable Path postgresBin;

    @Option(
            names = "--shadow-url",
            paramLabel = "JDBC",
            description =
                    "A running server for the shadow, as superuser; databases are made there.")
    @Nullable String shadowUrl;

    @Option(
            names = "--search-path",
            paramLabel = "PATH",
            description = "Production's search_path for the migrations' role.")
    @Nullable String searchPath;

    @Option(
            names = "--timezone",
            paramLabel = "ZONE",
            description = "Production's TimeZone: a change to timestamptz depends on it.")
    @Nullable String timeZone;

    CheckRequest.Production given(Rows rows) {
        if (postgresVersion != null && postgresVersion < OLDEST) {
            throw new Failed(
                    ExitCode.UNREADABLE,
                    "--postgres-version is %d; it must be %d or newer, as in 17"
                            .formatted(postgresVersion, OLDEST));
        }
        return new CheckRequest.Production(
                source(),
                postgresVersion == null ? OptionalInt.empty() : OptionalInt.of(postgresVersion),
                settings(),
                rows);
    }

    private ShadowSource source() {
        if (postgresBin != null && shadowUrl != null) {
            throw new Failed(
                    ExitCode.UNREADABLE, "--postgres-bin and --shadow-url: give one of them");
        }
        if (postgresBin != null) {
            return new ShadowSource.Binaries(postgresBin);
        }
        if (shadowUrl == null) {
            return new ShadowSource.Bundled();
        }
        // A server is enough here: no database need be named.
        Optional<String> wrong =
                Address.wrong(shadowUrl.replaceFirst("^([^/]*//[^/?]+)(\\?|$)", "$1/$2"));
        if (wrong.isPresent()) {
            throw new Failed(ExitCode.UNREADABLE, "--shadow-url: " + wrong.get());
        }
        return new ShadowSource.Server(shadowUrl);
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        if (searchPath != null) {
            settings.put("search_path", searchPath);
        }
        if (timeZone != null) {
            settings.put("TimeZone", timeZone);
        }
        return settings;
    }
}
