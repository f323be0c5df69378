package dev.surefoot.proxy.table;

import io.undertow.UndertowOptions;
import io.undertow.connector.ByteBufferPool;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.HttpHandler;
import io.undertow.server.protocol.http.HttpOpenListener;

import org.xnio.ChannelListeners;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.StreamConnection;
import org.xnio.Xnio;
import org.xnio.XnioWorker;
import org.xnio.channels.AcceptingChannel;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The process's I/O threads and buffers, and the ports it listens on. Thread-safe. */
public final class Network implements AutoCloseable {
    private static final int BUFFER_BYTES = 16 * 1024;
    private static final int BACKLOG = 1_000;
    private static final int IDLE_CLIENT_MS = 60_000;
    private static final int REQUEST_HEAD_MS = 30_000;

    private final XnioWorker worker;
    private final ByteBufferPool buffers = new DefaultByteBufferPool(true, BUFFER_BYTES);

    private Network(XnioWorker worker) {
        this.worker = worker;
    }

    /** Starts the I/O threads: as many as processors, at least two. */
    public static Network start() throws IOException {
        int threads = Math.max(2, Runtime.getRuntime().availableProcessors());
        return new Network(
                Xnio.getInstance()
                        .createWorker(
                                OptionMap.builder()
                                        .set(Options.WORKER_NAME, "proxy")
                                        .set(Options.WORKER_IO_THREADS, threads)
                                        .set(Options.WORKER_TASK_CORE_THREADS, 1)
                                        .set(Options.WORKER_TASK_MAX_THREADS, 2)
                                        .set(Options.TCP_NODELAY, true)
                                        .getMap()));
    }

    /**
     * Listens for HTTP/1.1.
     *
     * @param port 0 for any free one
     * @throws IOException if the port is taken or the address is not ours
     */
    public Listener listen(String host, int port, HttpHandler handler) throws IOException {
        HttpOpenListener open =
                new HttpOpenListener(
                        buffers,
                        OptionMap.builder()
                                .set(UndertowOptions.BUFFER_PIPELINED_DATA, true)
                                .set(UndertowOptions.NO_REQUEST_TIMEOUT, IDLE_CLIENT_MS)
                                .set(UndertowOptions.REQUEST_PARSE_TIMEOUT, REQUEST_HEAD_MS)
                                // Bodies are streamed, so their size is the application's business.
                                .set(UndertowOptions.MAX_ENTITY_SIZE, -1L)
                                .set(UndertowOptions.DECODE_URL, false)
                                .set(UndertowOptions.ALWAYS_SET_KEEP_ALIVE, false)
                                .getMap());
        open.setRootHandler(handler);
        AcceptingChannel<? extends StreamConnection> channel =
                worker.createStreamConnectionServer(
                        new InetSocketAddress(InetAddress.getByName(host), port),
                        ChannelListeners.openListenerAdapter(open),
                        OptionMap.builder()
                                .set(Options.WORKER_IO_THREADS, worker.getIoThreadCount())
                                .set(Options.TCP_NODELAY, true)
                                .set(Options.REUSE_ADDRESSES, true)
                                .set(Options.BACKLOG, BACKLOG)
                                .getMap());
        channel.resumeAccepts();
        return new Listener(host, channel);
    }

    /**
     * Waits until each I/O thread has finished what it was doing when this was called, so that
     * nothing decided before the call can still begin after it.
     *
     * @return false if a thread was busy for longer than the limit
     */
    public boolean settle(Duration limit) {
        int threads = worker.getIoThreadCount();
        CountDownLatch passed = new CountDownLatch(threads);
        for (int i = 0; i < threads; i++) {
            worker.getIoThread(i).execute(passed::countDown);
        }
        try {
            return passed.await(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Ends all I/O; what is in flight is cut. */
    @Override
    public void close() {
        worker.shutdownNow();
    }

    /** A port that accepts connections until closed; connections that stand are left alone. */
    public static final class Listener implements AutoCloseable {
        private final String host;
        private final AcceptingChannel<? extends StreamConnection> channel;

        private Listener(String host, AcceptingChannel<? extends StreamConnection> channel) {
            this.host = host;
            this.channel = channel;
        }

        /** The host as asked for. */
        public String host() {
            return host;
        }

        /** The real port. */
        public int port() {
            return channel.getLocalAddress(InetSocketAddress.class).getPort();
        }

        @Override
        public void close() {
            IoUtils.safeClose(channel);
        }
    }
}
