package dev.surefoot.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class PortsTest {
    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "0.0.0.0", "::"})
    void a_port_with_a_listener_is_in_use_and_names_it(String address) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(address, 0));

            assertThat(Ports.inUse(socket.getLocalPort())).isTrue();
            assertThat(Ports.holder(socket.getLocalPort()))
                    .hasValueSatisfying(
                            who ->
                                    assertThat(who)
                                            .contains("java")
                                            .contains("pid " + ProcessHandle.current().pid()));
        }
    }

    @Test
    void a_port_without_a_listener_is_free_and_nobodys() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }

        assertThat(Ports.inUse(port)).isFalse();
        assertThat(Ports.holder(port)).isEmpty();
    }

    @Test
    void free_ports_differ_and_lie_where_no_outgoing_connection_takes_them() throws IOException {
        List<Integer> ports = Ports.free(20);

        String range;
        try (BufferedReader file =
                Files.newBufferedReader(Path.of("/proc/sys/net/ipv4/ip_local_port_range"))) {
            range = String.valueOf(file.readLine());
        }
        int ephemeral = Integer.parseInt(range.split("\\s+", -1)[0]);
        assertThat(ephemeral).isGreaterThan(1_000);
        assertThat(ports).doesNotHaveDuplicates().hasSize(20);
        assertThat(ports).allMatch(port -> port < ephemeral && !Ports.inUse(port));
    }
}
