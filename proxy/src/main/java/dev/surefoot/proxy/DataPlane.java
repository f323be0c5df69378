package dev.surefoot.proxy;

import dev.surefoot.proxy.admin.AdminApi;
import dev.surefoot.proxy.admin.AdminHandler;
import dev.surefoot.proxy.admin.Identity;
import dev.surefoot.proxy.route.Json;
import dev.surefoot.proxy.store.ProxyDirectory;
import dev.surefoot.proxy.table.Network;
import dev.surefoot.proxy.table.RouteTable;

import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/**
 * The whole process in order of its start: directory, I/O threads, saved routes, admin API, and
 * last the announcement that all of it is ready. {@link #close} goes the other way.
 */
final class DataPlane implements AutoCloseable {
    private static final Duration DRAIN = Duration.ofSeconds(10);
    private static final Duration RETRY_PORT = Duration.ofMillis(500);
    private static final String LOOPBACK = "127.0.0.1";

    private final ProxyDirectory directory;
    private final Network network;
    private final RouteTable table;
    private final Network.Listener admin;
    private final ExecutorService executor;

    private DataPlane(ProxyDirectory directory, Network network, Settings settings)
            throws IOException {
        this.directory = directory;
        this.network = network;
        this.table = new RouteTable(network, directory.state(), settings.timeouts());
        this.executor = Executors.newVirtualThreadPerTaskExecutor();
        Identity identity =
                new Identity(UUID.randomUUID().toString(), version(), System.nanoTime());
        String token = directory.token();
        table.restore(directory.state().load());
        AdminApi api = new AdminApi(table, identity);
        this.admin = network.listen(LOOPBACK, 0, new AdminHandler(api, token, executor));
        retryPorts();
        directory.announce(announcement(identity));
    }

    /**
     * Starts; when this returns, all routes are served and the admin API answers.
     *
     * @throws IOException if the directory is taken or unusable; nothing is left behind then
     */
    static DataPlane start(Settings settings) throws IOException {
        ProxyDirectory directory = ProxyDirectory.open(settings.directory());
        Network network = Network.start();
        try {
            return new DataPlane(directory, network, settings);
        } catch (IOException | RuntimeException e) {
            network.close();
            directory.close();
            throw e;
        }
    }

    /** The admin API's port on loopback. */
    int adminPort() {
        return admin.port();
    }

    /** Stops accepting, lets what is in flight finish for at most 10 s, then ends. */
    @Override
    public void close() {
        long left = table.stop(DRAIN);
        if (left > 0) {
            System.err.println(left + " requests were cut after " + DRAIN.toSeconds() + " s");
        }
        admin.close();
        executor.shutdownNow();
        network.close();
        try {
            directory.close();
        } catch (IOException e) {
            System.err.println("the directory could not be released cleanly: " + e.getMessage());
        }
    }

    private void retryPorts() {
        if (table.listenWherePending() == 0) {
            return;
        }
        System.err.println("a restored route's port is taken; trying again until it is free");
        executor.execute(
                () -> {
                    while (!Thread.currentThread().isInterrupted()
                            && table.listenWherePending() > 0) {
                        LockSupport.parkNanos(RETRY_PORT.toNanos());
                    }
                });
    }

    private byte[] announcement(Identity identity) {
        ProcessHandle self = ProcessHandle.current();
        Instant started = self.info().startInstant().orElse(Instant.EPOCH);
        ObjectNode node =
                Json.MAPPER
                        .createObjectNode()
                        .put("host", LOOPBACK)
                        .put("port", admin.port())
                        .put("pid", self.pid())
                        .put("startInstant", started.toString())
                        .put("epoch", identity.epoch());
        return Json.MAPPER.writeValueAsBytes(node);
    }

    private static String version() {
        try (InputStream text = DataPlane.class.getResourceAsStream("version.txt")) {
            return text == null
                    ? "unknown"
                    : new String(text.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("version.txt is unreadable", e);
        }
    }
}
