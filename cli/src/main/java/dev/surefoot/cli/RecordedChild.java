package dev.surefoot.cli;

import dev.surefoot.schema.proof.recording.Recorder;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The command whose statements are recorded: a process with our terminal and the database's address
 * in its environment. When we are told to stop, it and all that it started are stopped, and the
 * database with them.
 */
final class RecordedChild {
    private static final long PATIENCE_SECONDS = 5;

    private RecordedChild() {}

    /** Runs it to its end and tells its exit code. */
    static int run(List<String> command, Recorder recorder) throws InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.redirectInput(ProcessBuilder.Redirect.INHERIT);
        // Standard output is ours, for the answer; what the command prints goes beside it.
        builder.redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        // Another database's address must not lead the tests there.
        environment
                .keySet()
                .removeIf(name -> name.startsWith("PG") || name.startsWith("SUREFOOT_"));
        environment.putAll(recorder.environment());
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new Failed(
                    ExitCode.UNREADABLE,
                    "cannot run " + command.getFirst() + ": " + e.getMessage());
        }
        Thread onInterrupt =
                new Thread(
                        () -> {
                            stop(process);
                            recorder.close();
                        },
                        "stop-recording");
        Runtime.getRuntime().addShutdownHook(onInterrupt);
        try {
            process.getInputStream().transferTo(System.err);
            return process.waitFor();
        } catch (IOException e) {
            stop(process);
            throw new Failed(
                    ExitCode.COULD_NOT, "lost " + command.getFirst() + ": " + e.getMessage());
        } finally {
            release(onInterrupt);
        }
    }

    private static void release(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // We are stopping already, and the hook is at work.
        }
    }

    /** First asked, then made to. */
    private static void stop(Process process) {
        List<ProcessHandle> all = process.descendants().toList();
        process.destroy();
        all.forEach(ProcessHandle::destroy);
        try {
            process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        all.forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
