package dev.surefoot.server.traffic.haproxy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Stands before HAProxy's socket, so that a test can act just before and after a command. */
final class Relay implements AutoCloseable {
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final ServerSocketChannel server;
    private final RuntimeApi real;
    private volatile Consumer<String> before = line -> {};
    private volatile Consumer<String> after = line -> {};

    Relay(Path socket, Path real) throws IOException {
        this.real = new RuntimeApi(real);
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        Thread.ofVirtual().start(this::serve);
    }

    void before(Consumer<String> act) {
        before = act;
    }

    void after(Consumer<String> act) {
        after = act;
    }

    /** What was asked so far. */
    List<String> lines() {
        return List.copyOf(lines);
    }

    private void serve() {
        try {
            while (true) {
                SocketChannel client = server.accept();
                Thread.ofVirtual().start(() -> answer(client));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void answer(SocketChannel client) {
        try (client) {
            String line = line(client);
            lines.add(line);
            before.accept(line);
            String answer = real.whole(line);
            after.accept(line);
            ByteBuffer out = ByteBuffer.wrap(answer.getBytes(StandardCharsets.UTF_8));
            while (out.hasRemaining()) {
                client.write(out);
            }
        } catch (IOException e) {
            // The other side waits no longer.
        }
    }

    private static String line(SocketChannel client) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        ByteBuffer one = ByteBuffer.allocate(1);
        while (client.read(one.clear()) > 0 && one.get(0) != '\n') {
            line.write(one.get(0));
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
