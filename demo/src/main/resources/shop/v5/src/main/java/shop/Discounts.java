package shop;

import java.util.Locale;
import java.util.Map;

/** The codes that make a cart cheaper. */
final class Discounts {
    private static final Map<String, Integer> PERCENT =
            Map.of("WELCOME10", 10, "SPRING15", 15, "FRIENDS20", 20, "SUMMER25", 25, "HELLO5", 5);

    private Discounts() {}

    /** What the code takes off, in percent; 0 for a code that nobody issued. */
    static int percent(String typed) {
        String code = typed.strip().toUpperCase(Locale.ROOT);
        return PERCENT.getOrDefault(code, 0);
    }
}
