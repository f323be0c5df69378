package dev.surefoot.server.traffic;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** Clients that ask one after the other, each on its own connection, until closed. */
final class Load implements AutoCloseable {
    private static final int CLIENTS = 8;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicBoolean over = new AtomicBoolean();
    private final LongAdder answers = new LongAdder();
    private final Map<String, LongAdder> troubles = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> byInstance = new ConcurrentHashMap<>();
    private final List<Future<?>> clients = new ArrayList<>();

    private Load() {}

    /** Asks {@code port} until closed. */
    static Load on(int port) {
        Load load = new Load();
        for (int i = 0; i < CLIENTS; i++) {
            load.clients.add(
                    load.threads.submit(() -> load.run(port, new AtomicLong(Long.MAX_VALUE))));
        }
        return load;
    }

    /** Asks exactly {@code requests} times and waits for the answers. */
    static Load of(int port, long requests) {
        Load load = new Load();
        AtomicLong left = new AtomicLong(requests);
        for (int i = 0; i < CLIENTS; i++) {
            load.clients.add(load.threads.submit(() -> load.run(port, left)));
        }
        load.join();
        return load;
    }

    private void run(int port, AtomicLong left) {
        try (HttpConnection connection = new HttpConnection(port)) {
            while (!over.get() && left.getAndDecrement() > 0) {
                HttpConnection.Answer answer = connection.get("/", "");
                answers.increment();
                if (answer.status() != 200) {
                    trouble("status " + answer.status());
                }
                String instance = answer.body().split(" ", 2)[0];
                byInstance.computeIfAbsent(instance, key -> new LongAdder()).increment();
            }
        } catch (IOException e) {
            trouble(e.toString());
        }
    }

    private void trouble(String what) {
        troubles.computeIfAbsent(what, key -> new LongAdder()).increment();
    }

    /** Answers so far. */
    long answers() {
        return answers.sum();
    }

    /** Returns when so many more answers have come. */
    void awaitMore(long count) {
        long target = answers() + count;
        long start = System.nanoTime();
        while (answers() < target) {
            if (!troubles.isEmpty() || System.nanoTime() - start > 30_000_000_000L) {
                throw new AssertionError(answers() + " answers, waited for " + target + troubles);
            }
            Thread.onSpinWait();
        }
    }

    /** What a client should never see, with counts. */
    Map<String, LongAdder> troubles() {
        return Map.copyOf(troubles);
    }

    /** Answers of one instance. */
    long of(String instance) {
        return byInstance.getOrDefault(instance, new LongAdder()).sum();
    }

    private void join() {
        try {
            for (Future<?> client : clients) {
                client.get();
            }
        } catch (ExecutionException e) {
            throw new AssertionError("a client failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
        threads.shutdown();
    }

    @Override
    public void close() {
        over.set(true);
        join();
    }
}
