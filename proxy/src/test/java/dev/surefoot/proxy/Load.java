package dev.surefoot.proxy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** Many clients at once, each with one kept-alive connection. */
final class Load implements AutoCloseable {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<?>> clients = new ArrayList<>();
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();

    /** Starts clients that ask for {@code /} while told to. */
    static Load start(int port, int connections, BooleanSupplier goOn) {
        Load load = new Load();
        for (int i = 0; i < connections; i++) {
            load.clients.add(load.threads.submit(() -> load.run(port, goOn)));
        }
        return load;
    }

    /** A number of requests, as fast as they go; returns when all are answered. */
    static Load of(int port, int connections, int requests) throws Exception {
        AtomicInteger left = new AtomicInteger(requests);
        try (Load load = start(port, connections, () -> left.getAndDecrement() > 0)) {
            return load.join();
        }
    }

    private void run(int port, BooleanSupplier goOn) {
        try (Wire wire = new Wire(port)) {
            while (goOn.getAsBoolean()) {
                int status = wire.get("/").status();
                if (status != 200) {
                    failed.incrementAndGet();
                }
                sent.incrementAndGet();
            }
        } catch (IOException e) {
            failed.incrementAndGet();
        }
    }

    Load join() throws InterruptedException, ExecutionException {
        for (Future<?> client : clients) {
            client.get();
        }
        return this;
    }

    int sent() {
        return sent.get();
    }

    /** Answers other than 200, and connections that broke. */
    int failed() {
        return failed.get();
    }

    @Override
    public void close() {
        threads.close();
    }
}
