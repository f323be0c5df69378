package dev.surefoot.server.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Random;

/** Damaged forms of the demo's files: each is read or refused with a place, and nothing throws. */
class FuzzTest {
    private static final int ROUNDS = 1_000;
    private static final String SCRAPS = "{}[]:,-#&*!|>'\"%@`\n\t \0${}0x9é\uD800~?";

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    @Requirement("INPUT-1")
    void a_damaged_file_is_read_or_refused_with_a_place(long seed) {
        Random random = new Random(seed);
        int refused = 0;

        for (int round = 0; round < ROUNDS; round++) {
            boolean service = random.nextBoolean();
            String text = damaged(service ? Texts.service() : Texts.policy(), random);
            refused += check(service, text, "seed " + seed + " round " + round) ? 0 : 1;
        }

        assertThat(refused).isGreaterThan(ROUNDS / 2);
    }

    private static boolean check(boolean service, String text, String what) {
        Reading<?>[] reading = new Reading<?>[1];
        assertThatCode(() -> reading[0] = service ? Texts.read(text) : Texts.readPolicy(text))
                .as("%s:%n%s", what, text)
                .doesNotThrowAnyException();
        if (!(reading[0] instanceof Reading.Bad<?> bad)) {
            return true;
        }
        long lines = text.lines().count() + 1;
        assertThat(bad.problems())
                .as("%s:%n%s", what, text)
                .isNotEmpty()
                .isSorted()
                .allMatch(each -> each.line() >= 1 && each.line() <= lines)
                .allMatch(each -> each.column() >= 1 && !each.message().isBlank());
        return false;
    }

    private static String damaged(String text, Random random) {
        StringBuilder out = new StringBuilder(text);
        int times = 1 + random.nextInt(4);
        for (int i = 0; i < times && !out.isEmpty(); i++) {
            int at = random.nextInt(out.length());
            int to = Math.min(out.length(), at + 1 + random.nextInt(20));
            char scrap = SCRAPS.charAt(random.nextInt(SCRAPS.length()));
            switch (random.nextInt(6)) {
                case 0 -> out.setLength(at);
                case 1 -> out.delete(at, to);
                case 2 -> out.insert(at, out.substring(at, to));
                case 3 -> out.setCharAt(at, scrap);
                case 4 -> out.insert(at, scrap);
                default -> out.replace(at, to, "" + random.nextInt());
            }
        }
        return out.toString();
    }
}
