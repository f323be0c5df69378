package dev.surefoot.server.traffic;

import dev.surefoot.server.process.DetachedProcess;
import dev.surefoot.server.process.PidFile;
import dev.surefoot.server.process.ProcessId;
import dev.surefoot.server.process.Termination;
import dev.surefoot.server.traffic.ProxyClient.Announcement;
import dev.surefoot.server.traffic.ProxyClient.Reply;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * The embedded proxy's process. It outlives the server and is adopted by the next one; there is
 * never more than one in a directory. Safe for use by many threads.
 *
 * <p>Routes are the proxy's own to remember (its state file) and the reconciler's to repair.
 */
public final class ProxyProcess {
    private static final Duration POLL = Duration.ofMillis(10);
    private static final List<String> INHERITED = List.of("PATH", "HOME", "LANG", "TZ", "TMPDIR");
    private static final int OK = 200;

    private final Path directory;
    private final List<String> command;
    private final Duration patience;
    private final ProxyClient client;
    private final PidFile pidFile;

    /**
     * @param command starts it; {@code --directory} and the directory are appended
     * @param patience how long a start may take
     */
    public ProxyProcess(
            Path directory, List<String> command, Duration patience, ProxyClient client) {
        this.directory = directory.toAbsolutePath();
        this.command = List.copyOf(command);
        this.patience = patience;
        this.client = client;
        this.pidFile = new PidFile(this.directory.resolve("process").resolve("pid"));
    }

    /** Whether it answers now. Starts nothing. */
    public ProxyState look() {
        return ready(false);
    }

    /** Adopts the one that runs, else starts one; waits until it answers. */
    public synchronized ProxyState ensure() {
        ProxyState now = ready(false);
        if (now instanceof ProxyState.Up) {
            return now;
        }
        Optional<ProcessId> alive = pidFile.read().filter(ProcessId::isAlive);
        try {
            return alive.isPresent() ? await(alive.get(), false) : start();
        } catch (IOException e) {
            return new ProxyState.Down("the proxy cannot be started in " + directory + ": " + e);
        }
    }

    /** Ends it, also one that does not answer; its routes stay in its state file. Blocks. */
    public synchronized boolean stop(Duration deadline) {
        return pidFile.read().map(process -> Termination.end(process, deadline)).orElse(true);
    }

    private ProxyState start() throws IOException {
        Path folder = directory.resolve("process");
        Files.createDirectories(folder);
        // Only one dead proxy's file is taken away here. A shell that a killed server has left
        // behind may still be first to make a new one; then that is the proxy.
        Files.deleteIfExists(pidFile.path());
        Path output = folder.resolve("output.log");
        if (Files.exists(output)) {
            Files.move(output, folder.resolve("output.1.log"), StandardCopyOption.REPLACE_EXISTING);
        }
        List<String> full = new ArrayList<>(command);
        full.addAll(List.of("--directory", directory.toString()));
        DetachedProcess process = new DetachedProcess(full, environment(), folder, output, pidFile);
        return switch (process.start()) {
            case DetachedProcess.Started.Yes(ProcessId id) -> await(id, true);
            case DetachedProcess.Started.No(String why) -> new ProxyState.Down(why);
        };
    }

    private ProxyState await(ProcessId process, boolean started) {
        long start = System.nanoTime();
        while (System.nanoTime() - start < patience.toNanos()) {
            ProxyState now = ready(started);
            if (now instanceof ProxyState.Up) {
                return now;
            }
            if (!process.isAlive()) {
                return new ProxyState.Down("the proxy ended; see " + directory + "/process");
            }
            LockSupport.parkNanos(POLL.toNanos());
            if (Thread.currentThread().isInterrupted()) {
                break;
            }
        }
        return new ProxyState.Down(
                "the proxy (pid "
                        + process.pid()
                        + ") does not answer within "
                        + patience.toMillis()
                        + " ms; see "
                        + directory
                        + "/process");
    }

    /** It is up if who answers is who announced itself: the file may be a dead one's. */
    private ProxyState ready(boolean started) {
        Optional<Announcement> announced = client.announcement();
        if (announced.isEmpty()) {
            return new ProxyState.Down("no proxy has announced itself in " + directory);
        }
        Announcement proxy = announced.get();
        return switch (client.get("/v1/health")) {
            case Reply.Nothing(String why) -> new ProxyState.Down(why);
            case Reply.Answer answer
                    when answer.status() == OK
                            && answer.body().path("epoch").asString("").equals(proxy.epoch()) ->
                    new ProxyState.Up(proxy.pid(), started);
            case Reply.Answer answer ->
                    new ProxyState.Down(
                            "port "
                                    + proxy.port()
                                    + " answers "
                                    + answer.status()
                                    + " but is not the proxy of "
                                    + directory);
        };
    }

    private static Map<String, String> environment() {
        Map<String, String> variables = new HashMap<>();
        for (String name : INHERITED) {
            String value = System.getenv(name);
            if (value != null) {
                variables.put(name, value);
            }
        }
        return variables;
    }
}
