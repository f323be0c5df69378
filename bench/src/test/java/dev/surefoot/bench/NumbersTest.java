package dev.surefoot.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;

class NumbersTest {
    @Test
    void the_median_of_an_even_number_lies_between_the_two_in_the_middle() {
        assertThat(Numbers.median(List.of(9, 1, 4, 2)).orElseThrow()).isEqualTo(3);
        assertThat(Numbers.median(List.of(9, 1, 4)).orElseThrow()).isEqualTo(4);
    }

    @Test
    void of_nothing_there_is_no_median_and_no_quantile() {
        assertThat(Numbers.median(List.<Long>of())).isEmpty();
        assertThat(Numbers.quantile(List.<Long>of(), 0.99)).isEmpty();
        assertThat(Numbers.most(List.<Long>of())).isEmpty();
    }

    @Test
    void a_quantile_is_a_value_that_was_seen() {
        List<Integer> hundred = java.util.stream.IntStream.rangeClosed(1, 100).boxed().toList();

        assertThat(Numbers.quantile(hundred, 0.5).orElseThrow()).isEqualTo(50);
        assertThat(Numbers.quantile(hundred, 0.99).orElseThrow()).isEqualTo(99);
        assertThat(Numbers.quantile(hundred, 1).orElseThrow()).isEqualTo(100);
    }

    @Test
    void numbers_are_as_long_as_they_need_to_be() {
        assertThat(Numbers.brief(260)).isEqualTo("260");
        assertThat(Numbers.brief(21.04)).isEqualTo("21.0");
        assertThat(Numbers.brief(0.1234)).isEqualTo("0.123");
        assertThat(Numbers.brief(-3.26)).isEqualTo("-3.3");
    }
}
