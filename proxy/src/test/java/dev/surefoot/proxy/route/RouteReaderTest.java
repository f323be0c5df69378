package dev.surefoot.proxy.route;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteReaderTest {
    private static final String GOOD =
            """
            {"token":17,"listenHost":"127.0.0.1","listenPort":8080,
             "cohort":{"cookie":"uid","key":"shop"},"primary":"BLUE",
             "sharesBp":{"BLUE":9500,"GREEN":500},
             "slots":{"BLUE":[{"instance":"blue-0","host":"127.0.0.1","port":8101}],
                      "GREEN":[{"instance":"green-0","host":"::1","port":8111}]}}""";

    @Test
    void what_is_written_reads_back_the_same() {
        RouteSpec spec = usable(GOOD);

        RouteSpec again = usable(RouteWriter.write(spec).toString());

        assertThat(again).isEqualTo(spec);
        assertThat(spec.shareBp(Slot.GREEN)).isEqualTo(500);
        assertThat(spec.cohort()).isEqualTo(new Cohort("uid", "shop"));
        assertThat(spec.endpoints(Slot.GREEN))
                .containsExactly(new Endpoint("green-0", "::1", 8111));
    }

    @Test
    void no_cohort_may_be_null_or_absent() {
        String cohort = "\"cohort\":{\"cookie\":\"uid\",\"key\":\"shop\"},";

        assertThat(usable(GOOD.replace(cohort, "")).cohort()).isNull();
        assertThat(usable(GOOD.replace(cohort, "\"cohort\":null,")).cohort()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "17 | -1 | token",
                "17 | 1.5 | token",
                "17 | \"17\" | token",
                "8080 | 65536 | listenPort",
                "\"127.0.0.1\",\"listenPort\" | \"shop.example\",\"listenPort\" | listenHost",
                "\"primary\":\"BLUE\" | \"primary\":\"RED\" | primary",
                "9500 | 9499 | sharesBp",
                "500} | 10001} | sharesBp.GREEN",
                "\"cookie\":\"uid\" | \"cookie\":\"a b\" | cohort.cookie",
                "\"key\":\"shop\" | \"key\":\"\" | cohort.key",
                "8101 | 0 | slots.BLUE[0].port",
                "\"::1\" | \"green.example\" | slots.GREEN[0].host",
                "\"blue-0\" | \"a/b\" | slots.BLUE[0].instance",
                "\"primary\" | \"primry\" | primary",
                "\"token\":17 | \"token\":17,\"lease\":1 | lease",
            })
    void a_wrong_field_is_refused_by_name_value_and_bound(String good, String bad, String field) {
        String body = GOOD.replace(good, bad);

        Reading reading = RouteReader.read(Json.MAPPER.readTree(body));

        assertThat(reading)
                .isInstanceOfSatisfying(
                        Reading.Refused.class,
                        refused ->
                                assertThat(refused.problems())
                                        .anySatisfy(
                                                problem -> {
                                                    assertThat(problem.field()).isEqualTo(field);
                                                    assertThat(problem.value()).isNotBlank();
                                                    assertThat(problem.bound()).isNotBlank();
                                                }));
    }

    @Test
    void all_problems_are_told_at_once() {
        Reading reading = RouteReader.read(Json.MAPPER.readTree("{\"token\":1}"));

        assertThat(reading)
                .isInstanceOfSatisfying(
                        Reading.Refused.class,
                        refused ->
                                assertThat(refused.problems())
                                        .extracting(Problem::field)
                                        .containsExactlyInAnyOrder(
                                                "listenHost",
                                                "listenPort",
                                                "primary",
                                                "sharesBp",
                                                "slots"));
    }

    @Test
    void a_share_for_a_slot_without_instances_is_refused() {
        String green = "{\"instance\":\"green-0\",\"host\":\"::1\",\"port\":8111}";

        Reading reading = RouteReader.read(Json.MAPPER.readTree(GOOD.replace(green, "")));

        assertThat(reading)
                .isInstanceOfSatisfying(
                        Reading.Refused.class,
                        refused ->
                                assertThat(refused.problems())
                                        .extracting(Problem::field)
                                        .containsExactly("slots.GREEN"));
    }

    @Test
    void the_same_name_twice_in_a_slot_is_refused() {
        String blue = "{\"instance\":\"blue-0\",\"host\":\"127.0.0.1\",\"port\":8101}";

        Reading reading =
                RouteReader.read(Json.MAPPER.readTree(GOOD.replace(blue, blue + "," + blue)));

        assertThat(reading).isInstanceOf(Reading.Refused.class);
    }

    private static RouteSpec usable(String body) {
        return switch (RouteReader.read(Json.MAPPER.readTree(body))) {
            case Reading.Usable usable -> usable.spec();
            case Reading.Refused refused -> throw new AssertionError(refused.problems());
        };
    }
}
