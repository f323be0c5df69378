package dev.surefoot.schema.run;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;

/**
 * Hands out a few sessions of a server by the transaction, as PgBouncer does in that mode: the
 * first clients log in through it, later ones get what these opened.
 */
final class SharingPool implements AutoCloseable {
    private static final int SSL = 80_877_103;
    private static final int GSS = 80_877_104;

    private final ServerSocket door;
    private final int serverPort;
    private final int size;
    private final boolean inTurn;
    private final BlockingDeque<Socket> idle = new LinkedBlockingDeque<>();
    private final List<Socket> open = new ArrayList<>();
    private final ByteArrayOutputStream greeting = new ByteArrayOutputStream();
    private int servers;

    /**
     * @param size sessions at the server
     * @param inTurn they are used in turn; else the one that was used last
     */
    SharingPool(int serverPort, int size, boolean inTurn) throws IOException {
        this.door = new ServerSocket(0, 20, InetAddress.getLoopbackAddress());
        this.serverPort = serverPort;
        this.size = size;
        this.inTurn = inTurn;
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                keep(client);
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private synchronized void keep(Socket socket) {
        open.add(socket);
    }

    private void serve(Socket client) {
        try (client) {
            DataInputStream in = new DataInputStream(client.getInputStream());
            OutputStream out = client.getOutputStream();
            byte[] startup = startup(in, out);
            if (first()) {
                idle.add(login(startup, in, out));
            } else {
                synchronized (this) {
                    out.write(greeting.toByteArray());
                }
                out.flush();
            }
            while (transaction(in, out)) {
                // Until the client says that it is done.
            }
        } catch (IOException | InterruptedException e) {
            // The client or the pool is gone.
        }
    }

    private synchronized boolean first() {
        return servers++ < size;
    }

    private static byte[] startup(DataInputStream in, OutputStream out) throws IOException {
        while (true) {
            int length = in.readInt();
            byte[] rest = in.readNBytes(length - 4);
            int code = ByteBuffer.wrap(rest).getInt();
            if (code != SSL && code != GSS) {
                return ByteBuffer.allocate(length).putInt(length).put(rest).array();
            }
            out.write('N');
            out.flush();
        }
    }

    /** The client's own, seen through to the server; what it is told is kept for later ones. */
    private Socket login(byte[] startup, DataInputStream in, OutputStream out) throws IOException {
        Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
        keep(server);
        server.getOutputStream().write(startup);
        DataInputStream from = new DataInputStream(server.getInputStream());
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        said.write(new byte[] {'R', 0, 0, 0, 8, 0, 0, 0, 0});
        while (true) {
            byte[] message = message(from);
            out.write(message);
            out.flush();
            if (message[0] == 'R' && asks(message)) {
                server.getOutputStream().write(message(in));
            } else if (message[0] != 'R') {
                said.write(message);
            }
            if (message[0] == 'Z') {
                synchronized (this) {
                    greeting.reset();
                    greeting.write(said.toByteArray());
                }
                return server;
            }
            if (message[0] == 'E') {
                throw new IOException(new String(message, StandardCharsets.UTF_8));
            }
        }
    }

    private static boolean asks(byte[] message) {
        int code = ByteBuffer.wrap(message, 5, 4).getInt();
        return code == 10 || code == 11;
    }

    /** One transaction, in whichever session is handed out; false when the client leaves. */
    private boolean transaction(DataInputStream in, OutputStream out)
            throws IOException, InterruptedException {
        ByteArrayOutputStream asked = new ByteArrayOutputStream();
        if (!request(in, asked)) {
            return false;
        }
        Socket server = idle.takeFirst();
        boolean inside = answer(server, asked, out);
        while (inside) {
            asked.reset();
            if (!request(in, asked)) {
                server.close();
                return false;
            }
            inside = answer(server, asked, out);
        }
        if (inTurn) {
            idle.addLast(server);
        } else {
            idle.addFirst(server);
        }
        return true;
    }

    /** Messages up to the one that the server answers with ready. */
    private static boolean request(DataInputStream in, ByteArrayOutputStream asked)
            throws IOException {
        while (true) {
            byte[] message = message(in);
            if (message[0] == 'X') {
                return false;
            }
            asked.write(message);
            if (message[0] == 'Q' || message[0] == 'S') {
                return true;
            }
        }
    }

    /** Whether a transaction is still open after it. */
    private static boolean answer(Socket server, ByteArrayOutputStream asked, OutputStream out)
            throws IOException {
        server.getOutputStream().write(asked.toByteArray());
        DataInputStream from = new DataInputStream(server.getInputStream());
        while (true) {
            byte[] message = message(from);
            out.write(message);
            if (message[0] == 'Z') {
                out.flush();
                return message[5] != 'I';
            }
        }
    }

    private static byte[] message(DataInputStream in) throws IOException {
        byte type = in.readByte();
        int length = in.readInt();
        return ByteBuffer.allocate(length + 1)
                .put(type)
                .putInt(length)
                .put(in.readNBytes(length - 4))
                .array();
    }

    @Override
    public synchronized void close() throws IOException {
        door.close();
        for (Socket each : open) {
            each.close();
        }
    }
}
