package dev.surefoot.server.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The embedded proxy, as its own process. */
class EmbeddedRouterContractTest extends LeaseContract {
    @Override
    DataPlane open(Path directory) {
        RealProxy proxy = new RealProxy(directory);
        proxy.start();
        return proxy;
    }

    /** A proxy process and its client. */
    static final class RealProxy implements DataPlane {
        private final ProxyClient client;
        final ProxyProcess process;

        RealProxy(Path directory) {
            client = new ProxyClient(directory);
            process = new ProxyProcess(directory, command(), Duration.ofSeconds(30), client);
        }

        static List<String> command() {
            return List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty(
                            "surefire.test.class.path", System.getProperty("java.class.path")),
                    "dev.surefoot.proxy.Main");
        }

        @Override
        public Plane of(int port, Duration lease) {
            return new Plane.Embedded("127.0.0.1", port);
        }

        @Override
        public Router router(Route route) {
            return new EmbeddedRouter(route, client);
        }

        @Override
        public Router again(Route route) {
            return router(route);
        }

        @Override
        public void kill() {
            if (process.look() instanceof ProxyState.Up(long pid, boolean started)) {
                ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
            }
            assertThat(process.stop(Duration.ZERO)).isTrue();
        }

        @Override
        public void start() {
            assertThat(process.ensure()).isInstanceOf(ProxyState.Up.class);
        }

        @Override
        public void close() {
            assertThat(process.stop(Duration.ofSeconds(10))).isTrue();
            client.close();
        }
    }
}
