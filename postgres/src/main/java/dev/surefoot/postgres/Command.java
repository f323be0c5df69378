package dev.surefoot.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs one short-lived program with a deadline, in the C locale (its messages are matched) and
 * without any {@code PG…} variable of the caller's environment (they would change what it does).
 */
final class Command {
    /** More than any of the programs says; the rest is read and dropped. */
    private static final int KEPT_BYTES = 64 * 1024;

    /** The shell's code for a program that is not there. */
    private static final int NOT_FOUND = 127;

    private static final int TIMED_OUT = 124;

    private Command() {}

    /**
     * How a program ended.
     *
     * @param output what it wrote to both streams, the first 64 KiB
     */
    record Result(int exit, String output) {
        boolean ok() {
            return exit == 0;
        }
    }

    /** Runs it in a folder, so that its arguments can name what lies there without a path. */
    static Result in(Path folder, List<String> words, Deadline deadline) {
        return run(folder, words, "", deadline);
    }

    static Result run(List<String> words, Deadline deadline) {
        return run(words, "", deadline);
    }

    /**
     * Feeds {@code input} and waits for the end; a program that outlives the deadline is killed.
     */
    static Result run(List<String> words, String input, Deadline deadline) {
        return run(Path.of("/"), words, input, deadline);
    }

    private static Result run(Path folder, List<String> words, String input, Deadline deadline) {
        ProcessBuilder builder = new ProcessBuilder(words);
        builder.directory(folder.toFile());
        builder.redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("PG"));
        environment.put("LC_ALL", "C");
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            return new Result(NOT_FOUND, words.getFirst() + ": " + e.getMessage());
        }
        CompletableFuture<String> output = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> output.complete(drain(process.getInputStream())));
        feed(process, input);
        return await(process, output, deadline);
    }

    private static Result await(
            Process process, CompletableFuture<String> output, Deadline deadline) {
        try {
            if (!process.waitFor(deadline.left().toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                return new Result(TIMED_OUT, "it did not end in time and was killed");
            }
            return new Result(process.exitValue(), output.get(2, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            return new Result(TIMED_OUT, "the waiting thread was interrupted");
        } catch (ExecutionException | TimeoutException e) {
            return new Result(process.exitValue(), "its output could not be read: " + e);
        }
    }

    private static void feed(Process process, String input) {
        try (OutputStream stream = process.getOutputStream()) {
            stream.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // A program that ends without reading says why by its exit code and output.
            return;
        }
    }

    private static String drain(InputStream stream) {
        try (stream) {
            byte[] kept = stream.readNBytes(KEPT_BYTES);
            stream.transferTo(OutputStream.nullOutputStream());
            return new String(kept, StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            return "its output could not be read: " + e.getMessage();
        }
    }
}
