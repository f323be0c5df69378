package dev.surefoot.bench.decisions.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;

/** Numbers published with ssrm (michaellindon/ssrm at c44f538, Apache-2.0). */
@Requirement("DECISIONS-1")
class MultinomialMixtureTest {
    @Test
    void agrees_with_the_published_sample_ratio_test() {
        long[][] rows = {{20, 17, 9}, {18, 21, 8}, {4, 6, 4}, {18, 19, 11}};
        double[] mixtures = {
            -7.028201432058012, -11.947847738358888, -15.471401950257842, -19.96484521090386
        };
        double[] nulls = {
            -4.0776406466061985, -8.265946861099877, -11.610743519545139, -15.781031228536165
        };
        MultinomialMixture test =
                new MultinomialMixture(new double[] {1, 1, 1}, new double[] {.4, .4, .2});

        for (int i = 0; i < rows.length; i++) {
            test.add(rows[i]);
            assertThat(test.logMixture()).isCloseTo(mixtures[i], within(1e-12));
            assertThat(test.logNull()).isCloseTo(nulls[i], within(1e-12));
        }
    }
}
