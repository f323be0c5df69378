package dev.surefoot.proxy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** A port whose queue is full: connecting to it neither succeeds nor fails, as with a lost host. */
final class DeafPort implements AutoCloseable {
    private static final int MORE_THAN_THE_QUEUE = 8;

    private final ServerSocket server;
    private final List<SocketChannel> waiting = new ArrayList<>();

    DeafPort() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        for (int i = 0; i < MORE_THAN_THE_QUEUE; i++) {
            SocketChannel channel = SocketChannel.open();
            channel.configureBlocking(false);
            channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port()));
            waiting.add(channel);
        }
    }

    int port() {
        return server.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        for (SocketChannel channel : waiting) {
            channel.close();
        }
        server.close();
    }
}
