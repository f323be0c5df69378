package dev.surefoot.server.traffic.haproxy;

import dev.surefoot.server.process.Programs;
import dev.surefoot.server.traffic.Plane;
import dev.surefoot.server.traffic.Route;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An HAProxy of one's own, with nothing but printed configuration: for the demo, for tests and for
 * benchmarks. Whoever has a real one reloads that as ever. Its processes are children of this one.
 * Not thread-safe.
 */
public final class PrivateHaproxy implements AutoCloseable {
    private static final Pattern FLAGS = Pattern.compile("flags=0x([0-9a-f]+)");
    private static final int LEARNED = 0x3;
    private static final Duration READY = Duration.ofSeconds(10);
    private static final Duration DRAIN = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(10);

    private final Path program;
    private final Path directory;
    private final Settings settings;
    private final RuntimeApi api;
    private Optional<Process> process = Optional.empty();

    /**
     * @param directory gets configuration, socket, map files and output; short, for the socket's
     *     sake
     */
    public PrivateHaproxy(Path program, Path directory, Settings settings) {
        this.program = program;
        this.directory = directory;
        this.settings = settings;
        this.api = new RuntimeApi(socket());
    }

    /**
     * What differs from one to the next.
     *
     * @param peersPort a free port on loopback
     * @param serverTimeout how long an instance may be silent
     */
    public record Settings(int peersPort, Duration serverTimeout) {}

    /** Did not start; the message says why and what to do. */
    public static final class NotReady extends Exception {
        private static final long serialVersionUID = 1L;

        NotReady(String message) {
            super(message);
        }
    }

    /** The program, if it is installed. */
    public static Optional<Path> program() {
        return Programs.find("haproxy").or(() -> Programs.find("/usr/sbin/haproxy"));
    }

    /** The plane of its routes. */
    public Plane.Haproxy plane(int listen, Duration lease) {
        return new Plane.Haproxy(socket(), maps(), Optional.of(listen), lease);
    }

    /** Its admin socket. */
    public Path socket() {
        return directory.resolve("admin.sock");
    }

    /** The folder of its map files. */
    public Path maps() {
        return directory.resolve("maps");
    }

    /**
     * Starts with these routes, or goes on with them: a new process takes over, the old one ends
     * when its requests have.
     */
    public void run(List<Layout> routes) throws NotReady {
        run(configuration(routes));
    }

    /** The same with a whole configuration. */
    public void run(String configuration) throws NotReady {
        try {
            Files.createDirectories(maps());
            for (String file : List.of("share.map", "slot.map")) {
                if (Files.notExists(maps().resolve(file))) {
                    Files.createFile(maps().resolve(file));
                }
            }
            Files.writeString(file(), configuration);
        } catch (IOException e) {
            throw new NotReady("HAProxy can't be started in " + directory + ": " + e.getMessage());
        }
        runAgain();
    }

    /** Starts again as it was. */
    public void runAgain() throws NotReady {
        Optional<Process> before = process.filter(Process::isAlive);
        try {
            start();
            awaitReady();
        } catch (IOException e) {
            throw new NotReady("HAProxy can't be started in " + directory + ": " + e.getMessage());
        } finally {
            // A configuration that is refused leaves the old process at work.
            process = process.filter(Process::isAlive).or(() -> before);
        }
    }

    private Path file() {
        return directory.resolve("haproxy.cfg");
    }

    /** What it is run with. */
    public String configuration(List<Layout> routes) {
        return configuration(
                routes.getFirst().shared(settings.peersPort()),
                routes.stream().map(Layout::own).collect(Collectors.joining("\n")));
    }

    /**
     * What it is run with.
     *
     * @param shared printed for the whole HAProxy
     * @param own printed for its routes
     */
    public String configuration(String shared, String own) {
        return """
        # Written anew at each start.
        defaults
            mode http
            timeout connect 2s
            timeout client 1m
            timeout server %dms

        %s
        %s"""
                .formatted(
                        settings.serverTimeout().toMillis(),
                        shared.replace(
                                "127.0.0.1:" + Layout.PEERS_PORT,
                                "127.0.0.1:" + settings.peersPort()),
                        own);
    }

    private void start() throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(
                        program.toString(), "-db", "-L", "surefoot", "-f", file().toString());
        process.filter(Process::isAlive)
                .ifPresent(
                        old -> builder.command().addAll(List.of("-sf", String.valueOf(old.pid()))));
        builder.redirectInput(new File("/dev/null"));
        builder.redirectErrorStream(true);
        builder.redirectOutput(
                ProcessBuilder.Redirect.appendTo(directory.resolve("haproxy.log").toFile()));
        process = Optional.of(builder.start());
    }

    private void awaitReady() throws NotReady {
        Process started = process.orElseThrow();
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < READY.toNanos()) {
            if (!started.isAlive()) {
                throw new NotReady("HAProxy ended at once; see " + directory + "/haproxy.log");
            }
            if (api.ask(List.of("show info")) instanceof RuntimeApi.Reply.Answer(List<String> texts)
                    && String.valueOf(started.pid())
                            .equals(Look.info(texts.getFirst()).get("Pid"))) {
                return;
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
        throw new NotReady(
                "HAProxy was not ready within %d s; see %s/haproxy.log"
                        .formatted(READY.toSeconds(), directory));
    }

    /**
     * Whether a reload would hand the leases over. For ten seconds after a cold start HAProxy waits
     * to be handed some itself, and hands over none.
     */
    public boolean handsOver() {
        Matcher flags = FLAGS.matcher(api.whole("show peers surefoot"));
        return flags.find() && (Integer.parseInt(flags.group(1), 16) & LEARNED) == LEARNED;
    }

    /** How many servers of a route's two slots HAProxy holds for able to serve. */
    public long up(Route route) {
        return new Look(route, api, new MapFiles(maps())).look() instanceof Seen.Whole seen
                ? seen.stats().values().stream().mapToLong(Stats::up).sum()
                : 0;
    }

    /** Ends it as a power cut does. */
    public void kill() {
        process.ifPresent(Process::destroyForcibly);
        process.ifPresent(running -> await(running, DRAIN));
    }

    /** Lets requests in flight end for at most ten seconds. */
    @Override
    public void close() {
        process.ifPresent(
                running -> {
                    // SIGUSR1 would wait for idle clients, too.
                    running.destroy();
                    if (!await(running, DRAIN)) {
                        running.destroyForcibly();
                    }
                });
    }

    private static boolean await(Process process, Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
