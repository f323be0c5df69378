package dev.surefoot.server.runtime;

import dev.surefoot.server.process.DetachedProcess;
import dev.surefoot.server.process.ProcessId;
import dev.surefoot.server.process.Termination;
import dev.surefoot.server.runtime.LaunchRow.Ending;
import dev.surefoot.server.time.Ids;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Launches one instance, and finds out what became of launches.
 *
 * <p>INVARIANT: a launch's row is there before its process, and the pid file decides for ever
 * whether there is one (see {@code PidFile}). Callers exclude each other by slot.
 */
final class Launcher {
    private static final Logger LOG = LoggerFactory.getLogger(Launcher.class);
    private static final long MAX_OUTPUT_BYTES = 16L << 20;

    private final Path root;
    private final Instances instances;
    private final InstantSource clock;
    private final ArtifactShelf shelf;

    Launcher(Path root, Instances instances, InstantSource clock) {
        this.root = root;
        this.instances = instances;
        this.clock = clock;
        this.shelf = new ArtifactShelf(root.resolve("artifacts"));
    }

    /** Brings the artifact's bytes here and verifies them. */
    Optional<Refusal> fetch(Launch launch) {
        return switch (shelf.fetch(launch.artifact(), launch.version().digest())) {
            case ArtifactShelf.At at -> Optional.empty();
            case ArtifactShelf.Not(Refusal refusal) -> Optional.of(refusal);
        };
    }

    /** Starts the instance on the {@code index}-th port. */
    Optional<Refusal> start(Launch launch, int index, int restarts) {
        ConfigFile.Rendered rendered = launch.config().source().render();
        return switch (rendered) {
            case ConfigFile.Rendered.Unresolvable(String why) ->
                    Optional.of(new Refusal.ConfigUnresolvable(why));
            case ConfigFile.Rendered.Content content -> {
                LaunchRow row =
                        LaunchRow.intent(
                                Ids.newId(clock.instant()),
                                launch,
                                index,
                                restarts,
                                clock.instant());
                instances.intend(row);
                yield run(launch, row, content.bytes());
            }
        };
    }

    private Optional<Refusal> run(Launch launch, LaunchRow row, byte[] config) {
        InstanceFolder folder = folder(row);
        try {
            folder.write(row.launch(), launch.config(), config);
            folder.output(MAX_OUTPUT_BYTES).rotate();
        } catch (IOException e) {
            return neverStarted(row, new Refusal.NotStarted(row.instance(), String.valueOf(e)));
        }
        // Last before the start, so that what is hashed is what is started.
        return switch (shelf.fetch(launch.artifact(), launch.version().digest())) {
            case ArtifactShelf.Not(Refusal refusal) -> neverStarted(row, refusal);
            case ArtifactShelf.At(Path file) ->
                    switch (process(launch, row, file).start()) {
                        case DetachedProcess.Started.Yes(ProcessId process) -> {
                            instances.started(row.launch(), process, clock.instant());
                            yield Optional.empty();
                        }
                        case DetachedProcess.Started.No(String why) ->
                                neverStarted(row, new Refusal.NotStarted(row.instance(), why));
                    };
        };
    }

    private DetachedProcess process(Launch launch, LaunchRow row, Path artifact) {
        InstanceFolder folder = folder(row);
        String config = folder.config(row.launch(), launch.config()).toString();
        List<String> command =
                launch.command().stream()
                        .map(
                                argument ->
                                        argument.replace("${artifact}", artifact.toString())
                                                .replace("${port}", Integer.toString(row.port()))
                                                .replace("${config}", config))
                        .toList();
        return new DetachedProcess(
                command,
                InstanceEnvironment.of(launch, row.instance()),
                folder.path(),
                output(row).path(),
                folder.pidFile(row.launch()));
    }

    private Optional<Refusal> neverStarted(LaunchRow row, Refusal refusal) {
        ended(row, Ending.NEVER_STARTED);
        return Optional.of(refusal);
    }

    /**
     * Writes down what has become of a launch since anybody looked: an intent without an outcome
     * (the server was killed) is adopted or made impossible, a dead process is recorded and its
     * secrets are deleted.
     *
     * @return whether there was anything to write
     */
    boolean settle(LaunchRow row) {
        if (!row.open()) {
            return false;
        }
        Optional<ProcessId> process =
                row.process().or(() -> folder(row).pidFile(row.launch()).abandon());
        if (process.isEmpty()) {
            LOG.info("{} of {} was never started", row.instance(), row.place());
            ended(row, Ending.NEVER_STARTED);
            return true;
        }
        if (row.process().isEmpty()) {
            instances.started(row.launch(), process.get(), clock.instant());
        }
        if (process.get().isAlive()) {
            trim(row);
            return row.process().isEmpty();
        }
        // What its leader left behind would hold the port and be known to nobody.
        Termination.end(process.get(), Duration.ZERO);
        ended(row, row.leaving() ? Ending.STOPPED : Ending.DIED);
        return true;
    }

    /** Ends the launch's process. Blocks. */
    boolean end(LaunchRow row, Duration deadline) {
        boolean gone = row.process().map(p -> Termination.end(p, deadline)).orElse(true);
        if (gone) {
            ended(row, Ending.STOPPED);
        }
        return gone;
    }

    /** Where the instance prints to. */
    OutputFile output(LaunchRow row) {
        return folder(row).output(MAX_OUTPUT_BYTES);
    }

    private void ended(LaunchRow row, Ending ending) {
        instances.ended(row.launch(), ending, clock.instant());
        forget(row);
    }

    private void trim(LaunchRow row) {
        try {
            output(row).trim();
        } catch (IOException e) {
            LOG.warn("cannot shorten the output of {} of {}", row.instance(), row.place(), e);
        }
    }

    private void forget(LaunchRow row) {
        try {
            folder(row).forget(row.launch());
        } catch (IOException e) {
            LOG.warn("cannot delete the files of {} of {}", row.instance(), row.place(), e);
        }
    }

    private InstanceFolder folder(LaunchRow row) {
        return InstanceFolder.of(root, row.place(), row.instance());
    }
}
