package dev.surefoot.proxy.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.proxy.forward.Timeouts;
import dev.surefoot.proxy.route.Endpoint;
import dev.surefoot.proxy.route.RouteKey;
import dev.surefoot.proxy.route.RouteSpec;
import dev.surefoot.proxy.route.Slot;
import dev.surefoot.proxy.store.StateFile;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** What a change promises rests on waiting for every I/O thread; here one of them is kept busy. */
class SettlingTest {
    private static final RouteSpec ROUTE =
            new RouteSpec(
                    1,
                    "127.0.0.1",
                    0,
                    null,
                    Slot.BLUE,
                    Map.of(Slot.BLUE, 10_000, Slot.GREEN, 0),
                    Map.of(Slot.BLUE, List.of(new Endpoint("blue-0", "127.0.0.1", 9))),
                    null);

    private final CountDownLatch busy = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private final Network network = started();
    private final Socket client = new Socket();

    @BeforeEach
    void occupyOneThread() throws Exception {
        Network.Listener listener =
                network.listen(
                        "127.0.0.1",
                        0,
                        exchange -> {
                            busy.countDown();
                            release.await();
                        });
        client.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), listener.port()));
        client.getOutputStream()
                .write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        busy.await();
    }

    @AfterEach
    void end() throws IOException {
        release.countDown();
        client.close();
        network.close();
    }

    @Test
    void settling_waits_for_a_busy_thread_and_says_when_it_waited_in_vain() {
        boolean whileBusy = network.settle(Duration.ofMillis(20));
        release.countDown();
        boolean after = network.settle(Duration.ofSeconds(20));

        assertThat(whileBusy).isFalse();
        assertThat(after).isTrue();
    }

    @Test
    @Requirement("TRAF-1")
    void a_change_is_not_called_done_while_an_older_decision_may_still_be_running(
            @TempDir Path folder) {
        StateFile file = new StateFile(folder.resolve("state.json"));
        RouteTable table = new RouteTable(network, file, Timeouts.DEFAULT);
        RouteKey key = new RouteKey("shop", "production");

        Change whileBusy = table.apply(key, ROUTE);
        release.countDown();
        Change again = table.apply(key, ROUTE);

        assertThat(whileBusy)
                .isInstanceOfSatisfying(
                        Change.Unsure.class,
                        unsure -> assertThat(unsure.error()).isEqualTo("NOT_SETTLED"));
        assertThat(again).isInstanceOf(Change.Done.class);
    }

    private static Network started() {
        try {
            return Network.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
