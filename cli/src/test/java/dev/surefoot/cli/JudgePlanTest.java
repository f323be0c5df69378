package dev.surefoot.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;

/** {@code surefoot judge plan}: it needs no server. */
class JudgePlanTest {
    @Test
    void tells_when_a_version_is_promoted_and_what_a_bad_one_costs() {
        JsonNode json = plan("--rps", "1000", "--baseline-error-rate", "0.1%", "--json").json();

        assertThat(json.path("share").asDouble()).isEqualTo(0.05);
        assertThat(json.path("promotion").path("afterMs").asLong()).isBetween(300_000L, 400_000L);
        assertThat(json.path("plannable").asBoolean()).isTrue();
        List<Double> rates = new ArrayList<>();
        json.path("rollbacks").forEach(it -> rates.add(it.path("canaryErrorRate").asDouble()));
        assertThat(rates).isSorted().contains(0.002, 0.01, 1.0).doesNotContain(0.001);
        JsonNode tenfold = json.path("rollbacks").get(rates.indexOf(0.01));
        assertThat(tenfold.path("canaryRequests").asDouble()).isBetween(375.0, 750.0);
        assertThat(tenfold.path("canaryErrors").asDouble())
                .isCloseTo(tenfold.path("canaryRequests").asDouble() / 100, within(1e-9));
    }

    @Test
    void without_errors_so_far_the_ceiling_decides() {
        Cli.Answer answer =
                plan("--rps", "10", "--baseline-error-rate", "0", "--max-error-rate", "1%");

        assertThat(answer.exit()).isEqualTo(ExitCode.YES);
        assertThat(answer.out()).containsPattern("0 % +promoted +15 min +440 ");
    }

    @Test
    void what_would_take_longer_than_a_year_says_so() {
        Cli.Answer answer =
                plan("--rps", "0.0001", "--baseline-error-rate", "0.1%", "--share", "0.01%");

        assertThat(answer.out()).containsPattern("promoted +not within a year");
    }

    @Test
    void a_budget_says_what_it_does_not_bound_or_why_it_cannot_be_kept() {
        String[] traffic = {"--rps", "1000", "--baseline-error-rate", "0.1%"};

        Cli.Answer kept = plan(traffic, "--failed-requests", "100");
        Cli.Answer tooSmall = plan(traffic, "--failed-requests", "10");

        assertThat(kept.exit()).isEqualTo(ExitCode.YES);
        assertThat(kept.out())
                .contains("May cost 100 failed requests", "Not bounded:")
                .contains("That is for a canary that keeps 5 %; with a budget its share grows:");
        assertThat(tooSmall.exit()).isEqualTo(ExitCode.UNDECIDED);
        assertThat(tooSmall.out()).contains("Cannot be kept", "Option: accept at least 30");
    }

    @ParameterizedTest
    @CsvSource({
        "0,0.1%,5%,requests-per-second is 0",
        "NaN,0.1%,5%,requests-per-second is NaN",
        "10,150%,5%,baseline-error-rate is 1.5",
        "10,0.1%,0,--share is 0.0; it must be at least 0.01% and below 95%",
        "10,0.1%,0.001%,--share is 1.0E-5",
        "10,0.1%,95.5%,--share is 0.955",
        "10,0.1%,1,--share is 1.0",
        "10,0.1%,lots,is no share: write 0.2% or 0.002",
        "10,1e-2147483647%,5%,is no share: write 0.2% or 0.002"
    })
    void traffic_that_cannot_be_is_named(String rps, String rate, String share, String said) {
        Cli.Answer answer = plan("--rps", rps, "--baseline-error-rate", rate, "--share", share);

        assertThat(answer.exit()).isEqualTo(ExitCode.UNREADABLE);
        assertThat(answer.err()).contains(said);
    }

    private static Cli.Answer plan(String[] traffic, String... more) {
        List<String> all = new ArrayList<>(List.of(traffic));
        all.addAll(List.of(more));
        return plan(all.toArray(String[]::new));
    }

    private static Cli.Answer plan(String... options) {
        List<String> all = new ArrayList<>(List.of("judge", "plan"));
        all.addAll(List.of(options));
        return Cli.run(all.toArray(String[]::new));
    }
}
