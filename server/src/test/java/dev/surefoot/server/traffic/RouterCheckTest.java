package dev.surefoot.server.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.server.environment.Slot;
import dev.surefoot.server.process.Ports;
import dev.surefoot.server.traffic.haproxy.Finding;
import dev.surefoot.server.traffic.haproxy.HaproxyRouter;
import dev.surefoot.server.traffic.haproxy.Layout;
import dev.surefoot.server.traffic.haproxy.RouterCheck;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is missing before the first release is named, with the line to add. */
class RouterCheckTest {
    @TempDir Path directory;
    private HaproxyPlane plane;
    private Route route;

    @BeforeEach
    void open() {
        plane = new HaproxyPlane(directory);
        List<Integer> ports = Ports.free(3);
        route =
                new Route(
                        "shop",
                        "production",
                        plane.of(ports.getFirst(), Duration.ofSeconds(3)),
                        Optional.of(new Cohort("uid", "shop")),
                        Map.of(
                                Slot.BLUE,
                                List.of(new Endpoint("blue-0", "127.0.0.1", ports.get(1))),
                                Slot.GREEN,
                                List.of(new Endpoint("green-0", "127.0.0.1", ports.get(2)))));
    }

    @AfterEach
    void close() {
        plane.close();
    }

    @Test
    void what_was_pasted_as_printed_is_ready_though_no_instance_runs_yet() {
        paste(printed());

        assertThat(check())
                .isNotEmpty()
                .allSatisfy(
                        each ->
                                assertThat(each.verdict())
                                        .as(each.toString())
                                        .isEqualTo(Finding.Verdict.OK));
        assertThat(new HaproxyRouter(route).read()).isEqualTo(new Router.Read.Absent());
    }

    @Test
    void nobody_at_the_socket_is_said_first_with_the_line_to_add() {
        assertThat(check().getFirst())
                .satisfies(
                        each -> {
                            assertThat(each.verdict()).isEqualTo(Finding.Verdict.UNREACHABLE);
                            assertThat(each.fix())
                                    .contains("stats socket " + plane.haproxy.socket());
                        });
        assertThat(missing()).anySatisfy(each -> assertThat(each.fix()).startsWith("mkdir -p"));
    }

    @Test
    void an_old_port_is_named_with_the_server_s_line() {
        paste(printed().replaceAll("server green-0 127.0.0.1:\\d+", "server green-0 127.0.0.1:9"));

        assertThat(missing())
                .singleElement()
                .satisfies(
                        each -> {
                            assertThat(each.what()).isEqualTo("backend shop_production_green");
                            assertThat(each.detail()).contains("127.0.0.1:9");
                            assertThat(each.fix()).startsWith("server green-0 127.0.0.1:");
                        });
    }

    @Test
    void a_table_of_another_time_is_named_with_its_line() {
        paste(printed().replace("expire 3000ms", "expire 1m"));

        assertThat(missing())
                .singleElement()
                .satisfies(
                        each -> {
                            assertThat(each.what()).isEqualTo("table shop_production_lease");
                            assertThat(each.fix()).contains("expire 3000ms nopurge");
                        });
    }

    @Test
    void a_table_that_no_reload_hands_over_is_named() {
        paste(printed().replace(" store gpt0 peers surefoot", " store gpt0"));

        assertThat(missing())
                .singleElement()
                .satisfies(each -> assertThat(each.what()).isEqualTo("peers surefoot"));
    }

    @Test
    void a_rule_that_is_missing_or_out_of_its_place_is_named() {
        String rule = "    acl shop_production_held var(txn.shop_production.lease) -m str none\n";
        assertThat(printed()).contains(rule);

        paste(printed().replace(rule, ""));
        assertThat(missing())
                .singleElement()
                .satisfies(
                        each -> {
                            assertThat(each.detail()).startsWith("a rule is not in /");
                            assertThat(each.fix()).isEqualTo(rule.strip());
                        });

        String last = "    default_backend shop_production_nobody\n";
        String early =
                printed()
                        .replace(last, "")
                        .replace(
                                "    acl shop_production_cohort",
                                last + "    acl shop_production_cohort");
        paste(early);
        assertThat(missing())
                .singleElement()
                .satisfies(each -> assertThat(each.detail()).contains("not in its place"));
    }

    @Test
    void maps_under_another_name_and_backends_that_are_not_there_are_named() throws IOException {
        Files.createDirectories(directory.resolve("other"));
        for (String file : List.of("share.map", "slot.map")) {
            Files.createFile(directory.resolve("other").resolve(file));
        }
        paste(
                printed()
                        .replace(plane.haproxy.maps().toString(), directory + "/other")
                        .replace("shop_production_nobody", "nobody"));

        assertThat(missing())
                .extracting(Finding::what)
                .contains(
                        "map " + plane.haproxy.maps() + "/share.map",
                        "map " + plane.haproxy.maps() + "/slot.map",
                        "backend shop_production_nobody",
                        "rules of the frontend");
    }

    @Test
    void files_that_say_something_else_than_haproxy_are_named() throws IOException {
        paste(printed());
        Files.writeString(
                plane.haproxy.maps().resolve("slot.map"), "shop_production_primary green\n");

        assertThat(missing())
                .singleElement()
                .satisfies(each -> assertThat(each.what()).isEqualTo("maps in HAProxy"));
    }

    private String printed() {
        return plane.haproxy.configuration(List.of(new Layout(route, Optional.of("/ready"))));
    }

    private void paste(String configuration) {
        plane.reload(configuration);
    }

    private List<Finding> check() {
        return RouterCheck.of(route, Optional.of("/ready"));
    }

    private List<Finding> missing() {
        return check().stream().filter(each -> each.verdict() == Finding.Verdict.MISSING).toList();
    }
}
