package dev.surefoot.server.traffic.haproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.surefoot.server.traffic.InstanceCounts;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class StatsTest {
    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
    private static final String HEADER =
            "# pxname,svname,scur,stot,status,hrsp_1xx,hrsp_2xx,hrsp_3xx,hrsp_4xx,hrsp_5xx,"
                    + "hrsp_other,srv_abrt,eresp,last_chk,addr,lastsess,\n";

    @Test
    @Requirement("TRAF-3")
    void requests_and_errors_are_the_backend_row_s_spread_over_its_servers() {
        Stats stats =
                Stats.read(
                        HEADER
                                + row("b1", 0, 4, 2, 0, 0)
                                + row("b2", 0, 4, 2, 0, 0)
                                + row("BACKEND", 3, 15, 7, 4, 1));

        Map<String, InstanceCounts> counts = stats.counts(Optional.of(NOW));

        assertThat(sum(counts, "requests")).isEqualTo(12);
        assertThat(sum(counts, "errors")).isEqualTo(5);
        assertThat(sum(counts, "started")).isEqualTo(15);
        assertThat(sum(counts, "inFlight")).isEqualTo(3);
        assertThat(counts).hasSize(2);
        assertThat(counts.values())
                .allSatisfy(
                        each -> {
                            assertThat(each.errors()).isLessThanOrEqualTo(each.requests());
                            assertThat(each.lastStartedAt()).contains(NOW);
                        });
    }

    @Test
    @Requirement("TRAF-3")
    void a_500_that_is_cut_is_two_errors_to_haproxy_and_never_more_than_the_requests() {
        Stats stats = Stats.read(HEADER + row("b1", 0, 3, 0, 0, 0) + row("BACKEND", 0, 3, 0, 3, 3));

        assertThat(stats.counts(Optional.of(NOW)).values())
                .singleElement()
                .satisfies(
                        each -> {
                            assertThat(each.requests()).isEqualTo(4);
                            assertThat(each.errors()).isEqualTo(4);
                        });
    }

    @Test
    void quoted_values_may_have_commas() {
        Stats stats =
                Stats.read(
                        HEADER
                                + "b,s1,0,0,UP 1/2,0,0,0,0,0,0,0,0,\"no, not yet\",127.0.0.1:80,-1,\n"
                                + row("BACKEND", 0, 0, 0, 0, 0));

        assertThat(stats.servers().get("s1"))
                .isNotNull()
                .satisfies(
                        row -> {
                            assertThat(row.text("last_chk")).isEqualTo("no, not yet");
                            assertThat(row.text("addr")).isEqualTo("127.0.0.1:80");
                            assertThat(row.up()).isTrue();
                        });
    }

    @Test
    void other_text_is_no_statistics() {
        assertThatThrownBy(() -> Stats.read("Permission denied\n"))
                .hasMessageContaining("Permission denied");
        assertThatThrownBy(() -> Stats.read(HEADER)).hasMessageContaining("no row of a backend");
    }

    @Test
    void answers_end_with_an_empty_line_also_those_that_say_nothing() {
        assertThat(RuntimeApi.split("\na b\nc\n\n\nNo such table\n\n"))
                .isEqualTo(List.of("", "a b\nc\n", "", "No such table\n"));
        assertThat(RuntimeApi.split("cut of")).isEmpty();
        assertThat(RuntimeApi.split("a\n\nproc.x: type=sint value=<1>\nproc.y: value=<2>\n"))
                .isEqualTo(List.of("a\n", "proc.x: type=sint value=<1>", "proc.y: value=<2>"));
        assertThat(RuntimeApi.split("\nproc.x: value=<1>\n\nVariable not found.\n\n"))
                .isEqualTo(List.of("", "proc.x: value=<1>", "Variable not found.\n"));
    }

    private static String row(String name, int now, int all, int good, int bad, int cut) {
        return "shop_blue,%s,%d,%d,UP,0,%d,0,1,%d,0,%d,9,,127.0.0.1:80,2,\n"
                .formatted(name, now, all, good, bad, cut);
    }

    private static long sum(Map<String, InstanceCounts> counts, String what) {
        return counts.values().stream()
                .mapToLong(
                        each ->
                                switch (what) {
                                    case "requests" -> each.requests();
                                    case "errors" -> each.errors();
                                    case "started" -> each.started();
                                    default -> each.inFlight();
                                })
                .sum();
    }
}
