package dev.surefoot.server.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Starts a process that outlives this one: its own session, no terminal, output to a file (a pipe
 * would end it with us). Stateless.
 *
 * @param environment all of it; nothing is inherited
 * @param output appended to
 * @param pidFile must not exist
 */
public record DetachedProcess(
        List<String> command,
        Map<String, String> environment,
        Path directory,
        Path output,
        PidFile pidFile) {
    /**
     * How long the shell may take to say its pid; it takes milliseconds unless the machine hangs.
     */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final long POLL_MS = 2;

    /** What came of {@link #start}. */
    public sealed interface Started {
        /** It runs, or has run: a program that ends at once is still one that was started. */
        record Yes(ProcessId process) implements Started {}

        /** Nothing runs and nothing will. */
        record No(String why) implements Started {}
    }

    /** Starts it and waits until its pid file tells who it is. */
    public Started start() {
        List<String> all = new ArrayList<>(detach());
        all.addAll(List.of("sh", "-c", PidFile.SCRIPT, "surefoot-start"));
        all.add(pidFile.path().toString());
        all.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(all);
        builder.directory(directory.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.redirectInput(new File("/dev/null"));
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        try {
            return await(builder.start());
        } catch (IOException e) {
            return new Started.No(String.valueOf(e.getMessage()));
        }
    }

    private Started await(Process process) {
        long patience = PATIENCE.dividedBy(Duration.ofMillis(POLL_MS));
        for (long i = 0; i < patience; i++) {
            Optional<ProcessId> id = pidFile.read();
            if (id.isPresent()) {
                return new Started.Yes(id.get());
            }
            try {
                if (process.waitFor(POLL_MS, TimeUnit.MILLISECONDS) && process.exitValue() != 0) {
                    break;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        return pidFile.abandon()
                .<Started>map(Started.Yes::new)
                .orElseGet(() -> new Started.No("it did not come up; see " + output));
    }

    /** A session of its own by setsid(1); where that is missing (macOS), a group by the shell. */
    private static List<String> detach() {
        if (Programs.find("setsid").isPresent()) {
            return List.of("setsid");
        }
        String shell = Files.isExecutable(Path.of("/bin/bash")) ? "/bin/bash" : "sh";
        return List.of(shell, "-c", "set -m; \"$@\" & exit 0", "surefoot-detach");
    }
}
