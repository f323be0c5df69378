package dev.surefoot.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * PostgreSQL's programs on this machine.
 *
 * @param bin the directory of {@code postgres}, {@code initdb} and {@code pg_ctl}
 * @param major the version that its data directories must have
 */
record Binaries(Path bin, int major) {
    private static final Pattern VERSION = Pattern.compile("\\(PostgreSQL\\) (\\d+)");
    private static final Pattern UNQUOTABLE = Pattern.compile("[$`\"\\\\]");
    private static final Duration ENOUGH = Duration.ofSeconds(20);

    String program(String name) {
        return bin.resolve(name).toString();
    }

    /** An installation that the caller names; its programs are asked for their version. */
    static Attempt<Binaries> given(Path place) {
        Path bin = Files.exists(place.resolve("bin/postgres")) ? place.resolve("bin") : place;
        for (String name : List.of("postgres", "initdb", "pg_ctl")) {
            if (!Files.isExecutable(bin.resolve(name))) {
                return Attempt.no(
                        Reason.NO_BINARIES,
                        "PostgreSQL binaries "
                                + place
                                + ": no executable "
                                + name
                                + " there or in bin/; name the directory that holds bin/postgres");
            }
        }
        return probed(bin);
    }

    /** The bundled installation, unpacked below {@code cache} unless it is there already. */
    static Attempt<Binaries> bundled(Path cache) throws IOException {
        return BundledArchive.forThisPlatform()
                .then(archive -> archive.unpack(cache))
                .then(home -> probed(home.resolve("bin")));
    }

    private static Attempt<Binaries> probed(Path bin) {
        if (UNQUOTABLE.matcher(bin.toString()).find()) {
            return Attempt.no(
                    Reason.UNUSABLE_BINARIES,
                    "PostgreSQL binaries "
                            + bin
                            + ": pg_ctl hands this path to a shell, which takes $, `, \" and \\"
                            + " in it amiss; choose a directory without them");
        }
        String postgres = bin.resolve("postgres").toString();
        Command.Result result = Command.run(List.of(postgres, "-V"), Deadline.in(ENOUGH));
        Matcher version = VERSION.matcher(result.output());
        if (!result.ok() || !version.find()) {
            return Attempt.no(
                    Reason.UNUSABLE_BINARIES,
                    "PostgreSQL binary "
                            + postgres
                            + " does not run on this machine ("
                            + System.getProperty("os.name")
                            + " "
                            + System.getProperty("os.arch")
                            + "): exit code "
                            + result.exit()
                            + ", "
                            + result.output()
                            + "; "
                            + Trouble.nextStep(Reason.UNUSABLE_BINARIES));
        }
        return Attempt.ok(new Binaries(bin, Integer.parseInt(version.group(1))));
    }
}
