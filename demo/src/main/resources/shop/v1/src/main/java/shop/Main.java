package shop;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Starts the shop: {@code --port PORT --config FILE}. Port 0 takes any that is free. */
public final class Main {
    private Main() {}

    public static void main(String[] args) throws IOException {
        int port = Integer.parseInt(option(args, "--port"));
        Settings settings = Settings.read(Path.of(option(args, "--config")));
        Backend backend = new Backend(settings, settings.backendSeed().orElse(port));
        Customers customers =
                Customers.of(
                        settings, Optional.ofNullable(System.getenv("SUREFOOT_APPLICATION_NAME")));
        Shop shop = new Shop(settings, new Catalog(), backend, new CustomerPages(customers));
        Server server = Server.start(port, shop);
        Runtime.getRuntime().addShutdownHook(new Thread(server::stop));
        System.out.println("shop " + server.version() + " listens on port " + server.port());
    }

    private static String option(String[] args, String name) {
        for (int i = 0; i + 1 < args.length; i += 2) {
            if (args[i].equals(name)) {
                return args[i + 1];
            }
        }
        throw new IllegalArgumentException(
                name + " is missing; usage: java -jar shop.jar --port PORT --config FILE");
    }
}
