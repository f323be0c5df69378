package dev.surefoot.server.runtime;

import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;

/**
 * An instance for tests: answers {@code /ready} with the digest it was told, as its configuration
 * says: {@code status=…}, {@code digest=…} (empty: none), read anew at each request.
 */
final class TinyApp {
    private TinyApp() {}

    public static void main(String[] args) throws IOException {
        Path config = Path.of(args[1]);
        System.out.println("environment " + new TreeSet<>(System.getenv().keySet()));
        System.out.println("application " + System.getenv("SUREFOOT_APPLICATION_NAME"));
        InetSocketAddress address =
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0]));
        HttpServer server = HttpServer.create(address, 0);
        server.createContext(
                "/ready",
                exchange -> {
                    String text = Files.readString(config);
                    String digest = value(text, "digest", System.getenv("SUREFOOT_DIGEST"));
                    if (!digest.isEmpty()) {
                        exchange.getResponseHeaders().set("X-Artifact-Digest", digest);
                    }
                    exchange.sendResponseHeaders(
                            Integer.parseInt(value(text, "status", "200")), -1);
                    exchange.close();
                });
        server.start();
        System.out.println("up");
    }

    private static String value(String text, String key, String absent) {
        return text.lines()
                .filter(line -> line.startsWith(key + "="))
                .map(line -> line.substring(key.length() + 1))
                .findFirst()
                .orElse(absent);
    }
}
