package dev.surefoot.bench.shifting;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Clients that each send one request after the other on a connection that is kept alive, as fast as
 * they are answered. Nothing is sent twice: whatever is not a whole answer of status 200 counts as
 * an error, and then the client connects anew. Safe for all threads.
 */
final class FastLoad implements AutoCloseable {
    private final int port;
    private final List<Client> clients = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final LongAdder finished = new LongAdder();
    private volatile boolean over;

    private FastLoad(int port) {
        this.port = port;
    }

    static FastLoad start(int port, int connections) {
        FastLoad load = new FastLoad(port);
        for (int i = 0; i < connections; i++) {
            Client client = load.new Client();
            load.clients.add(client);
            load.threads.add(Thread.ofVirtual().name("client-" + i).start(client::run));
        }
        return load;
    }

    /**
     * What the clients saw.
     *
     * @param errors by what was wrong
     * @param closed answers after which the other side closed, having said so; no errors
     * @param micros how long each request took that was answered
     */
    record Seen(long requests, Map<String, Long> errors, long closed, List<Integer> micros) {
        long failed() {
            return errors.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /** Requests that have ended so far, well or not. */
    long finished() {
        return finished.sum();
    }

    /** Ends all clients after their present request. */
    @Override
    public void close() {
        over = true;
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** What all clients saw in all; to be asked after {@link #close()}. */
    Seen seen() {
        if (!over) {
            throw new IllegalStateException("the clients still count: close first");
        }
        Map<String, Long> errors = new TreeMap<>();
        List<Integer> micros = new ArrayList<>();
        long closed = 0;
        for (Client client : clients) {
            client.errors.forEach((what, times) -> errors.merge(what, times, Long::sum));
            micros.addAll(client.micros);
            closed += client.closed;
        }
        return new Seen(finished.sum(), errors, closed, micros);
    }

    /** One client; only its own thread touches it until that has ended. */
    private final class Client {
        private final Map<String, Long> errors = new TreeMap<>();
        private final List<Integer> micros = new ArrayList<>();
        private long closed;

        void run() {
            while (!over) {
                try (Wire wire = new Wire(port)) {
                    boolean goesOn = true;
                    while (goesOn && !over) {
                        goesOn = ask(wire);
                    }
                } catch (IOException e) {
                    failed(e.getClass().getSimpleName() + ": " + e.getMessage());
                }
            }
        }

        private boolean ask(Wire wire) throws IOException {
            long start = System.nanoTime();
            Wire.Answer answer = wire.get();
            micros.add((int) Math.min(Integer.MAX_VALUE, (System.nanoTime() - start) / 1_000));
            if (answer.status() == 200) {
                finished.increment();
            } else {
                failed("status " + answer.status());
            }
            closed += answer.closing() ? 1 : 0;
            return !answer.closing();
        }

        private void failed(String what) {
            errors.merge(what, 1L, Long::sum);
            finished.increment();
        }
    }
}
