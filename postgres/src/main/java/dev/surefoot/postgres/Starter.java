package dev.surefoot.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One call of {@link EmbeddedPostgres#start}: check the version, wait for the directory's lock,
 * adopt what runs, or make a cluster if there is none and start it.
 *
 * @param cache where the bundled programs are unpacked
 */
record Starter(PostgresSettings settings, Path cache, Privileges privileges) {
    private static final String HELD = "lock file \"postmaster.pid\" already exists";

    PostgresStart start() {
        Layout layout = new Layout(settings.directory());
        try {
            return start(layout, Deadline.in(settings.startTimeout()));
        } catch (IOException e) {
            return Trouble.refused(e, layout);
        }
    }

    private PostgresStart start(Layout asked, Deadline deadline) throws IOException {
        Attempt<Integer> major =
                settings.binaries().isEmpty()
                        ? Attempt.ok(BundledArchive.MAJOR)
                        : Binaries.given(settings.binaries().get())
                                .then(given -> Attempt.ok(given.major()));
        return switch (major) {
            case Attempt.No<Integer> no -> no.refused();
            case Attempt.Ok<Integer> ok -> {
                Optional<PostgresStart.Refused> refusal = Cluster.refusal(asked, ok.value());
                yield refusal.isPresent() ? refusal.get() : locked(asked, ok.value(), deadline);
            }
        };
    }

    private PostgresStart locked(Layout asked, int major, Deadline deadline) throws IOException {
        Layout layout = asked.create();
        Optional<StartLock> lock = StartLock.acquire(layout.lock(), deadline);
        if (lock.isEmpty()) {
            return new PostgresStart.Refused(
                    Reason.TIMED_OUT,
                    "PostgreSQL directory "
                            + layout.root()
                            + ": another process is starting it and was not done within "
                            + settings.startTimeout()
                            + ": "
                            + Trouble.nextStep(Reason.TIMED_OUT));
        }
        try (StartLock _ = lock.get()) {
            // Once more: another starter may have made a cluster while we waited.
            Optional<PostgresStart.Refused> refusal = Cluster.refusal(layout, major);
            return refusal.isPresent() ? refusal.get() : adoptOrStart(layout, deadline);
        }
    }

    private PostgresStart adoptOrStart(Layout layout, Deadline deadline) throws IOException {
        Optional<PostgresStart> adopted = new Adoption(layout, settings, deadline).attempt();
        if (adopted.isPresent()) {
            return adopted.get();
        }
        layout.sweep();
        return switch (begin(layout, deadline)) {
            case Attempt.Ok<PostgresStart> ok -> ok.value();
            case Attempt.No<PostgresStart> no ->
                    // A pg_ctl whose JVM was killed goes on: its server may come up beside ours,
                    // and PostgreSQL lets only one of them run.
                    no.message().contains(HELD) && deadline.pause()
                            ? adoptOrStart(layout, deadline)
                            : no.refused();
        };
    }

    private Attempt<PostgresStart> begin(Layout layout, Deadline deadline) throws IOException {
        return binaries()
                .then(
                        binaries ->
                                privileges
                                        .choose(layout, binaries)
                                        .then(who -> begin(layout, binaries, who, deadline)));
    }

    private Attempt<Binaries> binaries() throws IOException {
        return settings.binaries().isPresent()
                ? Binaries.given(settings.binaries().get())
                : Binaries.bundled(cache);
    }

    private Attempt<PostgresStart> begin(
            Layout layout, Binaries binaries, Account account, Deadline deadline)
            throws IOException {
        account.own(layout.lock());
        boolean fresh = !layout.hasData();
        Attempt<Layout> cluster =
                fresh ? NewCluster.make(layout, binaries, account, deadline) : Attempt.ok(layout);
        return cluster.then(
                        whole ->
                                new Launcher(whole, binaries, account, settings, deadline).launch())
                .then(file -> Adoption.proven(layout, file, deadline))
                .then(postgres -> Attempt.ok(new PostgresStart.Started(postgres)));
    }

    /** Shared by all directories of this user, so the programs are unpacked once. */
    static Path defaultCache() {
        String configured = System.getenv("XDG_CACHE_HOME");
        if (configured != null && !configured.isBlank()) {
            return Path.of(configured).toAbsolutePath().resolve("surefoot/postgres");
        }
        // Root's home is closed to the account that PostgreSQL may have to run as.
        boolean root = Privileges.here().root() && Files.isDirectory(Path.of("/var/cache"));
        return root
                ? Path.of("/var/cache/surefoot/postgres")
                : Path.of(System.getProperty("user.home"), ".cache/surefoot/postgres");
    }
}
